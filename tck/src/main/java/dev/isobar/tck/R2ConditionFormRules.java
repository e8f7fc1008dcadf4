package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2Conditional;
import dev.isobar.r2.R2Object;
import java.time.Duration;
import java.util.Map;

/** Rules R2-COND-01 and R2-COND-02: how a condition is written. */
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
        for (String value : new String[] {"\"a\" \"b\"", "\"a\" W/\"b\"", "\"a\" *"}) {
            InvalidRequestException refusal =
                    assertThrows(InvalidRequestException.class, () -> header("If-None-Match", value));

            assertTrue(String.valueOf(refusal.getMessage())
                    .startsWith("Comma was expected to separate etags. Encountered a "));
        }
    }
}
