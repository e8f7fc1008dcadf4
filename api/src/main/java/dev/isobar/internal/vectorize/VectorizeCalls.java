package dev.isobar.internal.vectorize;

import dev.isobar.internal.ServiceCall;

/** The calls of a vector index, each with its word in Cloudflare's texts. */
final class VectorizeCalls {
    static final ServiceCall DESCRIBE = new ServiceCall("describe", "INDEX_GET");
    static final ServiceCall QUERY = new ServiceCall("query", "VECTOR_QUERY");
    static final ServiceCall QUERY_BY_ID = new ServiceCall("queryById", "VECTOR_QUERY");
    static final ServiceCall INSERT = new ServiceCall("insert", "VECTOR_INSERT");
    static final ServiceCall UPSERT = new ServiceCall("upsert", "VECTOR_UPSERT");
    static final ServiceCall GET = new ServiceCall("getByIds", "VECTOR_GET");
    static final ServiceCall GET_ALL = new ServiceCall("getAllByIds", "VECTOR_GET");
    static final ServiceCall DELETE = new ServiceCall("deleteByIds", "VECTOR_DELETE");
    static final ServiceCall DELETE_ALL = new ServiceCall("deleteAllByIds", "VECTOR_DELETE");
    static final ServiceCall AWAIT = new ServiceCall("awaitMutation", "INDEX_GET");
    static final ServiceCall LIST = new ServiceCall("listVectors", "VECTOR_LIST");
    static final ServiceCall CREATE_METADATA_INDEX = new ServiceCall("createMetadataIndex", "METADATA_INDEX_CREATE");
    static final ServiceCall DELETE_METADATA_INDEX = new ServiceCall("deleteMetadataIndex", "METADATA_INDEX_DELETE");
    static final ServiceCall METADATA_INDEXES = new ServiceCall("metadataIndexes", "METADATA_INDEX_LIST");

    private VectorizeCalls() {}
}
