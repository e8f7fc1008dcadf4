package dev.isobar.spi;

import dev.isobar.error.Service;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What some backends can do and others cannot. The test kit tests what is declared, and tests that a call which needs
 * an undeclared one is refused with an error that names it.
 *
 * <p>A name begins with the service that it belongs to; those without a service belong to all. Capabilities that are a
 * number, such as the largest part of an upload, are {@link Bound}s.
 *
 * @since 0.1.0
 */
public enum Capability {
    /** Expiry, leases and delays follow the clock that the backend was opened with. */
    CONTROLLED_CLOCK(null),
    /** A write may stay unseen for a while, at most {@link Bound#VISIBILITY_DELAY}. */
    EVENTUAL(null),
    /** A read sees every write that has returned, from this process or another. */
    READ_YOUR_WRITES(null),
    /**
     * Stores of the service can be listed, created and dropped at run time (ENV-STORE-01). The environment declares this
     * where {@link Backend#stores} returns them; the drivers of the bindings do not.
     */
    STORES(null),

    /** Runs of models can be queued as a batch and asked for later (AI-10, AI-11). */
    AI_BATCH(Service.AI),
    /** The offered models can be listed with what is known of them (AI-06). */
    AI_CATALOGUE(Service.AI),
    /** An input of a model may be sent as it is read (AI-04). */
    AI_STREAM_INPUT(Service.AI),
    /** Documents can be converted to Markdown (AI-07). */
    AI_TO_MARKDOWN(Service.AI),
    /** Embeddings have length 1 (AI-31). */
    AI_UNIT_LENGTH(Service.AI),
    /** Embeddings are computed from the weights of the model, by the pipeline of AI-39. */
    AI_WEIGHTS(Service.AI),

    /** {@code changed_db} tells exactly whether rows, the last row id or the size have changed (D1-META-05). */
    D1_EXACT_CHANGED_FLAG(Service.D1),
    /** SQL reads and stores the whole range of 64-bit integers unchanged (D1-TYPE-03). */
    D1_EXACT_INTEGERS(Service.D1),
    /** {@code rows_read} and {@code rows_written} are counted, not estimated (D1-META-06). */
    D1_EXACT_ROW_COUNTS(Service.D1),
    /** D1 sessions and their bookmarks exist (D1-SESS-01). */
    D1_SESSIONS(Service.D1),
    /** One prepared text may hold several SQL statements (D1-PREP-06). */
    D1_SEVERAL_STATEMENTS(Service.D1),
    /** SQL is SQLite's dialect with D1's limits, functions and error texts (groups SQL and LIM of D1). */
    D1_SQLITE_DIALECT(Service.D1),
    /** Rows are read as they are asked for: a stream of any length takes little memory (D1-STREAM-05). */
    D1_STREAMING(Service.D1),
    /** Transactions can span calls, with code of the application between them (D1-TX-01). */
    D1_TRANSACTIONS(Service.D1),

    /** While a key is overwritten, a read returns the value and the metadata of the same write (KV-GWM-04). */
    KV_CONSISTENT_METADATA(Service.KV),

    /** A queue takes messages of content type bytes. */
    QUEUE_BYTES(Service.QUEUES),
    /** A running lease can be prolonged; without it the visibility timeout bounds the time of a handler. */
    QUEUE_EXTEND(Service.QUEUES),
    /** A queue counts failures apart from leases (Q-LEASE-03); without it each lease before the present one is one. */
    QUEUE_FAILURES(Service.QUEUES),
    /** A queue itself waits for a batch to fill, from when the first message became ready (Q-CONS-03). */
    QUEUE_FILL(Service.QUEUES),
    /** A repeated send of messages that are still stored changes nothing, so it can be retried (Q-SEND-18). */
    QUEUE_IDEMPOTENT_SEND(Service.QUEUES),
    /** A queue counts its waiting messages. */
    QUEUE_METRICS(Service.QUEUES),
    /** A queue hands out messages in the order in which they became ready, which is not guaranteed (Q-CONS-02). */
    QUEUE_ORDER(Service.QUEUES),
    /** Delivery from a queue can be stopped and started. */
    QUEUE_PAUSE(Service.QUEUES),
    /** Waiting messages of a queue can be read without being taken. */
    QUEUE_PEEK(Service.QUEUES),
    /** Messages can be pulled from a queue and settled by their lease. */
    QUEUE_PULL(Service.QUEUES),
    /** All messages of a queue can be deleted at once. */
    QUEUE_PURGE(Service.QUEUES),
    /** A leased message can be given back unhandled without counting an attempt. */
    QUEUE_RELEASE(Service.QUEUES),

    /** A conditional put may compare when the present object was uploaded (R2-COND-03, R2-COND-04). */
    R2_DATE_CONDITIONS_ON_PUT(Service.R2),
    /** The empty text is a key like any other. */
    R2_EMPTY_KEY(Service.R2),
    /** Parts of different sizes are refused when an upload is completed (R2-MPU-05). */
    R2_EQUAL_PART_SIZES(Service.R2),
    /** A listing has the checksums of the objects; without it they have none (R2-LIST-10). */
    R2_LIST_CHECKSUMS(Service.R2),
    /** A listing can include HTTP and custom metadata; without it, asking for them is refused (R2-LIST-07). */
    R2_LIST_METADATA(Service.R2),
    /** Open uploads and their parts can be listed (R2-MPU-13, R2-MPU-14). */
    R2_LIST_UPLOADS(Service.R2),
    /** A listing has the versions of the objects; without it they are empty texts (R2-LIST-10). */
    R2_LIST_VERSION(Service.R2),
    /** The time of an upload has milliseconds; without it, a store that keeps its own time has whole seconds (R2-OBJ-07). */
    R2_MILLISECOND_TIMES(Service.R2),
    /** Keys that are equal after Unicode NFC normalisation name one object. */
    R2_NFC_KEYS(Service.R2),
    /** URLs can be made with which others read, write or delete an object for a while (R2-URL-01). */
    R2_PRESIGNED_URLS(Service.R2),
    /** Objects are encrypted with a key of the caller's. */
    R2_SSE_C(Service.R2),
    /** An open body stays readable to its end when its object is replaced or deleted (R2-OBJ-14). */
    R2_STABLE_BODIES(Service.R2),
    /** Objects keep the storage class that they are given. */
    R2_STORAGE_CLASS(Service.R2),
    /** Bodies of any length are stored and read in little memory (R2-STREAM-01, R2-STREAM-02). */
    R2_STREAMING(Service.R2),

    /** A vector query scores every candidate from its stored values; equal scores come by id, ascending. */
    VECTORIZE_EXACT_SEARCH(Service.VECTORIZE),
    /** A filter on a property without a metadata index matches nothing, or is refused with the property's name. */
    VECTORIZE_UNINDEXED_FILTER(Service.VECTORIZE);

    private final @Nullable Service service;

    Capability(@Nullable Service service) {
        this.service = service;
    }

    /**
     * Returns the service whose drivers may declare this.
     *
     * @return the service, or {@code null} for all
     */
    public @Nullable Service service() {
        return service;
    }

    /**
     * Returns the name as READMEs, reports and messages spell it.
     *
     * @return the name in lower case with hyphens, such as {@code controlled-clock} or {@code r2-sse-c}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
