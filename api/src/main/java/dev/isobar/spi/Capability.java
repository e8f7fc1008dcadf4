package dev.isobar.spi;

import java.util.Locale;

/**
 * What some backends can do and others cannot. The test kit tests what is declared, and tests that a call which needs
 * an undeclared one is refused with an error that names it.
 */
public enum Capability {
    /** Runs of models can be queued as a batch and asked for later (AI-10, AI-11). */
    BATCH,
    /** Expiry, leases and delays follow the clock that the backend was opened with. */
    CONTROLLED_CLOCK,
    /** R2: the empty text is a key like any other. */
    EMPTY_KEY,
    /** A write may stay unseen for a while, at most the declared visibility. */
    EVENTUAL,
    /** {@code changed_db} tells exactly whether rows, the last row id or the size have changed (D1-META-05). */
    EXACT_CHANGED_FLAG,
    /** SQL reads and stores the whole range of 64-bit integers unchanged (D1-TYPE-03). */
    EXACT_INTEGERS,
    /** {@code rows_read} and {@code rows_written} are counted, not estimated (D1-META-06). */
    EXACT_ROW_COUNTS,
    /** A vector query scores every candidate from its stored values; equal scores come by id, ascending. */
    EXACT_SEARCH,
    /** {@code @cf/baai/bge-m3} is offered (AI-32). */
    MODEL_BGE_M3,
    /** The models can be listed (AI-06). */
    MODEL_CATALOGUE,
    /** At least one model of {@link dev.isobar.ai.AiEmbeddingModel} is offered. */
    MODEL_EMBEDDINGS,
    /** {@code @cf/baai/bge-reranker-base} is offered (AI-36). */
    MODEL_RERANKER,
    /** {@code @cf/huggingface/distilbert-sst-2-int8} is offered (AI-35). */
    MODEL_SENTIMENT,
    /** {@code @cf/meta/llama-3.1-8b-instruct} is offered: it streams, asks for tools and has a JSON mode. */
    MODEL_TEXT,
    /** Embeddings are computed from the weights of the model, by the pipeline of AI-39. */
    MODEL_WEIGHTS,
    /** R2: keys that are equal after Unicode NFC normalisation name one object. */
    NFC_KEYS,
    /** A queue takes messages of content type bytes. */
    QUEUE_BYTES,
    /** A queue counts its waiting messages. */
    QUEUE_METRICS,
    /** A queue hands out messages in the order in which they became ready, which nobody promises (Q-CONS-02). */
    QUEUE_ORDER,
    /** Delivery from a queue can be stopped and started. */
    QUEUE_PAUSE,
    /** Waiting messages of a queue can be read without being taken. */
    QUEUE_PEEK,
    /** Messages can be pulled from a queue and settled by their lease. */
    QUEUE_PULL,
    /** All messages of a queue can be deleted at once. */
    QUEUE_PURGE,
    /** A read sees every write that has returned, from this process or another. */
    READ_YOUR_WRITES,
    /** D1 sessions and their bookmarks exist (D1-SESS-01). */
    SESSIONS,
    /** One prepared text may hold several SQL statements (D1-PREP-06). */
    SEVERAL_STATEMENTS,
    /** SQL is SQLite's dialect with D1's limits, functions and error texts (groups SQL and LIM of D1). */
    SQLITE_DIALECT,
    /** R2: objects are encrypted with a key of the caller's. */
    SSE_C,
    /** R2: objects keep the storage class that they are given. */
    STORAGE_CLASS,
    /** An input of a model may be sent as it is read (AI-04). */
    STREAM_INPUT,
    /** Documents can be converted to Markdown (AI-07). */
    TO_MARKDOWN,
    /** A filter on a property without a metadata index matches nothing, or is refused with the property's name. */
    UNINDEXED_FILTER,
    /** Embeddings have length 1 (AI-31). */
    UNIT_LENGTH;

    /**
     * Returns the name as READMEs, reports and messages spell it.
     *
     * @return the name in lower case with hyphens, such as {@code controlled-clock}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
