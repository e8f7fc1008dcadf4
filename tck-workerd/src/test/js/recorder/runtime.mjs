// One process of the runtime that runs the recorder's worker.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { COMPATIBILITY_DATE, control, modulesFrom } from "../simulators.mjs";

const SOURCES = ["worker.mjs", "arguments.mjs", "d1.mjs", "errors.mjs", "kv.mjs", "outcomes.mjs", "r2.mjs"];

const WORKER = {
  host: "127.0.0.1",
  port: 0,
  modules: modulesFrom(dirname(fileURLToPath(import.meta.url)), SOURCES),
  compatibilityDate: COMPATIBILITY_DATE,
};

export class Runtime {
  #Miniflare;
  #miniflare;

  constructor(Miniflare) {
    this.#Miniflare = Miniflare;
  }

  /** Starts anew with these bindings. */
  async bind(bindings) {
    const options = { ...WORKER, ...bindings };
    if (this.#miniflare === undefined) this.#miniflare = new this.#Miniflare(options);
    else await this.#miniflare.setOptions(options);
    await this.#miniflare.ready;
  }

  /** Asks the worker. */
  async ask(request) {
    const response = await this.#miniflare.dispatchFetch("http://worker/", {
      method: "POST",
      body: JSON.stringify(request),
    });
    const answer = await response.text();
    if (!response.ok) throw new Error(answer);
    return JSON.parse(answer);
  }

  control(service, name, operation, ...args) {
    return control(this.#miniflare, service, name, operation, ...args);
  }

  async close() {
    await this.#miniflare?.dispose();
  }
}
