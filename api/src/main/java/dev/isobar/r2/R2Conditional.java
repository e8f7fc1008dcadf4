package dev.isobar.r2;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The condition of a {@code get} or {@code put}: all that is given must hold (R2-COND-03, R2-COND-04).
 *
 * <p>A matching {@code etagMatches} outweighs a failing {@code uploadedBefore}, and an {@code etagDoesNotMatch} that
 * holds outweighs a failing {@code uploadedAfter}. Equal instants fail both ways.
 *
 * @param etagMatches the object's etag must be one of these, by strong comparison; empty for no such condition
 * @param etagDoesNotMatch the object's etag must be none of these, by weak comparison; empty for no such condition
 * @param uploadedBefore the object must have been uploaded before this instant, or {@code null}
 * @param uploadedAfter the object must have been uploaded after this instant, or {@code null}
 * @param secondsGranularity whether instants are cut to whole seconds before they are compared
 * @since 0.1.0
 */
public record R2Conditional(
        List<R2Etag> etagMatches,
        List<R2Etag> etagDoesNotMatch,
        @Nullable Instant uploadedBefore,
        @Nullable Instant uploadedAfter,
        boolean secondsGranularity) {
    /** No condition. */
    public static final R2Conditional NONE = new R2Conditional(List.of(), List.of(), null, null, false);

    /**
     * Copies the lists, and refuses instants that HTTP cannot write.
     *
     * @throws dev.isobar.error.InvalidRequestException if the year of an instant has not four digits (R2-COND-08)
     */
    public R2Conditional {
        etagMatches = List.copyOf(etagMatches);
        etagDoesNotMatch = List.copyOf(etagDoesNotMatch);
        uploadedBefore = HttpDate.checked("get", "uploadedBefore", uploadedBefore);
        uploadedAfter = HttpDate.checked("get", "uploadedAfter", uploadedAfter);
    }

    /**
     * Takes If-Match, If-None-Match, If-Modified-Since and If-Unmodified-Since from a request, with whole seconds. A
     * date that cannot be read stands for the epoch.
     *
     * @param header gives the value of a header by its name, several lines joined by commas, {@code null} if there is
     *     none, such as {@code request::getHeader}
     * @return the condition; {@link #NONE} if there are no such headers
     * @throws dev.isobar.error.InvalidRequestException if an etag is malformed (R2-COND-02)
     */
    public static R2Conditional fromHeaders(Function<String, @Nullable String> header) {
        String match = header.apply("If-Match");
        String noneMatch = header.apply("If-None-Match");
        R2Conditional found = new R2Conditional(
                match == null ? List.of() : EtagHeader.parse("if-match", match),
                noneMatch == null ? List.of() : EtagHeader.parse("if-none-match", noneMatch),
                date(header.apply("If-Unmodified-Since")),
                date(header.apply("If-Modified-Since")),
                true);
        return found.isNone() ? NONE : found;
    }

    private static @Nullable Instant date(@Nullable String text) {
        return text == null ? null : HttpDate.parse(text);
    }

    /**
     * Reports whether this condition is empty and always holds.
     *
     * @return {@code true} if neither etags nor instants are given (R2-COND-05)
     */
    public boolean isNone() {
        return etagMatches.isEmpty() && etagDoesNotMatch.isEmpty() && uploadedBefore == null && uploadedAfter == null;
    }

    /**
     * Asks for an etag; on {@code put}, for an object to replace.
     *
     * @param etag the etag without quotes, or {@code *} for any
     * @return a changed copy
     * @throws dev.isobar.error.InvalidRequestException if the etag is in quotes (R2-COND-01)
     */
    public R2Conditional withEtagMatches(String etag) {
        return new R2Conditional(
                List.of(unquoted(etag)), etagDoesNotMatch, uploadedBefore, uploadedAfter, secondsGranularity);
    }

    /**
     * Asks for another etag; with {@code *} on {@code put}, for an absent key.
     *
     * @param etag the etag without quotes, or {@code *} for any
     * @return a changed copy
     * @throws dev.isobar.error.InvalidRequestException if the etag is in quotes (R2-COND-01)
     */
    public R2Conditional withEtagDoesNotMatch(String etag) {
        return new R2Conditional(
                etagMatches, List.of(unquoted(etag)), uploadedBefore, uploadedAfter, secondsGranularity);
    }

    /**
     * Asks for an earlier upload.
     *
     * @param instant when the object must have been there
     * @return a changed copy
     * @throws dev.isobar.error.InvalidRequestException if its year is not one from 0000 to 9999 (R2-COND-08)
     */
    public R2Conditional withUploadedBefore(@Nullable Instant instant) {
        return new R2Conditional(etagMatches, etagDoesNotMatch, instant, uploadedAfter, secondsGranularity);
    }

    /**
     * Asks for a later upload.
     *
     * @param instant when the object must not have been there
     * @return a changed copy
     * @throws dev.isobar.error.InvalidRequestException if its year is not one from 0000 to 9999 (R2-COND-08)
     */
    public R2Conditional withUploadedAfter(@Nullable Instant instant) {
        return new R2Conditional(etagMatches, etagDoesNotMatch, uploadedBefore, instant, secondsGranularity);
    }

    /**
     * Sets whether instants are cut to whole seconds before they are compared.
     *
     * @param whole {@code true} for whole seconds, as HTTP has them
     * @return a changed copy
     */
    public R2Conditional withSecondsGranularity(boolean whole) {
        return new R2Conditional(etagMatches, etagDoesNotMatch, uploadedBefore, uploadedAfter, whole);
    }

    private static R2Etag unquoted(String etag) {
        if (etag.startsWith("\"") && etag.endsWith("\"")) {
            throw Refusal.of("get", "Conditional ETag should not be wrapped in quotes (" + etag + ").");
        }
        return new R2Etag(etag, false);
    }
}
