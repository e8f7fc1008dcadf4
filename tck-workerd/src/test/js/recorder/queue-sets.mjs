// Sets of queues, each for one scenario. The runtime knows its queues when it starts, so it starts with several sets of
// every configuration that was asked for lately, and anew when one of them is used up. A start takes longer with more.
const SETS = 200;
const CONFIGURATIONS = 40;

export class QueueSets {
  #runtime;
  #share;
  #asked = new Map();
  #generation = 0;
  // By configuration: the sets that nobody has used. The configuration that was asked for last is at the end.
  #free = new Map();

  /** The share says how many sets a configuration gets that was asked for so often, among so many. */
  constructor(runtime, share = (asked, all) => Math.floor(SETS / all)) {
    this.#runtime = runtime;
    this.#share = share;
  }

  /** Names of queues in the runtime, by what the scenario calls them. */
  async take(queues) {
    const configuration = JSON.stringify(queues);
    const free = this.#free.get(configuration) ?? [];
    this.#asked.set(configuration, (this.#asked.get(configuration) ?? 0) + 1);
    this.#free.delete(configuration);
    const before = new Map(this.#free);
    this.#free.set(configuration, free);
    try {
      if (free.length === 0) await this.#renew();
    } catch (refused) {
      // What runs goes on, and nobody asks for this configuration again.
      this.#free = before;
      throw refused;
    }
    return this.#free.get(configuration).pop();
  }

  /** Has sets ready for these configurations at the next start. */
  expect(all) {
    for (const queues of all) this.#free.set(JSON.stringify(queues), []);
  }

  async #renew() {
    this.#generation++;
    const configurations = [...this.#free.keys()].slice(-CONFIGURATIONS);
    const queueProducers = {};
    const queueConsumers = {};
    this.#free.clear();
    for (const [i, configuration] of configurations.entries()) {
      const queues = JSON.parse(configuration);
      const each = this.#share(this.#asked.get(configuration) ?? 0, configurations.length);
      const sets = Array.from({ length: each }, (_, j) => this.#named(queues, `${i}-${j}`));
      for (const names of sets) add(queues, names, queueProducers, queueConsumers);
      this.#free.set(configuration, sets);
    }
    await this.#runtime.bind({ queueProducers, queueConsumers });
  }

  #named(queues, set) {
    return Object.fromEntries(Object.keys(queues).map((alias) => [alias, `${this.#generation}-${set}-${alias}`]));
  }
}

function add(queues, names, queueProducers, queueConsumers) {
  for (const [alias, { deliveryDelay, consumer = true, deadLetterQueue, ...settings }] of Object.entries(queues)) {
    queueProducers[names[alias]] = { queueName: names[alias], deliveryDelay };
    if (!consumer) continue;
    queueConsumers[names[alias]] = { ...settings };
    if (deadLetterQueue !== undefined) queueConsumers[names[alias]].deadLetterQueue = names[deadLetterQueue] ?? deadLetterQueue;
  }
}
