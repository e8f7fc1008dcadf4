package dev.isobar.kv;

import static java.util.Objects.requireNonNull;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One KV namespace: values under string keys, each with an optional expiry and metadata.
 *
 * <p>Keys are 1 to 512 bytes of UTF-8; {@code .} and {@code ..} are refused. Values are at most 25 MiB (26,214,400
 * bytes), metadata at most 1,024 bytes as compact JSON. The last of several concurrent writes wins; there is no
 * compare-and-set. On Cloudflare a write may take 60 seconds and more to be seen elsewhere; local backends show it at
 * once.
 *
 * <p>A {@code null} argument is a {@link NullPointerException} before anything is sent (KV-KEY-07).
 *
 * <p>Instances are safe for use from many threads and belong to the environment that handed them out.
 *
 * @see <a href="https://developers.cloudflare.com/kv/api/">Workers KV, Workers binding API</a>
 * @since 0.1.0
 */
public interface KVNamespace {
    /**
     * Reads a value as text; bytes that are not UTF-8 become U+FFFD.
     *
     * @implSpec calls {@code get(key, KvType.TEXT, KvGetOptions.NONE)}
     * @param key the key, 1 to 512 bytes of UTF-8
     * @return the value, or {@code null} if the key is absent or has expired
     * @throws dev.isobar.error.InvalidRequestException if the key is not allowed (KV-KEY-01, KV-KEY-02)
     * @throws dev.isobar.error.LimitExceededException if the key is too long (KV-KEY-03)
     */
    default @Nullable String get(String key) {
        return get(key, KvType.TEXT, KvGetOptions.NONE);
    }

    /**
     * Reads a value.
     *
     * @implSpec calls {@code get(key, type, KvGetOptions.NONE)}
     * @param <T> what the value is read as
     * @param key the key, 1 to 512 bytes of UTF-8
     * @param type how the bytes are read
     * @return the value, or {@code null} if the key is absent or has expired
     * @throws dev.isobar.error.InvalidRequestException if the key is not allowed (KV-KEY-01, KV-KEY-02), or the value
     *     cannot be read as JSON of this type (KV-GET-06)
     * @throws dev.isobar.error.LimitExceededException if the key is too long (KV-KEY-03)
     */
    default <T> @Nullable T get(String key, KvType<T> type) {
        return get(key, type, KvGetOptions.NONE);
    }

    /**
     * Reads a value.
     *
     * @param <T> what the value is read as
     * @param key the key, 1 to 512 bytes of UTF-8
     * @param type how the bytes are read
     * @param options how long a cached answer may serve
     * @return the value, or {@code null} if the key is absent or has expired
     * @throws dev.isobar.error.InvalidRequestException if the key or an option is not allowed (KV-KEY-01, KV-KEY-02,
     *     KV-GET-08), or the value cannot be read as JSON of this type (KV-GET-06)
     * @throws dev.isobar.error.LimitExceededException if the key is too long (KV-KEY-03)
     */
    <T> @Nullable T get(String key, KvType<T> type, KvGetOptions options);

    /**
     * Reads up to 100 values in one call.
     *
     * @implSpec calls {@code get(keys, type, KvGetOptions.NONE)}
     * @param <T> what the values are read as
     * @param keys 1 to 100 keys; repeated ones count once in the result
     * @param type {@link KvType#TEXT} or a JSON type (KV-BULK-02)
     * @return a value for each key in the order of the keys, {@code null} where the key is absent or has expired
     * @throws dev.isobar.error.InvalidRequestException if a key or the number of keys is not allowed (KV-BULK-01,
     *     KV-BULK-06), or a value is not JSON (KV-BULK-04)
     * @throws dev.isobar.error.LimitExceededException if a key is too long, or the values exceed 25 MiB together
     *     (KV-BULK-06, KV-BULK-07)
     */
    default <T> Map<String, @Nullable T> get(Collection<String> keys, KvType<T> type) {
        return get(keys, type, KvGetOptions.NONE);
    }

    /**
     * Reads up to 100 values in one call.
     *
     * @param <T> what the values are read as
     * @param keys 1 to 100 keys; repeated ones count once in the result
     * @param type {@link KvType#TEXT} or a JSON type (KV-BULK-02)
     * @param options how long a cached answer may serve
     * @return a value for each key in the order of the keys, {@code null} where the key is absent or has expired
     * @throws dev.isobar.error.InvalidRequestException if a key, an option or the number of keys is not allowed
     *     (KV-BULK-01, KV-BULK-06), or a value is not JSON (KV-BULK-04)
     * @throws dev.isobar.error.LimitExceededException if a key is too long, or the values exceed 25 MiB together
     *     (KV-BULK-06, KV-BULK-07)
     */
    <T> Map<String, @Nullable T> get(Collection<String> keys, KvType<T> type, KvGetOptions options);

    /**
     * Reads a value as text, with its metadata; both are of the same version.
     *
     * @implSpec calls {@code getWithMetadata(key, KvType.TEXT, KvGetOptions.NONE)}
     * @param key the key, 1 to 512 bytes of UTF-8
     * @return value and metadata, both {@code null} if the key is absent or has expired
     * @throws dev.isobar.error.InvalidRequestException if the key is not allowed (KV-KEY-01, KV-KEY-02)
     * @throws dev.isobar.error.LimitExceededException if the key is too long (KV-KEY-03)
     */
    default KvValue<String> getWithMetadata(String key) {
        return getWithMetadata(key, KvType.TEXT, KvGetOptions.NONE);
    }

    /**
     * Reads a value with its metadata; both are of the same version.
     *
     * @implSpec calls {@code getWithMetadata(key, type, KvGetOptions.NONE)}
     * @param <T> what the value is read as
     * @param key the key, 1 to 512 bytes of UTF-8
     * @param type how the bytes are read
     * @return value and metadata, both {@code null} if the key is absent or has expired
     * @throws dev.isobar.error.InvalidRequestException if the key is not allowed (KV-KEY-01, KV-KEY-02), or the value
     *     cannot be read as JSON of this type (KV-GET-06)
     * @throws dev.isobar.error.LimitExceededException if the key is too long (KV-KEY-03)
     */
    default <T> KvValue<T> getWithMetadata(String key, KvType<T> type) {
        return getWithMetadata(key, type, KvGetOptions.NONE);
    }

    /**
     * Reads a value with its metadata; both are of the same version.
     *
     * @param <T> what the value is read as
     * @param key the key, 1 to 512 bytes of UTF-8
     * @param type how the bytes are read
     * @param options how long a cached answer may serve
     * @return value and metadata, both {@code null} if the key is absent or has expired
     * @throws dev.isobar.error.InvalidRequestException if the key or an option is not allowed (KV-KEY-01, KV-KEY-02,
     *     KV-GET-08), or the value cannot be read as JSON of this type (KV-GET-06)
     * @throws dev.isobar.error.LimitExceededException if the key is too long (KV-KEY-03)
     */
    <T> KvValue<T> getWithMetadata(String key, KvType<T> type, KvGetOptions options);

    /**
     * Reads up to 100 values with their metadata in one call.
     *
     * @implSpec calls {@code getWithMetadata(keys, type, KvGetOptions.NONE)}
     * @param <T> what the values are read as
     * @param keys 1 to 100 keys; repeated ones count once in the result
     * @param type {@link KvType#TEXT} or a JSON type (KV-BULK-02)
     * @return an entry for each key in the order of the keys, {@code null} where the key is absent or has expired
     *     (KV-BULK-05)
     * @throws dev.isobar.error.InvalidRequestException if a key or the number of keys is not allowed (KV-BULK-01,
     *     KV-BULK-06), or a value is not JSON (KV-BULK-04)
     * @throws dev.isobar.error.LimitExceededException if a key is too long, or the values exceed 25 MiB together
     *     (KV-BULK-06, KV-BULK-07)
     */
    default <T> Map<String, @Nullable KvValue<T>> getWithMetadata(Collection<String> keys, KvType<T> type) {
        return getWithMetadata(keys, type, KvGetOptions.NONE);
    }

    /**
     * Reads up to 100 values with their metadata in one call.
     *
     * @param <T> what the values are read as
     * @param keys 1 to 100 keys; repeated ones count once in the result
     * @param type {@link KvType#TEXT} or a JSON type (KV-BULK-02)
     * @param options how long a cached answer may serve
     * @return an entry for each key in the order of the keys, {@code null} where the key is absent or has expired
     *     (KV-BULK-05)
     * @throws dev.isobar.error.InvalidRequestException if a key, an option or the number of keys is not allowed
     *     (KV-BULK-01, KV-BULK-06), or a value is not JSON (KV-BULK-04)
     * @throws dev.isobar.error.LimitExceededException if a key is too long, or the values exceed 25 MiB together
     *     (KV-BULK-06, KV-BULK-07)
     */
    <T> Map<String, @Nullable KvValue<T>> getWithMetadata(
            Collection<String> keys, KvType<T> type, KvGetOptions options);

    /**
     * Stores text as UTF-8, for good and without metadata.
     *
     * @implSpec calls {@code put(key, value, KvPutOptions.NONE)}
     * @param key the key, 1 to 512 bytes of UTF-8
     * @param value the value, at most 25 MiB of UTF-8
     * @throws dev.isobar.error.InvalidRequestException if the key is not allowed (KV-KEY-01, KV-KEY-02)
     * @throws dev.isobar.error.LimitExceededException if key or value is too long (KV-KEY-03, KV-PUT-02, KV-PUT-12)
     */
    default void put(String key, String value) {
        put(key, value, KvPutOptions.NONE);
    }

    /**
     * Stores text as UTF-8. Value, expiry and metadata replace the earlier ones together (KV-PUT-01).
     *
     * @param key the key, 1 to 512 bytes of UTF-8
     * @param value the value, at most 25 MiB of UTF-8
     * @param options expiry and metadata
     * @throws dev.isobar.error.InvalidRequestException if the key or the expiry is not allowed (KV-KEY-01, KV-KEY-02,
     *     KV-PUT-05, KV-PUT-06)
     * @throws dev.isobar.error.LimitExceededException if key, value or metadata is too long (KV-KEY-03, KV-PUT-02,
     *     KV-PUT-12, KV-META-02)
     */
    void put(String key, String value, KvPutOptions options);

    /**
     * Stores bytes, for good and without metadata.
     *
     * @implSpec calls {@code put(key, value, KvPutOptions.NONE)}
     * @param key the key, 1 to 512 bytes of UTF-8
     * @param value the value, at most 25 MiB
     * @throws dev.isobar.error.InvalidRequestException if the key is not allowed (KV-KEY-01, KV-KEY-02)
     * @throws dev.isobar.error.LimitExceededException if key or value is too long (KV-KEY-03, KV-PUT-02, KV-PUT-12)
     */
    default void put(String key, byte[] value) {
        put(key, value, KvPutOptions.NONE);
    }

    /**
     * Stores bytes. Value, expiry and metadata replace the earlier ones together (KV-PUT-01).
     *
     * @param key the key, 1 to 512 bytes of UTF-8
     * @param value the value, at most 25 MiB; copied
     * @param options expiry and metadata
     * @throws dev.isobar.error.InvalidRequestException if the key or the expiry is not allowed (KV-KEY-01, KV-KEY-02,
     *     KV-PUT-05, KV-PUT-06)
     * @throws dev.isobar.error.LimitExceededException if key, value or metadata is too long (KV-KEY-03, KV-PUT-02,
     *     KV-PUT-12, KV-META-02)
     */
    void put(String key, byte[] value, KvPutOptions options);

    /**
     * Stores the bytes between position and limit of a buffer, for good and without metadata.
     *
     * @implSpec calls {@code put(key, value, KvPutOptions.NONE)}
     * @param key the key, 1 to 512 bytes of UTF-8
     * @param value the value, at most 25 MiB; its position stays where it is
     * @throws dev.isobar.error.InvalidRequestException if the key is not allowed (KV-KEY-01, KV-KEY-02)
     * @throws dev.isobar.error.LimitExceededException if key or value is too long (KV-KEY-03, KV-PUT-02, KV-PUT-12)
     */
    default void put(String key, ByteBuffer value) {
        put(key, value, KvPutOptions.NONE);
    }

    /**
     * Stores the bytes between position and limit of a buffer (KV-PUT-03). Value, expiry and metadata replace the
     * earlier ones together (KV-PUT-01).
     *
     * @param key the key, 1 to 512 bytes of UTF-8
     * @param value the value, at most 25 MiB; copied, its position stays where it is
     * @param options expiry and metadata
     * @throws dev.isobar.error.InvalidRequestException if the key or the expiry is not allowed (KV-KEY-01, KV-KEY-02,
     *     KV-PUT-05, KV-PUT-06)
     * @throws dev.isobar.error.LimitExceededException if key, value or metadata is too long (KV-KEY-03, KV-PUT-02,
     *     KV-PUT-12, KV-META-02)
     */
    void put(String key, ByteBuffer value, KvPutOptions options);

    /**
     * Stores what a stream yields, for good and without metadata.
     *
     * @implSpec calls {@code put(key, value, KvPutOptions.NONE)}
     * @param key the key, 1 to 512 bytes of UTF-8
     * @param value the value, at most 25 MiB; read to its end, or one byte beyond the limit; not closed
     * @throws dev.isobar.error.InvalidRequestException if the key is not allowed (KV-KEY-01, KV-KEY-02)
     * @throws dev.isobar.error.LimitExceededException if key or value is too long (KV-KEY-03, KV-PUT-02, KV-PUT-12)
     * @throws java.io.UncheckedIOException if the stream cannot be read; nothing is stored then
     */
    default void put(String key, InputStream value) {
        put(key, value, KvPutOptions.NONE);
    }

    /**
     * Stores what a stream yields. Value, expiry and metadata replace the earlier ones together (KV-PUT-01).
     *
     * @param key the key, 1 to 512 bytes of UTF-8
     * @param value the value, at most 25 MiB; read to its end, or one byte beyond the limit; not closed
     * @param options expiry and metadata
     * @throws dev.isobar.error.InvalidRequestException if the key or the expiry is not allowed (KV-KEY-01, KV-KEY-02,
     *     KV-PUT-05, KV-PUT-06)
     * @throws dev.isobar.error.LimitExceededException if key, value or metadata is too long (KV-KEY-03, KV-PUT-02,
     *     KV-PUT-12, KV-META-02)
     * @throws java.io.UncheckedIOException if the stream cannot be read; nothing is stored then
     */
    void put(String key, InputStream value, KvPutOptions options);

    /**
     * Stores an object as compact JSON, for good and without metadata.
     *
     * @implSpec calls {@code putJson(key, value, KvPutOptions.NONE)}
     * @param key the key, 1 to 512 bytes of UTF-8
     * @param value what Jackson can write as JSON: a record, a map, a list, a {@code JsonNode}
     * @throws dev.isobar.error.InvalidRequestException if the key is not allowed (KV-KEY-01, KV-KEY-02), or the value
     *     cannot be written as JSON
     * @throws dev.isobar.error.LimitExceededException if key or value is too long (KV-KEY-03, KV-PUT-02, KV-PUT-12)
     */
    default void putJson(String key, Object value) {
        putJson(key, value, KvPutOptions.NONE);
    }

    /**
     * Stores an object as compact JSON. Value, expiry and metadata replace the earlier ones together (KV-PUT-01).
     *
     * @param key the key, 1 to 512 bytes of UTF-8
     * @param value what Jackson can write as JSON: a record, a map, a list, a {@code JsonNode}
     * @param options expiry and metadata
     * @throws dev.isobar.error.InvalidRequestException if the key or the expiry is not allowed (KV-KEY-01, KV-KEY-02,
     *     KV-PUT-05, KV-PUT-06), or the value cannot be written as JSON
     * @throws dev.isobar.error.LimitExceededException if key, value or metadata is too long (KV-KEY-03, KV-PUT-02,
     *     KV-PUT-12, KV-META-02)
     */
    void putJson(String key, Object value, KvPutOptions options);

    /**
     * Removes a key; an absent one is fine (KV-DEL-01).
     *
     * @param key the key, 1 to 512 bytes of UTF-8
     * @throws dev.isobar.error.InvalidRequestException if the key is not allowed (KV-KEY-01, KV-KEY-02)
     * @throws dev.isobar.error.LimitExceededException if the key is too long (KV-KEY-03)
     */
    void delete(String key);

    /**
     * Removes several keys in one call, in one round trip where the backend can (KV-DEL-04).
     *
     * <p>The keys are not removed together: a call that fails on the way may have removed some. Repeating it is safe.
     *
     * @param keys at most 100 keys; absent and repeated ones are fine
     * @throws dev.isobar.error.InvalidRequestException if a key is not allowed (KV-KEY-01, KV-KEY-02); none is removed
     * @throws dev.isobar.error.LimitExceededException if there are too many keys, or one is too long (KV-KEY-03); none is
     *     removed
     */
    void deleteBulk(Collection<String> keys);

    /**
     * Lists one page of names in ascending order of their UTF-8 bytes (KV-LIST-01).
     *
     * @param options prefix, size of the page, cursor
     * @return the page; ask for the next one while {@link KvListPage#cursor()} is there, not while names come
     *     (KV-LIST-05)
     * @throws dev.isobar.error.InvalidRequestException if the limit or the cursor is not allowed (KV-LIST-03)
     * @throws dev.isobar.error.LimitExceededException if the prefix is too long (KV-LIST-02)
     */
    KvListPage list(KvListOptions options);

    /**
     * Lists all names with a prefix in ascending order of their UTF-8 bytes, page after page as the stream is read.
     *
     * @implSpec calls {@link #list} for the first page, and for each further page when the stream reaches it
     * @param prefix what the names start with; empty for all
     * @return a lazy stream; each page is a call of its own, so later pages show later changes
     * @throws dev.isobar.error.LimitExceededException if the prefix is too long (KV-LIST-02)
     */
    default Stream<KvKey> listAll(String prefix) {
        KvListOptions first = KvListOptions.ALL.withPrefix(requireNonNull(prefix, "prefix"));
        return Stream.iterate(
                        list(first),
                        page -> page != null,
                        page -> page.cursor() == null ? null : list(first.withCursor(page.cursor())))
                .map(KvListPage::keys)
                .flatMap(List::stream);
    }
}
