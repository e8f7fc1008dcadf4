// One process of the runtime that runs the recorder's worker.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { COMPATIBILITY_DATE, controls, modulesFrom } from "../simulators.mjs";

const SOURCES = [
  "recorder/worker.mjs",
  "recorder/arguments.mjs",
  "recorder/d1.mjs",
  "recorder/errors.mjs",
  "recorder/kv.mjs",
  "recorder/outcomes.mjs",
  "recorder/queues.mjs",
  "recorder/r2.mjs",
  "queues.mjs",
];

const WORKER = {
  host: "127.0.0.1",
  port: 0,
  modules: modulesFrom(dirname(dirname(fileURLToPath(import.meta.url))), SOURCES),
  compatibilityDate: COMPATIBILITY_DATE,
};

export class Runtime {
  #Miniflare;
  #service;
  #miniflare;

  constructor(Miniflare, service) {
    this.#Miniflare = Miniflare;
    this.#service = service;
  }

  /** Starts anew with these bindings. */
  async bind(bindings) {
    const options = { ...WORKER, ...bindings };
    if (this.#miniflare === undefined) this.#miniflare = new this.#Miniflare(options);
    else await this.#miniflare.setOptions(options);
    await this.#miniflare.ready;
    /** Tells a simulator what time it is, or to finish what is due. */
    this.control = controls(this.#miniflare, this.#service);
  }

  /** Has the worker perform steps. */
  async perform(request) {
    const response = await this.#miniflare.dispatchFetch("http://worker/", {
      method: "POST",
      body: JSON.stringify({ service: this.#service, ...request }),
    });
    const answer = await response.text();
    if (!response.ok) throw new Error(answer);
    return JSON.parse(answer);
  }

  async close() {
    await this.#miniflare?.dispose();
  }
}
