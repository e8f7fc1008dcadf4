// Values of JavaScript as outcomes, as docs/spec/golden-format.md writes them.
const LONGEST_TEXT = 1024;
const LONGEST_BYTES = 512;

export const any = (type, seen) => (seen === undefined ? { $any: type } : { $any: type, seen });

/** What a step returned; nothing at the top is an outcome, nothing in a member is no member. */
export async function outcome(value) {
  return value === undefined ? { $void: true } : encode(value);
}

export async function encode(value) {
  switch (typeof value) {
    case "string":
      return value.length > LONGEST_TEXT ? digestOfText(value) : value;
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0) ? value : { $number: special(value) };
    case "bigint":
      return { $bigint: String(value) };
    case "object":
      return value === null ? null : object(value);
    case "undefined":
      return undefined;
    default:
      return value;
  }
}

function special(number) {
  return Object.is(number, -0) ? "-0" : String(number);
}

async function object(value) {
  if (value instanceof Date) return { $date: value.toISOString() };
  if (value instanceof ArrayBuffer) return encodeBytes("$bytes", new Uint8Array(value));
  if (ArrayBuffer.isView(value)) {
    return encodeBytes("$bytes", new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  }
  if (value instanceof Blob) return encode(await value.arrayBuffer());
  if (value instanceof ReadableStream) return { $stream: await encode(await new Response(value).arrayBuffer()) };
  if (value instanceof Headers) return { $headers: [...value] };
  if (value instanceof Map) return { $map: await items([...value]) };
  if (Array.isArray(value)) return items(value);
  const all = await members(value);
  return Object.keys(all)[0]?.startsWith("$") ? { $object: all } : all;
}

async function items(array) {
  const all = [];
  for (const item of array) all.push((await encode(item)) ?? null);
  return all;
}

async function members(value) {
  const all = [];
  for (const [name, member] of Object.entries(value)) {
    if (member !== undefined) all.push([name, await encode(member)]);
  }
  return Object.fromEntries(all);
}

export async function encodeBytes(form, bytes) {
  if (bytes.byteLength > LONGEST_BYTES) {
    return { $bytesDigest: { length: bytes.byteLength, sha256: await sha256(bytes) } };
  }
  return { [form]: btoa(String.fromCharCode(...bytes)) };
}

async function digestOfText(text) {
  const utf8 = new TextEncoder().encode(text);
  return { $textDigest: { utf16Length: text.length, utf8Length: utf8.byteLength, sha256: await sha256(utf8) } };
}

export async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export const sha256OfLines = (texts) => sha256(new TextEncoder().encode(texts.join("\n")));
