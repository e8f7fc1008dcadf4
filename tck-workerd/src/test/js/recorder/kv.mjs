// The operations of KV scenarios.
import { numbered } from "./arguments.mjs";
import { any, encode, outcome, sha256OfLines } from "./outcomes.mjs";

const LONGEST_LIST = 30;

export const OPERATIONS = {
  put: (kv, { key, value, ...rest }) => plain(kv.put(key, value, ...given(rest, "options"))),
  get: (kv, { key, ...rest }) => plain(kv.get(key, ...given(rest, "type", "options"))),
  getMany: (kv, { keys, ...rest }) => plain(kv.get(keys, ...given(rest, "type", "options"))),
  getWithMetadata: (kv, { key, ...rest }) => plain(kv.getWithMetadata(key, ...given(rest, "type", "options"))),
  getManyWithMetadata: (kv, { keys, ...rest }) => plain(kv.getWithMetadata(keys, ...given(rest, "type", "options"))),
  delete: (kv, { key }) => plain(kv.delete(key)),
  putMany,
  list,
  listNames,
  listAll,
};

async function plain(call) {
  const result = await call;
  return { result, outcome: await outcome(result) };
}

/** The first of these arguments that the step has; a call without it is a call with one argument less. */
function given(rest, ...names) {
  const name = names.find((candidate) => candidate in rest);
  return name === undefined ? [] : [rest[name]];
}

async function putMany(kv, { key, count, value, from = 0, options }) {
  for (let i = from; i < from + count; i++) {
    await kv.put(numbered(key, i), numbered(value, i), ...(options === undefined ? [] : [options]));
  }
  return { outcome: { $void: true } };
}

async function list(kv, args) {
  const result = await kv.list(...given(args, "options"));
  const encoded = await encode(result);
  if ("cursor" in encoded) encoded.cursor = any("string");
  return { result, outcome: encoded };
}

async function listNames(kv, args) {
  const page = await kv.list(...given(args, "options"));
  const names = page.keys.map(({ name }) => name);
  return { outcome: { names, list_complete: page.list_complete, hasCursor: hasCursor(page) } };
}

const hasCursor = (page) => page.cursor !== undefined;

async function listAll(kv, { options }) {
  const pages = [];
  const names = [];
  for (let cursor = options?.cursor; ; ) {
    const page = await kv.list(cursor === undefined ? options : { ...options, cursor });
    pages.push({ size: page.keys.length, list_complete: page.list_complete, hasCursor: hasCursor(page) });
    names.push(...page.keys.map(({ name }) => name));
    cursor = page.cursor;
    if (cursor === undefined) break;
  }
  const sha256OfNamesJoinedByNewline = await sha256OfLines(names);
  const all = { pages, total: names.length, first: names.at(0), last: names.at(-1), sha256OfNamesJoinedByNewline };
  if (names.length <= LONGEST_LIST) all.names = names;
  return { outcome: all };
}
