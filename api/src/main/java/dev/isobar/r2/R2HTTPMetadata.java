package dev.isobar.r2;

import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP headers that are kept beside an object. Nothing is inferred: without a content type the object has none
 * (R2-PUT-04).
 *
 * @param contentType the header Content-Type, or {@code null}
 * @param contentLanguage the header Content-Language, or {@code null}
 * @param contentDisposition the header Content-Disposition, or {@code null}
 * @param contentEncoding the header Content-Encoding, or {@code null}
 * @param cacheControl the header Cache-Control, or {@code null}
 * @param cacheExpiry the header Expires, or {@code null}
 */
public record R2HTTPMetadata(
        @Nullable String contentType,
        @Nullable String contentLanguage,
        @Nullable String contentDisposition,
        @Nullable String contentEncoding,
        @Nullable String cacheControl,
        @Nullable Instant cacheExpiry) {
    /** No headers. */
    public static final R2HTTPMetadata NONE = builder().build();

    /**
     * Starts without headers.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Keeps a content type and nothing else.
     *
     * @param contentType such as {@code text/css; charset=utf-8}
     * @return the metadata
     */
    public static R2HTTPMetadata ofContentType(String contentType) {
        return builder().contentType(contentType).build();
    }

    /**
     * Takes the six headers from a request, and no others. An Expires that is no date stands for the epoch.
     *
     * @param header gives the value of a header by its name, {@code null} if there is none, such as {@code
     *     request::getHeader}
     * @return the metadata
     */
    public static R2HTTPMetadata fromHeaders(Function<String, @Nullable String> header) {
        String expires = header.apply("Expires");
        return new R2HTTPMetadata(
                header.apply("Content-Type"),
                header.apply("Content-Language"),
                header.apply("Content-Disposition"),
                header.apply("Content-Encoding"),
                header.apply("Cache-Control"),
                expires == null ? null : HttpDate.parse(expires));
    }

    /**
     * Writes the headers that are there; an empty text is there. Expires has whole seconds.
     *
     * @param header takes name and value and replaces what was there, such as {@code response::setHeader}
     */
    public void write(BiConsumer<String, String> header) {
        write(header, "Content-Type", contentType);
        write(header, "Content-Language", contentLanguage);
        write(header, "Content-Disposition", contentDisposition);
        write(header, "Content-Encoding", contentEncoding);
        write(header, "Cache-Control", cacheControl);
        write(header, "Expires", cacheExpiry == null ? null : HttpDate.format(cacheExpiry));
    }

    private static void write(BiConsumer<String, String> header, String name, @Nullable String value) {
        if (value != null) {
            header.accept(name, value);
        }
    }

    /** Collects headers. Not safe for use from several threads. */
    public static final class Builder {
        private @Nullable String contentType;
        private @Nullable String contentLanguage;
        private @Nullable String contentDisposition;
        private @Nullable String contentEncoding;
        private @Nullable String cacheControl;
        private @Nullable Instant cacheExpiry;

        private Builder() {}

        /**
         * Sets the header Content-Type.
         *
         * @param value the value, or {@code null} for none
         * @return this builder
         */
        public Builder contentType(@Nullable String value) {
            contentType = value;
            return this;
        }

        /**
         * Sets the header Content-Language.
         *
         * @param value the value, or {@code null} for none
         * @return this builder
         */
        public Builder contentLanguage(@Nullable String value) {
            contentLanguage = value;
            return this;
        }

        /**
         * Sets the header Content-Disposition.
         *
         * @param value the value, or {@code null} for none
         * @return this builder
         */
        public Builder contentDisposition(@Nullable String value) {
            contentDisposition = value;
            return this;
        }

        /**
         * Sets the header Content-Encoding.
         *
         * @param value the value, or {@code null} for none
         * @return this builder
         */
        public Builder contentEncoding(@Nullable String value) {
            contentEncoding = value;
            return this;
        }

        /**
         * Sets the header Cache-Control.
         *
         * @param value the value, or {@code null} for none
         * @return this builder
         */
        public Builder cacheControl(@Nullable String value) {
            cacheControl = value;
            return this;
        }

        /**
         * Sets the header Expires.
         *
         * @param value the instant, or {@code null} for none
         * @return this builder
         */
        public Builder cacheExpiry(@Nullable Instant value) {
            cacheExpiry = value;
            return this;
        }

        /**
         * Makes the metadata.
         *
         * @return the metadata
         */
        public R2HTTPMetadata build() {
            return new R2HTTPMetadata(
                    contentType, contentLanguage, contentDisposition, contentEncoding, cacheControl, cacheExpiry);
        }
    }
}
