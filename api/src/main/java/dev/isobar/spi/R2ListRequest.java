package dev.isobar.spi;

import dev.isobar.r2.R2ListOptions.Include;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a page of a listing holds.
 *
 * @param prefix what the keys start with; empty for all
 * @param delimiter the text beyond which keys are folded into prefixes, not empty; {@code null} for none
 * @param after where the page starts, or {@code null} at the first key
 * @param limit the most objects and prefixes together, at least 1
 * @param include which metadata is wanted; the rest may be left empty. Only with {@link Capability#R2_LIST_METADATA}
 * @since 0.1.0
 */
public record R2ListRequest(
        String prefix, @Nullable String delimiter, @Nullable Position after, int limit, Set<Include> include) {
    /**
     * A place between two keys.
     *
     * @param text a key, or a folded prefix
     * @param folded whether all keys that start with the text come before this place, or the key alone
     * @since 0.1.0
     */
    public record Position(String text, boolean folded) {
        /**
         * Returns the first key that can follow.
         *
         * @return the key, or {@code null} if none can follow
         */
        public @Nullable String first() {
            return folded ? Utf8Order.afterAll(text) : text + '\0';
        }
    }

    /**
     * Returns the first key that the page can have, or a key before all of its keys.
     *
     * @return the key, inclusive; {@code null} if no key can follow
     */
    public @Nullable String start() {
        if (after == null) {
            return prefix;
        }
        String first = after.first();
        return first == null || Utf8Order.INSTANCE.compare(first, prefix) > 0 ? first : prefix;
    }

    /**
     * Returns what a key is folded into.
     *
     * @param key a key that starts with the prefix
     * @return the key up to and including the first delimiter after the prefix, or {@code null} if it is not folded
     */
    public @Nullable String fold(String key) {
        int at = delimiter == null ? -1 : key.indexOf(delimiter, prefix.length());
        return delimiter == null || at < 0 ? null : key.substring(0, at + delimiter.length());
    }
}
