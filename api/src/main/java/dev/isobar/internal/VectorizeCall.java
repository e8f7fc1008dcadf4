package dev.isobar.internal;

/** The calls of a vector index: the method's name, and the word that stands for it in Cloudflare's texts. */
enum VectorizeCall {
    DESCRIBE("describe", "INDEX_GET"),
    QUERY("query", "VECTOR_QUERY"),
    QUERY_BY_ID("queryById", "VECTOR_QUERY"),
    INSERT("insert", "VECTOR_INSERT"),
    UPSERT("upsert", "VECTOR_UPSERT"),
    GET("getByIds", "VECTOR_GET"),
    GET_ALL("getAllByIds", "VECTOR_GET"),
    DELETE("deleteByIds", "VECTOR_DELETE"),
    DELETE_ALL("deleteAllByIds", "VECTOR_DELETE"),
    AWAIT("awaitMutation", "INDEX_GET"),
    LIST("listVectors", "VECTOR_LIST"),
    CREATE_METADATA_INDEX("createMetadataIndex", "METADATA_INDEX_CREATE"),
    DELETE_METADATA_INDEX("deleteMetadataIndex", "METADATA_INDEX_DELETE"),
    METADATA_INDEXES("metadataIndexes", "METADATA_INDEX_LIST");

    private final String operation;
    private final String verb;

    VectorizeCall(String operation, String verb) {
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
