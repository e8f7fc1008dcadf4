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
  const { Miniflare, _enableControlEndpoints, convertV4MiniflareOptions } = require("miniflare");
  // The simulators of KV and queues can be told what time it is.
  _enableControlEndpoints();
  const version = (name) => JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8")).version;
  const versions = { miniflare: version("miniflare"), workerd: version("workerd") };
  const runtime = { ...versions, compatibilityDate: COMPATIBILITY_DATE };
  return { Miniflare: convertV4MiniflareOptions ? newer(Miniflare, convertV4MiniflareOptions) : Miniflare, runtime };
}

/** From version 5 on Miniflare has options of another shape, and a function that makes them of ours. */
function newer(Miniflare, converted) {
  return class extends Miniflare {
    constructor(options) {
      super(converted(options));
    }

    setOptions(options) {
      return super.setOptions(converted(options));
    }
  };
}

export function modulesFrom(folder, names) {
  return names.map((name) => ({ type: "ESModule", path: name, contents: readFileSync(join(folder, name), "utf8") }));
}

/**
 * Gives a function that calls a control operation of one namespace or queue: enableFakeTimers, advanceFakeTime,
 * waitForFakeTasks. It is good until the runtime gets other options. Ways are kept: to ask for one stops all of Node.
 */
export function controls(miniflare, service) {
  const objects = new Map();
  return async (name, operation, ...args) => {
    if (!objects.has(name)) {
      const namespace = await miniflare._getInternalDurableObjectNamespace(...OBJECTS[service]);
      objects.set(name, namespace.get(namespace.idFromName(name)));
    }
    const cf = { miniflare: { controlOp: { name: operation, args } } };
    return objects.get(name).fetch("http://placeholder/", { method: "POST", cf });
  };
}
