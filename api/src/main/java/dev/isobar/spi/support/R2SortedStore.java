package dev.isobar.spi.support;

import dev.isobar.r2.R2ListOptions.Include;
import dev.isobar.spi.R2Meta;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A store whose keys can be read in the order of their UTF-8 bytes, from any key on; what {@link R2SortedListing} needs.
 *
 * @param <E> what reading a key gives at no further cost, such as the row of an index
 * @since 0.1.0
 */
public interface R2SortedStore<E> {
    /**
     * Reads the next keys.
     *
     * @param from the first key that may be returned, which need not exist
     * @param atMost the most keys that are wanted, at least 1
     * @return the keys from there on, none left out; the store may return fewer than wanted
     * @throws Exception if the store fails
     */
    Chunk<E> chunk(String from, int atMost) throws Exception;

    /**
     * Describes the objects of a page. It is called once for each page that has objects, so that a store can read what is
     * missing in one round trip, or in parallel.
     *
     * @param entries the objects of the page, in order; never those inside a folded prefix
     * @param include which metadata is wanted; the rest may be left empty
     * @return the objects in the same order, {@code null} for one that has been deleted meanwhile
     * @throws Exception if the store fails
     */
    List<@Nullable R2Meta> describe(List<Entry<E>> entries, Set<Include> include) throws Exception;

    /**
     * A key and what came with it.
     *
     * @param <E> what reading a key gives at no further cost
     * @param key the key
     * @param data what came with it
     * @since 0.1.0
     */
    record Entry<E>(String key, E data) {
        /** Leaves out the data. */
        @Override
        public String toString() {
            return "Entry[" + key + "]";
        }
    }

    /**
     * Some keys.
     *
     * @param <E> what reading a key gives at no further cost
     * @param entries the keys in strictly ascending order of their UTF-8 bytes, none before the one asked for
     * @param more whether keys may follow; then there is at least one entry
     * @since 0.1.0
     */
    record Chunk<E>(List<Entry<E>> entries, boolean more) {
        /** Copies the list. */
        public Chunk {
            entries = List.copyOf(entries);
        }
    }
}
