// R2 calls. Objects are shown member by member, bodies are read at once; an upload is resumed for each of its calls.

export async function r2(bucket, operation, args) {
  switch (operation) {
    case "get":
      return opened(await bucket.get(...args));
    case "list": {
      const { objects, delimitedPrefixes, truncated, cursor } = await bucket.list(...args);
      return { objects: objects.map(shown), delimitedPrefixes, truncated, cursor };
    }
    case "createMultipartUpload":
    case "resumeMultipartUpload": {
      const { key, uploadId } = await bucket[operation](...args);
      return { key, uploadId };
    }
    case "uploadPart":
    case "complete":
    case "abort": {
      const [key, uploadId, ...rest] = args;
      const answer = await bucket.resumeMultipartUpload(key, uploadId)[operation](...rest);
      return operation === "complete" ? shown(answer) : answer;
    }
    default:
      return shown(await bucket[operation](...args));
  }
}

async function opened(object) {
  const all = shown(object);
  if (all && "body" in object) all.content = await object.arrayBuffer();
  return all;
}

function shown(object) {
  if (object === null || object === undefined) return object;
  const { key, version, size, etag, uploaded, httpMetadata, customMetadata, range, storageClass, ssecKeyMd5 } = object;
  const checksums = object.checksums.toJSON();
  return {
    key, version, size, etag, uploaded, httpMetadata, customMetadata, range, storageClass, ssecKeyMd5, checksums,
  };
}
