// What a step threw, with the portable part of its message.
import { any } from "./outcomes.mjs";

const INTERNAL = "internal error; reference = ";

const CODES = {
  kv: (message) => ({ code: number(/^KV [A-Z_]+ failed: (\d{3}) /.exec(message)) }),
  r2: (message) => ({ code: number(/\((\d+)\)$/.exec(message)) }),
  d1: sqlite,
  queues: () => ({}),
};

export function failure(service, error) {
  const message = error?.message ?? String(error);
  const found = { name: error?.name ?? typeof error, message: fixed(service, message) };
  const { code, extended } = CODES[service](message);
  if (code) found.code = code;
  if (extended !== undefined) found.extended = extended;
  if (error?.cause !== undefined) found.cause = { name: error.cause.name, message: error.cause.message };
  return { $error: found };
}

function number(match) {
  return match === null ? undefined : Number(match[1]);
}

function sqlite(message) {
  const named = /: (SQLITE_\w+)(?: \(extended: (SQLITE_\w+)\))?$/.exec(message);
  if (named !== null) return { code: named[1], extended: named[2] };
  return { code: /^(D1_\w+):/.exec(message)?.[1] };
}

// Refusals of the queue simulator say nothing of their own, and what fails inside has a number of its own each time.
function fixed(service, message) {
  if (service === "queues" && message.startsWith("Unknown Internal Error")) return any("string", message);
  return message.startsWith(INTERNAL) ? any("string", `${INTERNAL}…`) : message;
}
