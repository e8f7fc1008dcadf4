// Runs recorded scenarios on the real bindings of the runtime and gives their outcomes.
import { load } from "../simulators.mjs";
import { QueueScenarios } from "./queue-scenarios.mjs";
import { Stores } from "./stores.mjs";

export class Recorder {
  #Miniflare;
  #services = new Map();
  #turn = Promise.resolve();

  constructor(modules) {
    const { Miniflare, runtime } = load(modules);
    this.#Miniflare = Miniflare;
    this.runtime = runtime;
  }

  /** Scenarios go one after another: a new pool ends whatever runs. */
  record(scenario) {
    const recorded = this.#turn.then(() => this.#service(scenario.id.split("/")[0]).record(scenario));
    this.#turn = recorded.catch(() => {});
    return recorded;
  }

  /** Scenarios that will be recorded; to know those of queues saves starts of the runtime. */
  expect(scenarios) {
    const ofQueues = scenarios.filter(({ id }) => id.startsWith("queues/"));
    if (ofQueues.length > 0) this.#service("queues").expect(ofQueues);
  }

  #service(name) {
    if (!this.#services.has(name)) {
      const made = name === "queues" ? new QueueScenarios(this.#Miniflare) : new Stores(this.#Miniflare, name);
      this.#services.set(name, made);
    }
    return this.#services.get(name);
  }

  async close() {
    for (const service of this.#services.values()) await service.close();
  }
}
