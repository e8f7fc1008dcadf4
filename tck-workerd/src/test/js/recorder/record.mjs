// Records every scenario of the kit anew: node record.mjs <folder of node_modules> <folder for the recording> [<file>]
// Says what changed, on standard output or in the file. Ends with 0 if nothing did, with 1 if something did that recordings fix, with 2 if
// it could not record.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { load } from "../simulators.mjs";
import { changes } from "./changes.mjs";
import { written } from "./layout.mjs";
import { Recorder } from "./recorder.mjs";
import { Report } from "./report.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const KIT = join(HERE, "../../../../../tck/src/main/resources/dev/isobar/tck/golden");
const SERVICES = ["d1", "kv", "queues", "r2"];

const [modules, folder, file] = process.argv.slice(2);
const read = (file) => JSON.parse(readFileSync(file, "utf8"));

async function record(service) {
  const recorder = new Recorder(modules);
  const report = new Report();
  const topics = readdirSync(join(KIT, service)).map((name) => [name, read(join(KIT, service, name))]);
  recorder.expect(topics.flatMap(([, { scenarios }]) => scenarios));
  mkdirSync(join(folder, service), { recursive: true });
  for (const [name, topic] of topics) {
    const scenarios = [];
    for (const scenario of topic.scenarios) scenarios.push({ ...scenario, expect: await anew(recorder, report, scenario) });
    writeFileSync(join(folder, service, name), written({ ...topic, runtime: recorder.runtime, scenarios }));
  }
  await recorder.close();
  return report;
}

/** Outcomes that did not change stay as they were written. */
async function anew(recorder, report, { expect, ...scenario }) {
  const outcomes = await recorder.record(scenario);
  const found = outcomes.map((outcome, i) => changes(expect[i], outcome));
  report.add(scenario, found);
  return outcomes.map((outcome, i) => (found[i].length === 0 ? expect[i] : outcome));
}

try {
  const reports = await Promise.all(SERVICES.map(record));
  const sum = (name) => reports.reduce((total, { count }) => total + count[name], 0);
  const { miniflare, workerd } = load(modules).runtime;
  const said =
    `${reports.map((report) => report.text()).join("")}${sum("scenarios")} scenarios, ${sum("steps")} steps on ` +
      `miniflare ${miniflare}, workerd ${workerd}: ${sum("changed")} steps changed, ${sum("open")} more where ` +
      "recordings fix nothing\n";
  if (file === undefined) process.stdout.write(said);
  else writeFileSync(file, said);
  process.exitCode = sum("changed") === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exit(2);
}
