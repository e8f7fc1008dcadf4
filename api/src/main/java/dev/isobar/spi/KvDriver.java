package dev.isobar.spi;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The storage under one KV namespace.
 *
 * <p>Arguments are within the binding's limits: the caller has checked them. Methods may be called from many threads at
 * once and throw the client's own unchecked exceptions, which the caller translates.
 *
 * <p>The value, metadata and expiration of a key change together or not at all. An entry is gone from all reads at its
 * expiration, and what it occupied is freed without a read. Byte arrays are owned by whoever receives them.
 */
public interface KvDriver extends Driver {
    /**
     * Reads one entry; value and metadata are of the same version.
     *
     * @param key the key
     * @return the entry, or {@code null} if the key is absent or has expired
     */
    @Nullable
    KvRecord get(String key) throws Exception;

    /**
     * Reads several entries, in one round trip where the store can.
     *
     * @param keys distinct keys, 1 to 100
     * @return as many as there are keys, in their order; {@code null} where a key is absent or has expired
     */
    List<@Nullable KvRecord> getAll(List<String> keys) throws Exception;

    /**
     * Stores an entry in place of whatever the key had before.
     *
     * @param key the key
     * @param entry value, metadata and expiration
     */
    void put(String key, KvRecord entry) throws Exception;

    /**
     * Removes an entry. An absent one is fine.
     *
     * @param key the key
     */
    void delete(String key) throws Exception;

    /**
     * Removes several entries, in one round trip where the store can. Absent ones are fine.
     *
     * @param keys distinct keys, 1 to 100
     */
    default void deleteAll(List<String> keys) throws Exception {
        for (String key : keys) {
            delete(key);
        }
    }

    /**
     * Lists names that have not expired in ascending order of their unsigned UTF-8 bytes. The cost follows the size of the page, not the
     * number of keys outside it.
     *
     * @param prefix what the names start with; empty for all
     * @param position the {@link KvListing#next() next} of an earlier page, perhaps of another process; {@code null} for
     *     the first page. Names added or removed since then do not disturb it, nor does another prefix.
     * @param limit the most names of the page, at least 1
     * @return the page
     */
    KvListing list(String prefix, @Nullable String position, int limit) throws Exception;

    /**
     * One stored entry.
     *
     * @param value the bytes, at most 25 MiB by default
     * @param metadata compact JSON, or {@code null} for none
     * @param expiration the instant from which the entry is gone, in whole seconds; {@code null} for never
     */
    record KvRecord(
            byte[] value,
            @Nullable String metadata,
            @Nullable Instant expiration) {}

    /**
     * One listed entry.
     *
     * @param key the name
     * @param metadata compact JSON, or {@code null} for none
     * @param expiration the instant from which the entry is gone; {@code null} for never
     */
    record KvListed(
            String key, @Nullable String metadata, @Nullable Instant expiration) {}

    /**
     * One page of a listing.
     *
     * @param entries the entries, at most as many as asked for
     * @param next where the next page starts, in the driver's own words, such as the last name; {@code null} if nothing
     *     follows
     */
    record KvListing(List<KvListed> entries, @Nullable String next) {
        /** Copies the entries. */
        public KvListing {
            entries = List.copyOf(entries);
        }
    }
}
