// Tells what changed in the scenarios of one service: what changed alike in many steps once, at the end.
import { told } from "./changes.mjs";

const MANY = 10;

export class Report {
  count = { scenarios: 0, steps: 0, changed: 0, open: 0 };
  #entries = [];
  #times = new Map();

  /** Takes the changes of each step. */
  add({ id, title, steps }, found) {
    this.count.scenarios++;
    this.count.steps += steps.length;
    this.count.changed += found.filter((list) => list.some(({ open }) => !open)).length;
    this.count.open += found.filter((list) => list.length > 0 && list.every(({ open }) => open)).length;
    const changes = found.flatMap((list, i) => list.map((change) => ({ step: i, op: steps[i].op, text: told(change) })));
    for (const change of changes) this.#times.set(alike(change), (this.#times.get(alike(change)) ?? 0) + 1);
    this.#entries.push({ head: `${id} ${title}\n`, changes });
  }

  text() {
    const single = this.#entries.map(({ head, changes }) => {
      const lines = changes.filter((change) => this.#times.get(alike(change)) < MANY).map(line);
      return lines.length > 0 ? head + lines.join("") : "";
    });
    const many = [...this.#times].filter(([, times]) => times >= MANY).map(([text, times]) => `${times} times ${text}\n`);
    return single.join("") + many.join("");
  }
}

const line = ({ step, op, text }) => `  step ${step} ${op} ${text}\n`;

// A batch has one result for each statement.
const alike = ({ text }) => text.replace(/^\[\d+\]/, "");
