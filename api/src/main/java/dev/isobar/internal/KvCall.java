package dev.isobar.internal;

/** The calls of a KV namespace: the method's name, and the word that stands for it in Cloudflare's texts. */
enum KvCall {
    GET("get", "GET"),
    GET_WITH_METADATA("getWithMetadata", "GET"),
    GET_BULK("get", "GET_BULK"),
    GET_BULK_WITH_METADATA("getWithMetadata", "GET_BULK"),
    LIST("list", "GET"),
    PUT("put", "PUT"),
    DELETE("delete", "DELETE"),
    DELETE_BULK("deleteBulk", "DELETE");

    private final String operation;
    private final String verb;

    KvCall(String operation, String verb) {
        this.operation = operation;
        this.verb = verb;
    }

    String operation() {
        return operation;
    }

    String verb() {
        return verb;
    }
}
