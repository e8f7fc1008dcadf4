package dev.isobar.internal.kv;

import dev.isobar.internal.ServiceCall;

/** The calls of a KV namespace, each with its word in Cloudflare's texts. */
final class KvCalls {
    static final ServiceCall GET = new ServiceCall("get", "GET");
    static final ServiceCall GET_WITH_METADATA = new ServiceCall("getWithMetadata", "GET");
    static final ServiceCall GET_BULK = new ServiceCall("get", "GET_BULK");
    static final ServiceCall GET_BULK_WITH_METADATA = new ServiceCall("getWithMetadata", "GET_BULK");
    static final ServiceCall LIST = new ServiceCall("list", "GET");
    static final ServiceCall PUT = new ServiceCall("put", "PUT");
    static final ServiceCall DELETE = new ServiceCall("delete", "DELETE");
    static final ServiceCall DELETE_BULK = new ServiceCall("deleteBulk", "DELETE");

    private KvCalls() {}
}
