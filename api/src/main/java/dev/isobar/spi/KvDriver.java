package dev.isobar.spi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The storage under one KV namespace.
 *
 * <p>Arguments are within the limits of the environment and within the {@link Bound}s that the driver declares: the
 * caller has checked them. What methods may throw, what an interrupt does and which threads call is said in {@link
 * Driver}.
 *
 * <p>The value, metadata and expiration of a key change together or not at all. An entry is gone from all reads and
 * listings at its expiration, and what it occupied is freed without a read.
 *
 * <p><b>Arrays.</b> The array of an entry that is stored belongs to the driver from then on: nobody changes it, and the
 * driver may keep it, but must not change it either. The array of an entry that is read belongs to the caller, who may
 * change it: a driver that keeps arrays returns copies.
 *
 * @since 0.1.0
 */
public interface KvDriver extends Driver {
    /**
     * What a read must return. A driver that has all parts of an entry at hand may return more than is wanted.
     *
     * @since 0.1.0
     */
    enum KvWanted {
        /** The value; the metadata of the entry is ignored and may be {@code null}. */
        VALUE,
        /** The value and the metadata. */
        VALUE_AND_METADATA
    }

    /**
     * Reads one entry. The expiration of an entry that is read is ignored and may be {@code null}.
     *
     * @param key the key
     * @param wanted what is read; with {@link Capability#KV_CONSISTENT_METADATA} value and metadata are of the same write
     * @return the entry, or {@code null} if the key is absent or has expired
     * @throws Exception the client's own exception, see {@link Driver}
     */
    @Nullable
    KvRecord get(String key, KvWanted wanted) throws Exception;

    /**
     * Reads several entries, in one round trip if the store can, and stops as soon as their values exceed a number of
     * bytes: neither the driver nor its client holds much more than that number at any time.
     *
     * @implSpec calls {@link #get} for one key after the other, and adds up the lengths of the values
     * @param keys distinct keys, at least 1, and as many as {@link dev.isobar.kv.KvLimits#bulkKeys()} of the environment
     *     allows: 100 by default, 1,000 with relaxed limits. A driver whose store takes fewer at once asks several times.
     * @param wanted what is read of each entry, as for {@link #get}
     * @param mostBytes the most bytes that the values may have together, metadata not counted; at least 0
     * @return as many as there are keys, in their order; {@code null} where a key is absent or has expired
     * @throws TooManyBytesException if the values together have more than {@code mostBytes} bytes; not as the cause of
     *     another exception
     * @throws Exception the client's own exception, see {@link Driver}
     */
    default List<@Nullable KvRecord> getAll(List<String> keys, KvWanted wanted, long mostBytes) throws Exception {
        List<@Nullable KvRecord> found = new ArrayList<>(keys.size());
        long bytes = 0;
        for (String key : keys) {
            KvRecord entry = get(key, wanted);
            bytes += entry == null ? 0 : entry.value().length;
            if (bytes > mostBytes) {
                throw new TooManyBytesException(mostBytes);
            }
            found.add(entry);
        }
        return found;
    }

    /**
     * Stores an entry in place of whatever the key had before.
     *
     * @param key the key
     * @param entry value, metadata and expiration
     * @throws Exception the client's own exception, see {@link Driver}
     */
    void put(String key, KvRecord entry) throws Exception;

    /**
     * Removes an entry. Does nothing if the key is absent.
     *
     * @param key the key
     * @throws Exception the client's own exception, see {@link Driver}
     */
    void delete(String key) throws Exception;

    /**
     * Removes several entries, in one round trip if the store can. Absent keys are ignored. The entries need not be
     * removed together: a call that fails may have removed some, and may be repeated.
     *
     * @implSpec calls {@link #delete} for one key after the other
     * @param keys distinct keys, at least 1, and as many as {@link dev.isobar.kv.KvLimits#bulkKeys()} of the environment
     *     allows: 100 by default, 1,000 with relaxed limits
     * @throws Exception the client's own exception, see {@link Driver}
     */
    default void deleteAll(List<String> keys) throws Exception {
        for (String key : keys) {
            delete(key);
        }
    }

    /**
     * Lists names that have not expired, in ascending order of their unsigned UTF-8 bytes. The cost follows the size of
     * the page, not the number of keys outside it.
     *
     * @param prefix what the names start with; empty for all
     * @param position the {@link KvListing#next() next} of an earlier page, perhaps of another process; {@code null} for
     *     the first page. Names added or removed since then do not disturb it, nor does another prefix.
     * @param limit the most names of the page, at least 1
     * @return the page
     * @throws Exception the client's own exception, see {@link Driver}
     */
    KvListing list(String prefix, @Nullable String position, int limit) throws Exception;

    /**
     * One stored entry.
     *
     * @param value the bytes, at most 25 MiB by default
     * @param metadata compact JSON, or {@code null} for none or if it was not read
     * @param expiration the instant from which the entry is gone, in whole seconds; {@code null} for never or if it was
     *     not read
     * @since 0.1.0
     */
    record KvRecord(
            byte[] value,
            @Nullable String metadata,
            @Nullable Instant expiration) {
        /** Leaves out the value and the metadata. */
        @Override
        public String toString() {
            return "KvRecord[" + value.length + " bytes, expiration=" + expiration
                    + (metadata == null ? "" : ", with metadata") + "]";
        }
    }

    /**
     * One listed entry.
     *
     * @param key the name
     * @param metadata compact JSON, or {@code null} for none
     * @param expiration the instant from which the entry is gone; {@code null} for never
     * @since 0.1.0
     */
    record KvListed(
            String key, @Nullable String metadata, @Nullable Instant expiration) {
        /** Leaves out the metadata. */
        @Override
        public String toString() {
            return "KvListed[" + key + ", expiration=" + expiration + (metadata == null ? "" : ", with metadata") + "]";
        }
    }

    /**
     * One page of a listing.
     *
     * @param entries the entries, at most as many as asked for
     * @param next where the next page starts, as text that only the driver reads, such as the last name; {@code null}
     *     if nothing follows
     * @since 0.1.0
     */
    record KvListing(List<KvListed> entries, @Nullable String next) {
        /** Copies the entries. */
        public KvListing {
            entries = List.copyOf(entries);
        }
    }
}
