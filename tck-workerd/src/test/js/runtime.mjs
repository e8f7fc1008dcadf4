// Runs the worker until standard input ends: node runtime.mjs <folder of node_modules> <service> <bindings>
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [modules, service, bindings] = process.argv.slice(2);
const sources = dirname(fileURLToPath(import.meta.url));
const { Miniflare, _enableControlEndpoints } = createRequire(resolve(modules, "here.js"))("miniflare");

// Pools: every test takes a binding of its own, which nobody has used.
const names = Array.from({ length: Number(bindings) }, (_, i) => [`${service.toUpperCase()}${i}`, `${service}-${i}`]);
const pool = Object.fromEntries(names);

// The simulator of KV can be told what time it is.
_enableControlEndpoints();

const source = (name) => ({ type: "ESModule", path: name, contents: readFileSync(join(sources, name), "utf8") });

const miniflare = new Miniflare({
  host: "127.0.0.1",
  port: 0,
  modules: ["worker.mjs", "d1.mjs", "kv.mjs", "r2.mjs", "values.mjs"].map(source),
  compatibilityDate: "2026-04-01",
  kvNamespaces: service === "kv" ? pool : {},
  d1Databases: service === "d1" ? pool : {},
  r2Buckets: service === "r2" ? pool : {},
  serviceBindings: { CLOCK: setClock },
});

async function setClock(request) {
  const { binding, millis } = await request.json();
  const namespace = await miniflare._getInternalDurableObjectNamespace("kv", "kv:ns", "KVNamespaceObject");
  const object = namespace.get(namespace.idFromName(pool[binding]));
  const cf = { miniflare: { controlOp: { name: "enableFakeTimers", args: [millis] } } };
  return object.fetch("http://placeholder/", { method: "POST", cf });
}

const url = await miniflare.ready;
process.stdout.write(`ready ${url}\n`);

process.stdin.resume();
process.stdin.on("end", async () => {
  await miniflare.dispose();
  process.exit(0);
});
