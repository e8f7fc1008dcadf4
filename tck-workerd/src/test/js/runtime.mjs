// Runs the worker until standard input ends: node runtime.mjs <folder of node_modules> <service> <bindings>
// A second server, of Node alone, takes what the runtime cannot be asked for: its time, and other queues.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const [modules, service, bindings] = process.argv.slice(2);
const sources = dirname(fileURLToPath(import.meta.url));
const { Miniflare, _enableControlEndpoints } = createRequire(resolve(modules, "here.js"))("miniflare");

// Pools: every test takes a binding of its own, which nobody has used.
const names = Array.from({ length: Number(bindings) }, (_, i) => [`${service.toUpperCase()}${i}`, `${service}-${i}`]);
const pool = Object.fromEntries(names);

// The simulators of KV and queues can be told what time it is.
_enableControlEndpoints();

const source = (name) => ({ type: "ESModule", path: name, contents: readFileSync(join(sources, name), "utf8") });

const options = {
  host: "127.0.0.1",
  port: 0,
  modules: ["worker.mjs", "d1.mjs", "kv.mjs", "queues.mjs", "r2.mjs", "values.mjs"].map(source),
  compatibilityDate: "2026-04-01",
  // The simulator has one code for everything; the older text tells sizes from other refusals.
  compatibilityFlags: service === "queues" ? ["no_queue_expose_error_codes"] : [],
  kvNamespaces: service === "kv" ? pool : {},
  d1Databases: service === "d1" ? pool : {},
  r2Buckets: service === "r2" ? pool : {},
};

const miniflare = new Miniflare(options);

async function simulator(plugin, prefix, className, name, operation, args) {
  const namespace = await miniflare._getInternalDurableObjectNamespace(plugin, prefix, className);
  const cf = { miniflare: { controlOp: { name: operation, args } } };
  return namespace.get(namespace.idFromName(name)).fetch("http://placeholder/", { method: "POST", cf });
}

const onQueue = (name, operation, ...args) =>
  simulator("queues", "queues:queue", "QueueBrokerObject", name, operation, args);

const CONTROLS = {
  "/clock": ({ binding, millis }) =>
    simulator("kv", "kv:ns", "KVNamespaceObject", pool[binding], "enableFakeTimers", [millis]),

  // Another configuration starts the runtime anew, and with it empty queues.
  "/queues": async ({ producers, consumers, millis }) => {
    await miniflare.setOptions({ ...options, queueProducers: producers, queueConsumers: consumers });
    for (const name of Object.keys(producers)) await onQueue(name, "enableFakeTimers", millis);
    return String(await miniflare.ready);
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
