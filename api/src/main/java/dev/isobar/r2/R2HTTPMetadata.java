package dev.isobar.r2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP headers that are kept with an object. Nothing is inferred: without a content type the object has none
 * (R2-PUT-04).
 *
 * @param contentType the header Content-Type, or {@code null}
 * @param contentLanguage the header Content-Language, or {@code null}
 * @param contentDisposition the header Content-Disposition, or {@code null}
 * @param contentEncoding the header Content-Encoding, or {@code null}
 * @param cacheControl the header Cache-Control, or {@code null}
 * @param cacheExpiry the header Expires, of a year from 0000 to 9999 (R2-PUT-14), or {@code null}
 * @since 0.1.0
 */
public record R2HTTPMetadata(
        @Nullable String contentType,
        @Nullable String contentLanguage,
        @Nullable String contentDisposition,
        @Nullable String contentEncoding,
        @Nullable String cacheControl,
        @Nullable Instant cacheExpiry) {
    /**
     * Refuses an expiry that HTTP cannot write.
     *
     * @throws dev.isobar.error.InvalidRequestException if the year of {@code cacheExpiry} has not four digits (R2-PUT-14)
     */
    public R2HTTPMetadata {
        cacheExpiry = HttpDate.checked("put", "cacheExpiry", cacheExpiry);
    }

    /** No headers. */
    public static final R2HTTPMetadata NONE = new R2HTTPMetadata(null, null, null, null, null, null);

    /**
     * Keeps a content type and nothing else.
     *
     * @param contentType such as {@code text/css; charset=utf-8}
     * @return the metadata
     */
    public static R2HTTPMetadata ofContentType(String contentType) {
        return NONE.withContentType(contentType);
    }

    /**
     * Takes the six headers from a request, and no others. An Expires that is not a date stands for the epoch.
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
     * Sets the header Content-Type.
     *
     * @param value the value, or {@code null} for none
     * @return a changed copy
     */
    public R2HTTPMetadata withContentType(@Nullable String value) {
        return new R2HTTPMetadata(
                value, contentLanguage, contentDisposition, contentEncoding, cacheControl, cacheExpiry);
    }

    /**
     * Sets the header Content-Language.
     *
     * @param value the value, or {@code null} for none
     * @return a changed copy
     */
    public R2HTTPMetadata withContentLanguage(@Nullable String value) {
        return new R2HTTPMetadata(contentType, value, contentDisposition, contentEncoding, cacheControl, cacheExpiry);
    }

    /**
     * Sets the header Content-Disposition.
     *
     * @param value the value, or {@code null} for none
     * @return a changed copy
     */
    public R2HTTPMetadata withContentDisposition(@Nullable String value) {
        return new R2HTTPMetadata(contentType, contentLanguage, value, contentEncoding, cacheControl, cacheExpiry);
    }

    /**
     * Sets the header Content-Encoding.
     *
     * @param value the value, or {@code null} for none
     * @return a changed copy
     */
    public R2HTTPMetadata withContentEncoding(@Nullable String value) {
        return new R2HTTPMetadata(contentType, contentLanguage, contentDisposition, value, cacheControl, cacheExpiry);
    }

    /**
     * Sets the header Cache-Control.
     *
     * @param value the value, or {@code null} for none
     * @return a changed copy
     */
    public R2HTTPMetadata withCacheControl(@Nullable String value) {
        return new R2HTTPMetadata(
                contentType, contentLanguage, contentDisposition, contentEncoding, value, cacheExpiry);
    }

    /**
     * Sets the header Expires.
     *
     * @param value the instant, of a year from 0000 to 9999, or {@code null} for none
     * @return a changed copy
     * @throws dev.isobar.error.InvalidRequestException if it is out of range (R2-PUT-14)
     */
    public R2HTTPMetadata withCacheExpiry(@Nullable Instant value) {
        return new R2HTTPMetadata(
                contentType, contentLanguage, contentDisposition, contentEncoding, cacheControl, value);
    }

    /**
     * Writes the headers that are given; an empty text is given. Expires has whole seconds.
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

    /** Returns the names of the headers that are given, without their values. */
    @Override
    public String toString() {
        List<String> names = new ArrayList<>();
        write((name, value) -> names.add(name));
        return "R2HTTPMetadata" + names;
    }
}
