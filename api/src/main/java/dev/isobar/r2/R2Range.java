package dev.isobar.r2;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of an object's bytes, asked for or returned.
 *
 * @param offset the first byte, from 0; {@code null} if it is not given
 * @param length the most bytes; {@code null} if it is not given
 * @param suffix how many of the last bytes, in place of the others; {@code null} if it is not given
 * @param lenient whether a range that the object does not have gives the whole object, as {@code Range} headers do,
 *     rather than an error
 * @since 0.1.0
 */
public record R2Range(
        @Nullable Long offset,
        @Nullable Long length,
        @Nullable Long suffix,
        boolean lenient) {
    private static final Pattern HEADER = Pattern.compile("bytes *= *(\\d*) *- *(\\d*)", Pattern.CASE_INSENSITIVE);

    /** The whole object. */
    public static final R2Range ALL = new R2Range(null, null, null, false);

    /**
     * Refuses negative numbers, and a suffix together with the others.
     *
     * @throws dev.isobar.error.InvalidRequestException if the members cannot stand together (R2-RANGE-03)
     */
    public R2Range {
        checkSign("range. Starting offset", offset);
        checkSign("range. Length", length);
        if (suffix != null && offset != null) {
            throw Refusal.of("get", "Suffix is incompatible with offset.");
        }
        if (suffix != null && length != null) {
            throw Refusal.of("get", "Suffix is incompatible with length.");
        }
        checkSign("suffix. Suffix", suffix);
    }

    private static void checkSign(String what, @Nullable Long value) {
        if (value != null && value < 0) {
            throw Refusal.of("get", "Invalid " + what + " (" + value + ") must be greater than or equal to 0.");
        }
    }

    /**
     * Asks for all bytes from an offset.
     *
     * @param offset the first byte, from 0
     * @return the range
     */
    public static R2Range from(long offset) {
        return new R2Range(offset, null, null, false);
    }

    /**
     * Asks for some bytes from an offset.
     *
     * @param offset the first byte, from 0
     * @param length the most bytes
     * @return the range
     */
    public static R2Range of(long offset, long length) {
        return new R2Range(offset, length, null, false);
    }

    /**
     * Asks for the first bytes.
     *
     * @param length the most bytes
     * @return the range
     */
    public static R2Range first(long length) {
        return new R2Range(null, length, null, false);
    }

    /**
     * Asks for the last bytes.
     *
     * @param suffix the most bytes
     * @return the range
     */
    public static R2Range last(long suffix) {
        return new R2Range(null, null, suffix, false);
    }

    /**
     * Takes a {@code Range} header as it came. Whatever is not one range in bytes asks for the whole object, and so
     * does a range that the object does not have (R2-RANGE-04).
     *
     * @param header the header's value, or {@code null} if there is none
     * @return the range
     */
    public static R2Range fromHeader(@Nullable String header) {
        Matcher form = HEADER.matcher(header == null ? "" : header.strip());
        if (!form.matches()) {
            return ALL;
        }
        Long first = number(form.group(1));
        Long last = number(form.group(2));
        if (first == null) {
            return last == null ? ALL : new R2Range(null, null, last, true);
        }
        if (last == null) {
            return new R2Range(first, null, null, true);
        }
        return last < first ? ALL : new R2Range(first, Math.max(last - first, last - first + 1), null, true);
    }

    private static @Nullable Long number(String digits) {
        if (digits.isEmpty()) {
            return null;
        }
        return digits.length() > 18 ? Long.MAX_VALUE : Long.valueOf(digits);
    }

    /**
     * Tells whether this asks for the whole object.
     *
     * @return {@code true} if nothing is given
     */
    public boolean isAll() {
        return offset == null && length == null && suffix == null;
    }
}
