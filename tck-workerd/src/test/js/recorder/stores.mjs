// Records scenarios of a store. Every scenario takes a binding that nobody has used; when the pool is used up the
// runtime starts anew with another pool.
import { Runtime } from "./runtime.mjs";

const POOL = 500;
const KINDS = { kv: "kvNamespaces", d1: "d1Databases", r2: "r2Buckets" };

export class Stores {
  #service;
  #runtime;
  #generation = 0;
  #used = POOL;

  constructor(Miniflare, service) {
    this.#runtime = new Runtime(Miniflare, service);
    this.#service = service;
  }

  async record({ clock, steps }) {
    if (this.#used === POOL) await this.#renew();
    const number = this.#used++;
    const ask = (some, last) =>
      this.#runtime.perform({ run: number, bindings: `STORE${number}`, steps: some, last });
    if (clock === undefined) return ask(steps, true);
    return this.#onClock(this.#name(number), clock.startMillis, steps, ask);
  }

  async #onClock(name, startMillis, steps, ask) {
    const setClock = (millis) => this.#runtime.control(name, "enableFakeTimers", millis);
    await setClock(startMillis);
    const outcomes = [];
    let now = startMillis;
    let waiting = [];
    for (const step of steps) {
      if (step.op !== "clock.advance") {
        waiting.push(step);
        continue;
      }
      outcomes.push(...(await ask(waiting, false)), { $void: true });
      waiting = [];
      now += step.args.seconds * 1000;
      await setClock(now);
    }
    return [...outcomes, ...(await ask(waiting, true))];
  }

  #name = (number) => `${this.#service}-${this.#generation}-${number}`;

  async #renew() {
    this.#generation++;
    this.#used = 0;
    const pool = Array.from({ length: POOL }, (_, i) => [`STORE${i}`, this.#name(i)]);
    await this.#runtime.bind({ [KINDS[this.#service]]: Object.fromEntries(pool) });
  }

  close() {
    return this.#runtime.close();
  }
}
