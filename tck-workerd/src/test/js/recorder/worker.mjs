// Performs steps of a scenario on its binding, one after another, and answers with their outcomes.
import { decode, Unsaved } from "./arguments.mjs";
import { failure } from "./errors.mjs";
import { OPERATIONS as d1 } from "./d1.mjs";
import { OPERATIONS as kv } from "./kv.mjs";
import { handle, OPERATIONS as queues } from "./queues.mjs";
import { OPERATIONS as r2 } from "./r2.mjs";

const SERVICES = { d1, kv, queues, r2 };

// A scenario whose clock is moved comes in several requests; what it saved waits here.
const scenarios = new Map();

export default {
  async fetch(request, env) {
    try {
      return Response.json(await performed(await request.json(), env));
    } catch (error) {
      return new Response(String(error?.message ?? error), { status: 400 });
    }
  },

  async queue(batch) {
    handle(batch);
  },
};

async function performed({ run, service, bindings, steps, last }, env) {
  const state = scenarios.get(run) ?? { saved: new Map() };
  scenarios.set(run, state);
  const target = typeof bindings === "string" ? env[bindings] : mapped(bindings, (name) => env[name]);
  const outcomes = [];
  for (const step of steps) outcomes.push(await perform(service, target, step, state));
  if (last) scenarios.delete(run);
  return outcomes;
}

const mapped = (object, change) =>
  Object.fromEntries(Object.entries(object).map(([name, member]) => [name, change(member)]));

async function perform(service, target, { op, args, save }, state) {
  const operation = SERVICES[service][op];
  if (operation === undefined) throw new Error(`${service} has no operation ${op}`);
  try {
    const decoded = decode(args ?? {}, state.saved);
    const { result, outcome } = await operation(target, decoded, state);
    if (save !== undefined && result !== undefined && result !== null) state.saved.set(save, result);
    return outcome;
  } catch (error) {
    if (error instanceof Unsaved) return { $unsaved: error.path };
    state.inserted = false;
    return failure(service, error);
  }
}
