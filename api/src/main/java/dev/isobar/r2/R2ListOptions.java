package dev.isobar.r2;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which objects are listed.
 *
 * @param limit the most objects and prefixes of a page together, 1 to 1,000 (R2-LIST-02); {@code null} for 1,000
 * @param prefix what the keys start with; empty for all
 * @param cursor the cursor of an earlier page, or {@code null} for the first
 * @param delimiter the text beyond which keys are folded into prefixes; {@code null} or empty for none
 * @param startAfter a key, which need not exist, after which the listing starts, or {@code null}
 * @param include which metadata the objects have; what is not asked for is {@code null} (R2-LIST-07); needs the
 *     capability {@code r2-list-metadata}
 * @since 0.1.0
 */
public record R2ListOptions(
        @Nullable Integer limit,
        String prefix,
        @Nullable String cursor,
        @Nullable String delimiter,
        @Nullable String startAfter,
        Set<Include> include) {
    /** All objects, without their metadata. */
    public static final R2ListOptions ALL = new R2ListOptions(null, "", null, null, null, Set.of());

    /**
     * Which metadata the listed objects have.
     *
     * @since 0.1.0
     */
    public enum Include {
        /** The HTTP headers. */
        HTTP_METADATA,
        /** The custom metadata. */
        CUSTOM_METADATA
    }

    /** Copies the set. */
    public R2ListOptions {
        EnumSet<Include> copy = EnumSet.noneOf(Include.class);
        copy.addAll(include);
        include = Collections.unmodifiableSet(copy);
    }

    /**
     * Lists the keys with a prefix.
     *
     * @param prefix what the keys start with
     * @return the options
     */
    public static R2ListOptions ofPrefix(String prefix) {
        return ALL.withPrefix(prefix);
    }

    /**
     * Sets the size of a page.
     *
     * @param most the most objects and prefixes, 1 to 1,000; a negative number counts as not given
     * @return a changed copy
     */
    public R2ListOptions withLimit(int most) {
        Integer given = most < 0 ? null : most;
        return new R2ListOptions(given, prefix, cursor, delimiter, startAfter, include);
    }

    /**
     * Lists the keys with a prefix.
     *
     * @param start what the keys start with; empty for all
     * @return a changed copy
     */
    public R2ListOptions withPrefix(String start) {
        return new R2ListOptions(limit, start, cursor, delimiter, startAfter, include);
    }

    /**
     * Continues after a page.
     *
     * @param position the cursor of that page; {@code null} for the first page
     * @return a changed copy
     */
    public R2ListOptions withCursor(@Nullable String position) {
        return new R2ListOptions(limit, prefix, position, delimiter, startAfter, include);
    }

    /**
     * Folds keys into prefixes.
     *
     * @param text the text at which prefixes end, such as {@code /}; {@code null} or empty for none
     * @return a changed copy
     */
    public R2ListOptions withDelimiter(@Nullable String text) {
        return new R2ListOptions(limit, prefix, cursor, text, startAfter, include);
    }

    /**
     * Starts after a key.
     *
     * @param key the key, which need not exist; {@code null} to start at the first
     * @return a changed copy
     */
    public R2ListOptions withStartAfter(@Nullable String key) {
        return new R2ListOptions(limit, prefix, cursor, delimiter, key, include);
    }

    /**
     * Asks for metadata, in place of what was asked for before.
     *
     * @param parts which metadata
     * @return a changed copy
     */
    public R2ListOptions withInclude(Include... parts) {
        EnumSet<Include> wanted = EnumSet.noneOf(Include.class);
        wanted.addAll(List.of(parts));
        return new R2ListOptions(limit, prefix, cursor, delimiter, startAfter, wanted);
    }
}
