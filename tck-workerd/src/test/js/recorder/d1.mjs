// The operations of D1 scenarios.
import { any, encode, encodeBytes } from "./outcomes.mjs";

export const OPERATIONS = {
  exec: async (db, { sql }) => {
    const { count } = await db.exec(sql);
    return { outcome: { count, duration: any("number") } };
  },
  prepare: (db, args, state) => handle(prepared(db, args, state)),
  all: (db, args, state) => reported(db, args, state, "all"),
  run: (db, args, state) => reported(db, args, state, "run"),
  raw: async (db, args, state) => {
    const options = args.options === undefined ? [] : [args.options];
    const result = await prepared(db, args, state).raw(...options);
    return { result, outcome: await Promise.all(result.map((row) => Promise.all(row.map(cell)))) };
  },
  first,
  batch,
  withSession: (db, args) => handle("constraint" in args ? db.withSession(args.constraint) : db.withSession()),
  getBookmark: (db, { session }) => {
    const result = session.getBookmark();
    return { result, outcome: result === null ? null : any("string") };
  },
};

const handle = (result) => ({ result, outcome: { $handle: result.constructor.name } });

function prepared(db, args, state) {
  const statement = args.statement ?? (args.session ?? db).prepare(args.sql);
  const ready = "bind" in args ? statement.bind(...args.bind) : statement;
  state.sql ??= new Map();
  state.sql.set(ready, args.sql ?? state.sql.get(statement));
  return ready;
}

async function reported(db, args, state, method) {
  const statement = prepared(db, args, state);
  const result = await statement[method]();
  return { result, outcome: await report(result, state.sql.get(statement), state) };
}

async function first(db, args, state) {
  const statement = prepared(db, args, state);
  if (!("column" in args)) {
    const result = await statement.first();
    return { result, outcome: result === null ? null : await row(result) };
  }
  const result = await statement.first(args.column);
  return { result, outcome: await cell(result) };
}

async function batch(db, { statements, session }, state) {
  const ready = statements.map((statement) => prepared(session ?? db, statement, state));
  const result = await (session ?? db).batch(ready);
  const outcome = [];
  for (const [i, one] of result.entries()) outcome.push(await report(one, state.sql.get(ready[i]), state));
  return { result, outcome };
}

async function report({ results, meta, ...rest }, sql, state) {
  const rows = await Promise.all(results.map(row));
  return { ...(await encode(rest)), results: rows, meta: fixed(await encode(meta), sql, state) };
}

// The file's own tables count too, and the connection remembers the last insert of whoever made it. Who answers, after
// how many attempts, is told by newer runtimes.
function fixed(meta, sql, state) {
  if (meta.changes > 0 && /^\s*(insert|replace)\b/i.test(sql)) state.inserted = true;
  const changedDb = /^\s*(alter|analyze|create|drop|pragma|reindex)\b/i.test(sql);
  return {
    ...meta,
    changed_db: changedDb ? any("boolean", meta.changed_db) : meta.changed_db,
    duration: any("number"),
    last_row_id: state.inserted ? meta.last_row_id : any("integer", meta.last_row_id),
    rows_read: any("integer", meta.rows_read),
    rows_written: any("integer", meta.rows_written),
    served_by: any("string"),
    size_after: any("integer"),
    ...told(meta, "served_by_primary", "boolean"),
    ...told(meta, "timings", "object"),
    ...told(meta, "total_attempts", "integer"),
  };
}

const told = (meta, name, type) => (name in meta ? { [name]: any(type) } : {});

async function row(object) {
  const cells = await Promise.all(Object.entries(object).map(async ([name, value]) => [name, await cell(value)]));
  const all = Object.fromEntries(cells);
  return Object.keys(all)[0]?.startsWith("$") ? { $object: all } : all;
}

const cell = (value) => (Array.isArray(value) ? encodeBytes("$byteArray", Uint8Array.from(value)) : encode(value));
