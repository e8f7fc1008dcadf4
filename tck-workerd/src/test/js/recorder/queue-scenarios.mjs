// Records scenarios of queues. Their clock stands and is moved here, or is the wall's.
import { setTimeout as pause } from "node:timers/promises";
import { QueueSets } from "./queue-sets.mjs";
import { Runtime } from "./runtime.mjs";

const START_MILLIS = 1_700_000_000_000;
const SECOND = 1_000;
// On the wall clock: what is due has been handed over by then.
const QUIET_MILLIS = 250;

export class QueueScenarios {
  #runtime;
  #sets;
  #runs = 0;

  constructor(Miniflare) {
    this.#runtime = new Runtime(Miniflare, "queues");
    this.#sets = new QueueSets(this.#runtime);
  }

  /** Scenarios that will be recorded; to know them saves starts of the runtime. */
  expect(scenarios) {
    this.#sets.expect(scenarios.map(({ config }) => config.queues));
  }

  async record({ clock, config, realTime, steps }) {
    const queues = await this.#sets.take(config.queues);
    const run = ++this.#runs;
    const ask = async (op, args, last) => {
      const asked = { run, bindings: queues, steps: [{ op, args }], last };
      return (await this.#runtime.perform(asked))[0];
    };
    const startMillis = realTime ? undefined : (clock?.startMillis ?? START_MILLIS);
    const time = realTime ? WALL : standing(this.#runtime, Object.values(queues));
    await time.start(startMillis);
    // Told while the simulator hands over the next batch; exact only on the wall clock, if no batch leaves at once.
    const waiting = Object.values(config.queues).every(({ maxBatchTimeout }) => maxBatchTimeout !== 0);
    const exactBacklog = Boolean(realTime) && waiting;
    await ask("open", { queues, startMillis, exactBacklog });
    const outcomes = await this.#play(steps, time, ask);
    await ask("close", { queues }, true);
    return outcomes;
  }

  async #play(steps, time, ask) {
    const outcomes = [];
    let at = 0;
    for (const { op, args } of steps) {
      if (op !== "advance") {
        outcomes.push(await ask(op, args));
        await time.sent();
        continue;
      }
      await time.settle();
      const deliveries = await ask("deliveries", { at });
      for (let i = 0; i < args.seconds; i++) {
        await time.pass();
        deliveries.push(...(await ask("deliveries", { at: ++at })));
      }
      outcomes.push({ deliveries });
    }
    return outcomes;
  }

  close() {
    return this.#runtime.close();
  }
}

const WALL = {
  start() {},
  sent() {},
  settle: () => pause(QUIET_MILLIS),
  pass: () => pause(SECOND),
};

function standing(runtime, queues) {
  // What one queue hands to another is due there.
  const order = queues.length === 1 ? queues : [...queues, ...queues];
  const settle = async () => {
    for (const name of order) await runtime.control(name, "waitForFakeTasks");
  };
  return {
    async start(millis) {
      for (const name of queues) await runtime.control(name, "enableFakeTimers", millis);
    },
    // A full batch leaves at once; the next step must not race with it.
    sent: settle,
    settle,
    async pass() {
      // Dead letter queues stand behind their sources; time moves there first, lest a letter arrive in the past.
      for (const name of [...queues].reverse()) await runtime.control(name, "advanceFakeTime", SECOND);
      await settle();
    },
  };
}
