package dev.isobar.kv;

import java.io.InputStream;
import java.lang.reflect.Type;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/**
 * How the bytes of a value are read. Any value can be read as any type (KV-GET-04).
 *
 * @param <T> what the value is read as
 * @since 0.1.0
 */
@SuppressWarnings("UnusedTypeParameter") // It is what callers get: the binding casts to it.
public final class KvType<T> {
    /** UTF-8; bytes that are none become U+FFFD (KV-GET-03). */
    public static final KvType<String> TEXT = new KvType<>(Kind.TEXT, String.class);

    /** The exact bytes; JavaScript's {@code arrayBuffer}. */
    public static final KvType<byte[]> BYTES = new KvType<>(Kind.BYTES, byte[].class);

    /** A stream of the exact bytes. */
    public static final KvType<InputStream> STREAM = new KvType<>(Kind.STREAM, InputStream.class);

    /** A JSON document. */
    public static final KvType<JsonNode> JSON = new KvType<>(Kind.JSON, JsonNode.class);

    /**
     * The four types of the binding.
     *
     * @since 0.1.0
     */
    public enum Kind {
        /** Text. */
        TEXT,
        /** Bytes. */
        BYTES,
        /** A stream of bytes. */
        STREAM,
        /** JSON. */
        JSON
    }

    private final Kind kind;
    private final Type target;

    private KvType(Kind kind, Type target) {
        this.kind = kind;
        this.target = target;
    }

    /**
     * Reads JSON as a class.
     *
     * @param <T> the class
     * @param type a record, a class with a default constructor, a map, a list
     * @return the type
     */
    public static <T> KvType<T> json(Class<T> type) {
        return new KvType<>(Kind.JSON, type);
    }

    /**
     * Reads JSON as a type with parameters.
     *
     * @param <T> the type
     * @param type such as {@code new TypeReference<List<User>>() {}}
     * @return the type
     */
    public static <T> KvType<T> json(TypeReference<T> type) {
        return new KvType<>(Kind.JSON, type.getType());
    }

    /**
     * Returns which of the binding's four types this is.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns the Java type that is read.
     *
     * @return a class or a type with parameters
     */
    public Type target() {
        return target;
    }
}
