package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2Conditional;
import dev.isobar.r2.R2Object;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Rules R2-COND-01, R2-COND-02 and R2-COND-08: how a condition is written. */
abstract class R2ConditionFormRules {
    private static final String EPOCH = "Thu, 01 Jan 1970 00:00:00 GMT";

    private static R2Conditional header(String name, String value) {
        return R2Conditional.fromHeaders(Map.of(name, value)::get);
    }

    private static void assertMalformed(String text, String name, String value) {
        Refused.asInvalid(null, text, () -> header(name, value));
    }

    @Rule("R2-COND-01")
    void refusesQuotedEtags(R2Bucket bucket) {
        R2Object stored = bucket.put("page", "hello");

        Refused.asInvalid(
                null,
                "Conditional ETag should not be wrapped in quotes (" + stored.httpEtag() + ").",
                () -> R2Conditional.NONE.withEtagMatches(stored.httpEtag()));
        Refused.asInvalid(
                null,
                "Conditional ETag should not be wrapped in quotes (" + stored.httpEtag() + ").",
                () -> R2Conditional.NONE.withEtagDoesNotMatch(stored.httpEtag()));
        Refused.asInvalid(
                null,
                "Conditional ETag should not be wrapped in quotes (\").",
                () -> R2Conditional.NONE.withEtagMatches("\""));
    }

    @Rule("R2-COND-01")
    void comparesOneWholeEtag(R2Bucket bucket) {
        String etag = bucket.put("page", "hello").etag();

        assertTrue(R2Text.passes(bucket, "page", R2Conditional.NONE.withEtagMatches(etag)));
        assertTrue(R2Text.passes(bucket, "page", R2Conditional.NONE.withEtagMatches("*")));
        assertFalse(R2Text.passes(bucket, "page", R2Conditional.NONE.withEtagMatches(etag + ", other")));
        assertFalse(
                R2Text.passes(bucket, "page", R2Conditional.NONE.withEtagMatches("5D41402ABC4B2A76B9719D911017C592")));
        assertFalse(R2Text.passes(bucket, "page", R2Conditional.NONE.withEtagMatches("")));
    }

    @Rule("R2-COND-02")
    void takesEtagsFromHeaders(R2Bucket bucket) {
        String quoted = bucket.put("page", "hello").httpEtag();

        assertTrue(R2Text.passes(bucket, "page", header("If-Match", quoted)));
        assertTrue(R2Text.passes(bucket, "page", header("If-Match", "\"x\" , " + quoted)));
        assertFalse(R2Text.passes(bucket, "page", header("If-Match", "W/" + quoted)));
        assertFalse(R2Text.passes(bucket, "page", header("If-None-Match", "W/" + quoted)));
        assertFalse(R2Text.passes(bucket, "page", header("If-None-Match", "\"x\", *")));
    }

    @Rule("R2-COND-02")
    void takesAStarFromHeaders(R2Bucket bucket) {
        bucket.put("page", "hello");

        assertTrue(R2Text.passes(bucket, "page", header("If-Match", "*")));
        assertFalse(R2Text.passes(bucket, "page", header("If-None-Match", "*")));
        assertFalse(R2Text.passes(bucket, "page", header("If-None-Match", "*, \"x\"")));
        assertFalse(R2Text.passes(bucket, "page", header("If-Match", "\"x\"")));
    }

    @Rule("R2-COND-02")
    void endsTheListWhereNoEtagFollows(R2Bucket bucket) {
        String quoted = bucket.put("page", "hello").httpEtag();

        assertTrue(R2Text.passes(bucket, "page", header("If-Match", quoted + ",")));
        assertTrue(R2Text.passes(bucket, "page", header("If-Match", ",, " + quoted)));
        assertTrue(R2Text.passes(bucket, "page", header("If-Match", quoted + "; \"z")));
        assertFalse(R2Text.passes(bucket, "page", header("If-Match", "\"x\", y, " + quoted)));
        assertMalformed("Invalid ETag in if-match header", "If-Match", "x, " + quoted);
        assertMalformed("Invalid ETag in if-match header", "If-Match", ",");
    }

    @Rule("R2-COND-02")
    void takesAQuotedStarForNoEtag(R2Bucket bucket) {
        bucket.put("page", "hello");

        assertFalse(R2Text.passes(bucket, "page", header("If-Match", "\"*\"")));
        assertTrue(R2Text.passes(bucket, "page", header("If-None-Match", "\"*\"")));
    }

    @Rule("R2-COND-02")
    void takesDatesFromHeaders(R2Bucket bucket, TestClock clock) {
        clock.advance(Duration.ofMillis(500));
        R2Object stored = bucket.put("page", "hello");
        String uploaded = GoldenOutcome.httpDate(stored.uploaded());
        String earlier = GoldenOutcome.httpDate(stored.uploaded().minusSeconds(1));
        String later = GoldenOutcome.httpDate(stored.uploaded().plusSeconds(1));

        assertFalse(R2Text.passes(bucket, "page", header("If-Modified-Since", uploaded)));
        assertTrue(R2Text.passes(bucket, "page", header("If-Modified-Since", earlier)));
        assertFalse(R2Text.passes(bucket, "page", header("If-Unmodified-Since", uploaded)));
        assertTrue(R2Text.passes(bucket, "page", header("If-Unmodified-Since", later)));
    }

    @Rule("R2-COND-02")
    void readsAllFormsOfHttpDates() {
        Instant instant = Instant.parse("1994-11-06T08:49:37Z");

        for (String date : List.of(
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994",
                "Mon, 06 Nov 1994 08:49:37 GMT")) {
            assertEquals(instant, header("If-Modified-Since", date).uploadedAfter(), date);
        }
        assertEquals(
                Instant.parse("2049-11-06T08:49:37Z"),
                header("If-Unmodified-Since", "Saturday, 06-Nov-49 08:49:37 GMT")
                        .uploadedBefore());
    }

    @Rule("R2-COND-02")
    void readsALeapSecond() {
        assertEquals(
                Instant.parse("2017-01-01T00:00:00Z"),
                header("If-Modified-Since", "Sat, 31 Dec 2016 23:59:60 GMT").uploadedAfter());
    }

    @Rule("R2-COND-08")
    void refusesYearsThatHttpCannotWrite() {
        for (Instant outside : List.of(Instant.MIN, Instant.MAX, Instant.parse("+10000-01-01T00:00:00Z"))) {
            Refused.asInvalid(
                    null,
                    "uploadedBefore is out of range; HTTP dates have the years 0000 to 9999.",
                    () -> R2Conditional.NONE.withUploadedBefore(outside));
            Refused.asInvalid(
                    null,
                    "uploadedAfter is out of range; HTTP dates have the years 0000 to 9999.",
                    () -> R2Conditional.NONE.withUploadedAfter(outside));
        }
    }

    @Rule("R2-COND-02")
    void takesUnreadableDatesForTheEpoch(R2Bucket bucket) {
        bucket.put("page", "hello");

        assertEquals(header("If-Modified-Since", EPOCH), header("If-Modified-Since", "yesterday"));
        assertTrue(R2Text.passes(bucket, "page", header("If-Modified-Since", "yesterday")));
        assertFalse(R2Text.passes(bucket, "page", header("If-Unmodified-Since", "yesterday")));
    }

    @Rule("R2-COND-02")
    void ignoresIfRange(R2Bucket bucket) {
        bucket.put("page", "hello");

        assertEquals(R2Conditional.NONE, header("If-Range", "\"x\""));
    }

    @Rule("R2-COND-02")
    void refusesMalformedEtags() {
        assertMalformed("Invalid ETag in if-match header", "If-Match", "abc");
        assertMalformed("Invalid ETag in if-match header", "If-Match", "");
        assertMalformed("Invalid ETag in if-none-match header", "If-None-Match", "abc");
        assertMalformed("Unclosed double quote for Etag", "If-Match", "\"abc");
        assertMalformed("Weak etags must start with W/ and their value must be quoted", "If-Match", "W/abc");
    }

    @Rule("R2-COND-02")
    void wantsCommasBetweenEtags() {
        String text = "Comma was expected to separate etags. Encountered a ";
        String start = " instead. This would otherwise indicate the start of a new ";

        assertMalformed(text + "double quote character '\"'" + start + "strong etag.", "If-None-Match", "\"a\" \"b\"");
        assertMalformed(text + "weak quotation character 'W'" + start + "weak etag.", "If-None-Match", "\"a\" W/\"b\"");
        assertMalformed(text + "wildcard character '*' instead.", "If-Match", "\"a\" *");
    }
}
