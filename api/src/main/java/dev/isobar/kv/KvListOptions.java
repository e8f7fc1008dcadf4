package dev.isobar.kv;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which names are listed.
 *
 * @param prefix what the names start with, at most 512 bytes of UTF-8 (KV-LIST-02); empty for all
 * @param limit the most names of one page, at most 1,000; 0 and less mean 1,000 (KV-LIST-03)
 * @param cursor the cursor of the page before, with the same prefix; {@code null} for the first page
 * @since 0.1.0
 */
public record KvListOptions(
        String prefix, int limit, @Nullable String cursor) {
    /** Lists from the first name, 1,000 at a time. */
    public static final KvListOptions ALL = new KvListOptions("", 0, null);

    /** Refuses a missing prefix. */
    public KvListOptions {
        Objects.requireNonNull(prefix, "prefix");
    }

    /**
     * Lists the names with a prefix.
     *
     * @param prefix what the names start with, letter by letter, without wildcards; empty or {@code null} for all
     * @return a changed copy
     */
    public KvListOptions withPrefix(@Nullable String prefix) {
        return new KvListOptions(prefix == null ? "" : prefix, limit, cursor);
    }

    /**
     * Sets the size of a page.
     *
     * @param limit the most names, at most 1,000; 0 and less mean 1,000
     * @return a changed copy
     */
    public KvListOptions withLimit(int limit) {
        return new KvListOptions(prefix, limit, cursor);
    }

    /**
     * Continues after a page.
     *
     * @param cursor the cursor of that page; empty or {@code null} for the first page
     * @return a changed copy
     */
    public KvListOptions withCursor(@Nullable String cursor) {
        return new KvListOptions(prefix, limit, cursor);
    }
}
