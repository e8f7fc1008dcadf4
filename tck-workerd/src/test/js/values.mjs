// The bridge's format, both ways: four bytes with the length of a JSON text, the text, then all bytes that it refers to.
// In the text a plain value stands for itself; what JSON cannot hold is an object with the member "$".

export async function pack(value) {
  const chunks = [];
  let total = 0;
  const keep = (bytes) => {
    chunks.push(bytes);
    total += bytes.byteLength;
    return { $: "bytes", at: total - bytes.byteLength, length: bytes.byteLength };
  };
  const text = new TextEncoder().encode(JSON.stringify(await tagged(value, keep)));
  const packed = new Uint8Array(4 + text.byteLength + total);
  new DataView(packed.buffer).setUint32(0, text.byteLength);
  packed.set(text, 4);
  let at = 4 + text.byteLength;
  for (const chunk of chunks) {
    packed.set(chunk, at);
    at += chunk.byteLength;
  }
  return packed;
}

async function tagged(value, keep) {
  switch (typeof value) {
    case "undefined":
    case "function":
      return { $: "undefined" };
    case "bigint":
      return { $: "bigint", text: String(value) };
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0) ? value : { $: "number", text: special(value) };
    case "object":
      return value === null ? null : taggedObject(value, keep);
    default:
      return value;
  }
}

function special(number) {
  return Object.is(number, -0) ? "-0" : String(number);
}

async function taggedObject(value, keep) {
  if (value instanceof Date) return { $: "date", millis: value.getTime() };
  if (value instanceof ArrayBuffer) return keep(new Uint8Array(value));
  if (ArrayBuffer.isView(value)) return keep(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  if (value instanceof ReadableStream) return keep(new Uint8Array(await new Response(value).arrayBuffer()));
  if (Array.isArray(value)) return taggedItems(value, keep);
  if (value instanceof Map) return { $: "map", of: await taggedItems([...value.entries()], keep) };
  const members = {};
  for (const [name, member] of Object.entries(value)) members[name] = await tagged(member, keep);
  return "$" in members ? { $: "object", of: members } : members;
}

async function taggedItems(items, keep) {
  const all = [];
  for (const item of items) all.push(await tagged(item, keep));
  return all;
}

export function unpack(buffer) {
  const length = new DataView(buffer).getUint32(0);
  const bytes = new Uint8Array(buffer, 4 + length);
  return untagged(JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length))), bytes);
}

function untagged(value, bytes) {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((item) => untagged(item, bytes));
  switch (value.$) {
    case undefined:
      return untaggedMembers(value, bytes);
    case "object":
      return untaggedMembers(value.of, bytes);
    case "undefined":
      return undefined;
    case "number":
      return Number(value.text);
    case "bigint":
      return BigInt(value.text);
    case "date":
      return new Date(value.millis);
    case "headers":
      return new Headers(value.of);
    case "bytes":
      return bytes.slice(value.at, value.at + value.length);
    case "stream":
      return streamed(bytes.slice(value.at, value.at + value.length), value.announced);
    default:
      throw new Error(`unknown form ${value.$}`);
  }
}

// Less than nothing is announced: the runtime cannot know how long the stream is.
function streamed(bytes, announced) {
  const { readable, writable } = announced < 0 ? new TransformStream() : new FixedLengthStream(announced);
  const writer = writable.getWriter();
  writer
    .write(bytes)
    .then(() => writer.close())
    .catch(() => {});
  return readable;
}

function untaggedMembers(object, bytes) {
  return Object.fromEntries(Object.entries(object).map(([name, member]) => [name, untagged(member, bytes)]));
}

export function failure(error) {
  return {
    name: error?.name,
    message: error?.message ?? String(error),
    cause: error?.cause === undefined ? undefined : failure(error.cause),
  };
}
