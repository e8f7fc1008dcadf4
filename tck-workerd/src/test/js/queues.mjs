// Queues: sending, and the standard handler of the kit. The worker keeps what it was given until somebody asks.
let deliveries = [];
let late = [];

export async function queues(queue, operation, args) {
  if (operation === "deliveries") {
    const all = deliveries;
    deliveries = [];
    for (const call of late.splice(0)) attempt(call);
    return all;
  }
  return queue[operation](...args);
}

const keepHere = (delivery) => deliveries.push(delivery);

export function consume(batch, keep = keepHere) {
  const { queue, metadata, messages } = batch;
  const seen = messages.map(({ id, timestamp, body, attempts }) => ({ id, timestamp, body, attempts }));
  const calls = [];
  keep({ queue, metrics: metadata?.metrics, messages: seen, calls });
  for (const message of messages) obey(batch, message, calls);
}

function obey(batch, message, calls) {
  const { body } = message;
  if (!Array.isArray(body?.act)) return;
  const act = body.act[Math.min(message.attempts, body.act.length) - 1];
  for (const call of act.split("+")) {
    if (call.startsWith("late:")) {
      late.push(() => make(batch, message, call.slice("late:".length)));
    } else if (call !== "none") {
      const made = call === "throw" || attempt(() => make(batch, message, call));
      calls.push({ message: body.n, call: made ? call : `${call} refused` });
    }
    if (call === "throw") throw new Error("asked for");
  }
}

function attempt(call) {
  try {
    call();
    return true;
  } catch {
    return false;
  }
}

function make(batch, message, call) {
  const [name, delay] = call.split(":");
  const target = name.endsWith("All") ? batch : message;
  const args = delay === undefined ? [] : [{ delaySeconds: Number(delay) }];
  target[name](...args);
}
