// Records every scenario of the kit anew: node record.mjs <folder of node_modules> <folder for the recording>
// Says what changed. Ends with 0 if nothing did, with 1 if something did that recordings fix, with 2 if
// it could not record.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { changes, told } from "./changes.mjs";
import { written } from "./layout.mjs";
import { Recorder } from "./recorder.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const KIT = join(HERE, "../../../../../tck/src/main/resources/dev/isobar/tck/golden");
const SERVICES = ["d1", "kv", "queues", "r2"];

const [modules, folder] = process.argv.slice(2);
const count = { scenarios: 0, steps: 0, changed: 0, open: 0 };

const read = (file) => JSON.parse(readFileSync(file, "utf8"));

async function record(service) {
  const recorder = new Recorder(modules);
  const topics = readdirSync(join(KIT, service)).map((name) => [name, read(join(KIT, service, name))]);
  recorder.expect(topics.flatMap(([, { scenarios }]) => scenarios));
  mkdirSync(join(folder, service), { recursive: true });
  for (const [name, topic] of topics) {
    const scenarios = [];
    for (const scenario of topic.scenarios) scenarios.push({ ...scenario, expect: await anew(recorder, scenario) });
    writeFileSync(join(folder, service, name), written({ ...topic, runtime: recorder.runtime, scenarios }));
  }
  await recorder.close();
  return recorder.runtime;
}

/** Outcomes that did not change stay as they were written. */
async function anew(recorder, { expect, ...scenario }) {
  const outcomes = await recorder.record(scenario);
  const found = outcomes.map((outcome, i) => changes(expect[i], outcome));
  tell(scenario, found);
  return outcomes.map((outcome, i) => (found[i].length === 0 ? expect[i] : outcome));
}

function tell({ id, title, steps }, found) {
  count.scenarios++;
  count.steps += steps.length;
  const lines = found.flatMap((list, i) => list.map((change) => `  step ${i} ${steps[i].op} ${told(change)}\n`));
  if (lines.length > 0) process.stdout.write(`${id} ${title}\n${lines.join("")}`);
  count.changed += found.filter((list) => list.some(({ open }) => !open)).length;
  count.open += found.filter((list) => list.length > 0 && list.every(({ open }) => open)).length;
}

try {
  const [{ miniflare, workerd }] = await Promise.all(SERVICES.map(record));
  process.stdout.write(
    `${count.scenarios} scenarios, ${count.steps} steps on miniflare ${miniflare}, workerd ${workerd}: ` +
      `${count.changed} steps changed, ${count.open} more where recordings fix nothing\n`,
  );
  process.exitCode = count.changed === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exit(2);
}
