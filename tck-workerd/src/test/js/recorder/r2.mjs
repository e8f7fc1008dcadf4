// The operations of R2 scenarios.
import { numbered } from "./arguments.mjs";
import { failure } from "./errors.mjs";
import { any, encode, outcome, sha256OfLines } from "./outcomes.mjs";

const LONGEST_LIST = 30;
const NOTHING = { outcome: { $void: true } };

export const OPERATIONS = {
  head: async (bucket, { key }) => shownResult(await bucket.head(key)),
  put: async (bucket, { key, value, ...rest }) => shownResult(await bucket.put(key, value, ...options(rest))),
  get,
  delete: async (bucket, args) => {
    await bucket.delete("keys" in args ? args.keys : args.key);
    return NOTHING;
  },
  putMany,
  list,
  listKeys,
  listAll,
  createMultipartUpload: async (bucket, { key, ...rest }) =>
    upload(await bucket.createMultipartUpload(key, ...options(rest))),
  resumeMultipartUpload: async (bucket, { key, uploadId }) => upload(await bucket.resumeMultipartUpload(key, uploadId)),
  uploadPart: async (bucket, { upload, partNumber, value }) => {
    const result = await upload.uploadPart(partNumber, value);
    return { result, outcome: { partNumber: result.partNumber, etag: any("string") } };
  },
  completeMultipartUpload: async (bucket, { upload, parts }) => shownResult(await upload.complete(parts)),
  abortMultipartUpload: async (bucket, { upload }) => {
    await upload.abort();
    return NOTHING;
  },
  writeHttpMetadata: async (bucket, { object }) => {
    const headers = new Headers();
    object.writeHttpMetadata(headers);
    return { outcome: await encode(headers) };
  },
  readBody: async (bucket, { object, as }) => ({ outcome: await outcome(await read(object, as)) }),
  bodyUsed: (bucket, { object }) => ({ outcome: object.bodyUsed }),
  checksums: async (bucket, { object }) => ({ outcome: await encode(bytesOf(object.checksums)) }),
};

const options = (rest) => ("options" in rest ? [rest.options] : []);

async function shownResult(result) {
  return { result, outcome: await shown(result) };
}

const hasBody = (object) => "body" in object;

async function shown(object) {
  if (object === null || object === undefined) return outcome(object);
  const { key, version, size, etag, httpEtag, uploaded, storageClass, httpMetadata, customMetadata, range } = object;
  const { checksums, ssecKeyMd5 } = object;
  const members = await encode({ key, version, size, etag, httpEtag, uploaded, storageClass });
  if (version !== undefined) members.version = any("string");
  if (uploaded !== undefined) members.uploaded = any("date");
  if (storageClass !== undefined) members.storageClass = any("string", storageClass);
  const rest = { httpMetadata, customMetadata, range, checksums: checksums.toJSON(), ssecKeyMd5 };
  return { $type: hasBody(object) ? "R2ObjectBody" : "R2Object", ...members, ...(await encode(rest)) };
}

async function get(bucket, { key, read: as = "bytes", ...rest }) {
  const result = await bucket.get(key, ...options(rest));
  const all = await shown(result);
  if (all === null) return { result, outcome: null };
  all.hasBody = hasBody(result);
  if (all.hasBody && as !== "none") all.body = await body(result, as);
  return { result, outcome: all };
}

async function body(object, as) {
  try {
    return await outcome(await read(object, as));
  } catch (error) {
    return failure("r2", error);
  }
}

function read(object, as) {
  switch (as) {
    case "bytes":
      return object.arrayBuffer();
    case "stream":
      return object.body;
    default:
      return object[as]();
  }
}

function bytesOf({ md5, sha1, sha256, sha384, sha512 }) {
  return { md5, sha1, sha256, sha384, sha512 };
}

async function putMany(bucket, { key, count, value, from = 0, ...rest }) {
  for (let i = from; i < from + count; i++) await bucket.put(numbered(key, i), numbered(value, i), ...options(rest));
  return NOTHING;
}

async function list(bucket, args) {
  const result = await bucket.list(...options(args));
  const { objects, ...rest } = result;
  const all = { objects: [], ...(await encode(rest)) };
  for (const object of objects) all.objects.push(await shown(object));
  if ("cursor" in all) all.cursor = any("string");
  return { result, outcome: all };
}

async function listKeys(bucket, args) {
  const { objects, delimitedPrefixes, truncated, cursor } = await bucket.list(...options(args));
  const keys = objects.map(({ key }) => key);
  return { outcome: { keys, delimitedPrefixes, truncated, hasCursor: cursor !== undefined } };
}

async function listAll(bucket, args) {
  const pages = [];
  const keys = [];
  const prefixes = [];
  let cursor = args.options?.cursor;
  do {
    const page = await bucket.list(cursor === undefined ? args.options : { ...args.options, cursor });
    const { objects, delimitedPrefixes, truncated } = page;
    pages.push({ objects: objects.length, delimitedPrefixes: delimitedPrefixes.length, truncated });
    keys.push(...objects.map(({ key }) => key));
    prefixes.push(...delimitedPrefixes);
    cursor = truncated ? page.cursor : undefined;
  } while (cursor !== undefined);
  const all = { pages, total: keys.length, sha256OfKeysJoinedByNewline: await sha256OfLines(keys) };
  if (keys.length <= LONGEST_LIST) all.keys = keys;
  return { outcome: { ...all, delimitedPrefixes: prefixes } };
}

function upload(result) {
  const { key } = result;
  return { result, outcome: { $type: "R2MultipartUpload", key, uploadId: any("string") } };
}
