// Arguments of recorded steps, as docs/spec/golden-format.md writes them, made into values of JavaScript.

export function decode(value, saved) {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((item) => decode(item, saved));
  const [form] = Object.keys(value);
  if (!form?.startsWith("$")) return members(value, saved);
  const make = FORMS[form];
  if (make === undefined) throw new Error(`unknown form ${form}`);
  return make(value[form], saved);
}

const FORMS = {
  $bytes: bytes,
  $buffer: (text) => bytes(text).buffer,
  $fill: ({ text, count }) => text.repeat(count),
  $fillBytes: ({ byte, count }) => new Uint8Array(count).fill(byte),
  $seqBytes: ({ count, start = 0 }) => Uint8Array.from({ length: count }, (_, i) => (start + i) % 251),
  $stream: stream,
  $date: (at, saved) => (typeof at === "object" ? shifted(at, saved, at.floorToSecond) : new Date(at)),
  $httpDate: (at, saved) => shifted(at, saved, true).toUTCString(),
  $number: Number,
  $bigint: BigInt,
  $undefined: () => undefined,
  $headers: headers,
  $ref: reference,
  $concat: (parts, saved) => parts.map((part) => decode(part, saved)).join(""),
  $arrayOf: ({ count, item }, saved) => Array.from({ length: count }, (_, i) => numbered(decode(item, saved), i)),
  $object: members,
};

function members(object, saved) {
  return Object.fromEntries(Object.entries(object).map(([name, member]) => [name, decode(member, saved)]));
}

function bytes(base64) {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function stream({ of, chunk, knownLength = true }, saved) {
  const decoded = decode(of, saved);
  const content = typeof decoded === "string" ? new TextEncoder().encode(decoded) : decoded;
  const { readable, writable } = knownLength ? new FixedLengthStream(content.byteLength) : new TransformStream();
  write(writable.getWriter(), content, chunk ?? Math.max(content.byteLength, 1)).catch(() => {});
  return readable;
}

async function write(writer, content, chunk) {
  for (let at = 0; at < content.byteLength; at += chunk) await writer.write(content.slice(at, at + chunk));
  await writer.close();
}

function shifted({ ref, addMillis = 0 }, saved, floor) {
  const millis = reference(ref, saved).getTime();
  return new Date((floor ? Math.floor(millis / 1000) * 1000 : millis) + addMillis);
}

function headers(pairs, saved) {
  return new Headers(pairs.map(([name, value]) => [name, decode(value, saved)]));
}

/** A step refers to what no step before it saved. */
export class Unsaved extends Error {
  constructor(path) {
    super(`nothing was saved as ${path}`);
    this.path = path;
  }
}

function reference(path, saved) {
  const [name, ...rest] = path.split(".");
  const found = rest.reduce((owner, member) => owner?.[member], saved.get(name));
  if (found === undefined || found === null) throw new Unsaved(path);
  return found;
}

/** Puts an index into the texts of a template: {i}, or {i:4} for four digits. */
export function numbered(item, index) {
  if (typeof item === "string") {
    return item.replace(/\{i(?::(\d+))?\}/g, (_, width) => String(index).padStart(Number(width ?? 0), "0"));
  }
  if (item === null || Object.getPrototypeOf(item) !== Object.prototype) return item;
  return Object.fromEntries(Object.entries(item).map(([name, member]) => [name, numbered(member, index)]));
}
