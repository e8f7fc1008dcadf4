// Miniflare, from a folder of node_modules, and the ways into its simulators that tests of Miniflare itself use.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

export const COMPATIBILITY_DATE = "2026-04-01";

const OBJECTS = {
  kv: ["kv", "kv:ns", "KVNamespaceObject"],
  queues: ["queues", "queues:queue", "QueueBrokerObject"],
};

export function load(modules) {
  const require = createRequire(resolve(modules, "here.js"));
  const { Miniflare, _enableControlEndpoints } = require("miniflare");
  // The simulators of KV and queues can be told what time it is.
  _enableControlEndpoints();
  const version = (name) => JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8")).version;
  const versions = { miniflare: version("miniflare"), workerd: version("workerd") };
  return { Miniflare, runtime: { ...versions, compatibilityDate: COMPATIBILITY_DATE } };
}

export function modulesFrom(folder, names) {
  return names.map((name) => ({ type: "ESModule", path: name, contents: readFileSync(join(folder, name), "utf8") }));
}

/** Calls a control operation of one namespace or queue: enableFakeTimers, advanceFakeTime, waitForFakeTasks. */
export async function control(miniflare, service, name, operation, ...args) {
  const namespace = await miniflare._getInternalDurableObjectNamespace(...OBJECTS[service]);
  const cf = { miniflare: { controlOp: { name: operation, args } } };
  return namespace.get(namespace.idFromName(name)).fetch("http://placeholder/", { method: "POST", cf });
}
