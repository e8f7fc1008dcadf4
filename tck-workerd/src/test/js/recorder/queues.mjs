// The operations of queue scenarios, and what their consumers saw.
import { consume } from "../queues.mjs";
import { any, encode } from "./outcomes.mjs";

// By the name of a queue: the scenario that it belongs to, and what the scenario calls it.
const owners = new Map();

export const OPERATIONS = {
  open: (env, { queues, ...settings }, state) => {
    const order = Object.fromEntries(Object.keys(queues).map((alias, i) => [alias, i]));
    Object.assign(state, { ...settings, order, deliveries: [], labels: new Map() });
    for (const [alias, name] of Object.entries(queues)) owners.set(name, { state, alias });
    return {};
  },
  close: (env, { queues }) => {
    for (const name of Object.values(queues)) owners.delete(name);
    return {};
  },
  deliveries: async (env, { at }, state) => {
    const all = [];
    // Which of two queues comes first in one second is not fixed; here it is the one that the scenario names first.
    const inOrder = state.deliveries.splice(0).sort((one, other) => state.order[one.queue] - state.order[other.queue]);
    for (const delivery of inOrder) all.push(await delivered(at, delivery, state));
    return { outcome: all };
  },
  send: async (queues, { queue = "main", body, options }) =>
    sent(await queues[queue].send(body, ...(options === undefined ? [] : [options]))),
  sendBatch: async (queues, { queue = "main", messages, options }) =>
    sent(await queues[queue].sendBatch(messages, ...(options === undefined ? [] : [options]))),
  metrics: async (queues, { queue = "main" }) => ({ outcome: await measured(await queues[queue].metrics()) }),
};

/** The handler of the worker. */
export function handle(batch) {
  const owner = owners.get(batch.queue);
  const keep = (delivery) => owner?.state.deliveries.push({ ...delivery, queue: owner.alias });
  consume(batch, keep);
}

async function sent(result) {
  const outcome = await encode(result);
  if (outcome?.metadata?.metrics !== undefined) {
    outcome.metadata.metrics = any("object", await measured(result.metadata.metrics));
  }
  return { result, outcome };
}

async function measured(metrics) {
  const { backlogBytes, oldestMessageTimestamp, ...rest } = metrics;
  const outcome = { ...(await encode(rest)), backlogBytes: any("integer", backlogBytes) };
  if (oldestMessageTimestamp !== undefined) outcome.oldestMessageTimestamp = any("date");
  return outcome;
}

async function delivered(at, { queue, metrics, messages, calls }, state) {
  const seen = [];
  for (const message of messages) seen.push(await received(message, state));
  const outcome = { at, queue, size: messages.length, messages: seen };
  if (calls.length > 0) outcome.calls = await encode(calls);
  outcome.backlogCount = state.exactBacklog ? metrics.backlogCount : any("integer");
  return outcome;
}

async function received({ id, timestamp, body, attempts }, { labels, startMillis }) {
  if (!labels.has(id)) labels.set(id, `m${labels.size + 1}`);
  const sentAtMillis = startMillis === undefined ? any("integer") : timestamp.getTime() - startMillis;
  return { id: labels.get(id), body: await encode(body), attempts, sentAtMillis };
}
