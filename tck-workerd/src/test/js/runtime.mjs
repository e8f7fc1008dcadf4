// Runs the worker until standard input ends: node runtime.mjs <folder of node_modules> <service> <bindings>
// A second server, of Node alone, takes what the runtime cannot be asked for: its time, and other queues.
import { createServer } from "node:http";
import { dirname } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { QueueSets } from "./recorder/queue-sets.mjs";
import { COMPATIBILITY_DATE, controls, load, modulesFrom } from "./simulators.mjs";

const [modules, service, bindings] = process.argv.slice(2);
const sources = dirname(fileURLToPath(import.meta.url));
const { Miniflare } = load(modules);

// Pools: every test takes a binding of its own, which nobody has used.
const names = Array.from({ length: Number(bindings) }, (_, i) => [`${service.toUpperCase()}${i}`, `${service}-${i}`]);
const pool = Object.fromEntries(names);

const options = {
  host: "127.0.0.1",
  port: 0,
  modules: modulesFrom(sources, ["worker.mjs", "d1.mjs", "kv.mjs", "queues.mjs", "r2.mjs", "values.mjs"]),
  compatibilityDate: COMPATIBILITY_DATE,
  // The simulator has one code for everything; the older text tells sizes from other refusals.
  compatibilityFlags: service === "queues" ? ["no_queue_expose_error_codes"] : [],
  kvNamespaces: service === "kv" ? pool : {},
  d1Databases: service === "d1" ? pool : {},
  r2Buckets: service === "r2" ? pool : {},
};

const miniflare = new Miniflare(options);

let onQueue;
// Most tests ask for what others ask for; a configuration of one's own is rarely asked for again.
const share = (asked) => Math.min(40, asked === 1 ? 1 : 4 * asked);
const sets = new QueueSets({
  async bind(queues) {
    await miniflare.setOptions({ ...options, ...queues });
    onQueue = controls(miniflare, "queues");
  },
}, share);
const onNamespace = controls(miniflare, "kv");

const CONTROLS = {
  "/clock": ({ binding, millis }) => onNamespace(pool[binding], "enableFakeTimers", millis),

  // Queues that nobody has used: their names in the runtime, by what the test calls them.
  "/queues": async ({ queues, millis }) => {
    const names = await sets.take(queues);
    for (const name of Object.values(names)) await onQueue(name, "enableFakeTimers", millis);
    return JSON.stringify({ names, url: await miniflare.ready });
  },

  "/advance": async ({ queues, millis }) => {
    // Dead letter queues stand behind their sources; time moves there first, lest a letter arrive in the past.
    if (millis > 0) for (const name of [...queues].reverse()) await onQueue(name, "advanceFakeTime", millis);
    // What one queue hands to another is due there.
    for (const name of [...queues, ...queues]) await onQueue(name, "waitForFakeTasks");
  },
};

const control = createServer(async (request, response) => {
  try {
    const answer = await CONTROLS[request.url](JSON.parse(await text(request)));
    response.end(typeof answer === "string" ? answer : "");
  } catch (error) {
    response.statusCode = 400;
    response.end(String(error?.message ?? error));
  }
});

await new Promise((listening) => control.listen(0, "127.0.0.1", listening));
process.stdout.write(`ready ${await miniflare.ready} http://127.0.0.1:${control.address().port}/\n`);

process.stdin.resume();
process.stdin.on("end", async () => {
  await miniflare.dispose();
  process.exit(0);
});
