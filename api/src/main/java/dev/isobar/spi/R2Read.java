package dev.isobar.spi;

import dev.isobar.r2.R2Range;
import dev.isobar.r2.R2SsecKey;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code get} asks for.
 *
 * @param onlyIf the condition, which is evaluated before the range
 * @param range which bytes
 * @param ssecKey the key to decrypt with, or {@code null}; only with {@link Capability#R2_SSE_C}
 * @since 0.1.0
 */
public record R2Read(
        R2Precondition onlyIf, R2Range range, @Nullable R2SsecKey ssecKey) {
    /**
     * Some of an object's bytes.
     *
     * @param offset the first byte, from 0
     * @param length the number of bytes
     * @since 0.1.0
     */
    public record Span(long offset, long length) {}

    /**
     * Decides which bytes of an object are to be returned (R2-RANGE-01, R2-RANGE-02).
     *
     * @param existing the object
     * @return the bytes, or {@code null} if the condition failed
     * @throws R2RefusedException with {@link R2Refusal#INVALID_RANGE}, if the object does not have the range and the
     *     range is not lenient
     */
    public @Nullable Span select(R2Meta existing) {
        return onlyIf.holds(existing) ? span(existing.size()) : null;
    }

    private Span span(long size) {
        if (range.isAll()) {
            return new Span(0, size);
        }
        Long suffix = range.suffix();
        long offset = suffix != null ? Math.max(0, size - suffix) : range.offset() == null ? 0 : range.offset();
        long rest = size - offset;
        long length = suffix == null && range.length() != null ? Math.min(rest, range.length()) : rest;
        if (length <= 0) {
            if (range.lenient()) {
                return new Span(0, size);
            }
            throw new R2RefusedException(R2Refusal.INVALID_RANGE);
        }
        return new Span(offset, length);
    }
}
