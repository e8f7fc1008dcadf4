package dev.isobar.r2;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is listed.
 *
 * @param limit the most objects and prefixes of a page together, 1 to 1,000 (R2-LIST-02); {@code null} for 1,000
 * @param prefix what the keys start with; empty for all
 * @param cursor the cursor of an earlier page, or {@code null} for the first
 * @param delimiter the text beyond which keys are folded into prefixes; {@code null} or empty for none
 * @param startAfter a key, perhaps absent, after which the listing starts, or {@code null}
 * @param include which metadata the objects have; what is not asked for is {@code null} (R2-LIST-07)
 */
public record R2ListOptions(
        @Nullable Integer limit,
        String prefix,
        @Nullable String cursor,
        @Nullable String delimiter,
        @Nullable String startAfter,
        Set<Include> include) {
    /** All objects, without their metadata. */
    public static final R2ListOptions ALL = builder().build();

    /** Which metadata the listed objects have. */
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
     * Starts with all objects.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Lists the keys with a prefix.
     *
     * @param prefix what the keys start with
     * @return the options
     */
    public static R2ListOptions ofPrefix(String prefix) {
        return builder().prefix(prefix).build();
    }

    /**
     * Continues after a page.
     *
     * @param cursor the cursor of that page
     * @return a changed copy
     */
    public R2ListOptions withCursor(@Nullable String cursor) {
        return new R2ListOptions(limit, prefix, cursor, delimiter, startAfter, include);
    }

    /** Collects options. Not safe for use from several threads. */
    public static final class Builder {
        private @Nullable Integer limit;
        private String prefix = "";
        private @Nullable String cursor;
        private @Nullable String delimiter;
        private @Nullable String startAfter;
        private final EnumSet<Include> include = EnumSet.noneOf(Include.class);

        private Builder() {}

        /**
         * Sets the size of a page.
         *
         * @param most the most objects and prefixes, 1 to 1,000; a negative number counts as not given
         * @return this builder
         */
        public Builder limit(int most) {
            limit = most < 0 ? null : most;
            return this;
        }

        /**
         * Lists the keys with a prefix.
         *
         * @param start what the keys start with
         * @return this builder
         */
        public Builder prefix(String start) {
            prefix = start;
            return this;
        }

        /**
         * Continues after a page.
         *
         * @param position the cursor of that page
         * @return this builder
         */
        public Builder cursor(@Nullable String position) {
            cursor = position;
            return this;
        }

        /**
         * Folds keys into prefixes.
         *
         * @param text the text at which prefixes end, such as {@code /}
         * @return this builder
         */
        public Builder delimiter(@Nullable String text) {
            delimiter = text;
            return this;
        }

        /**
         * Starts after a key.
         *
         * @param key the key, which need not exist
         * @return this builder
         */
        public Builder startAfter(@Nullable String key) {
            startAfter = key;
            return this;
        }

        /**
         * Asks for metadata.
         *
         * @param parts which metadata, added to what was asked for before
         * @return this builder
         */
        public Builder include(Include... parts) {
            Collections.addAll(include, parts);
            return this;
        }

        /**
         * Makes the options.
         *
         * @return the options
         */
        public R2ListOptions build() {
            return new R2ListOptions(limit, prefix, cursor, delimiter, startAfter, include);
        }
    }
}
