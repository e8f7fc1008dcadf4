package dev.isobar.r2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.InvalidRequestException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Conditions, member by member. */
class R2ConditionalTest {
    private static final Instant EARLY = Instant.ofEpochSecond(1_700_000_000);
    private static final Instant LATE = Instant.ofEpochSecond(1_800_000_000);
    private static final String DATE = "Tue, 14 Nov 2023 22:13:20 GMT";

    private static List<R2Etag> strong(String etag) {
        return List.of(new R2Etag(etag, false));
    }

    @Test
    void keepsTheOtherMembers() {
        R2Conditional full = R2Conditional.NONE
                .withUploadedAfter(EARLY)
                .withUploadedBefore(LATE)
                .withEtagDoesNotMatch("b")
                .withEtagMatches("a")
                .withSecondsGranularity(true);

        assertEquals(new R2Conditional(strong("a"), strong("b"), LATE, EARLY, true), full);
        assertEquals(new R2Conditional(strong("c"), strong("b"), LATE, EARLY, true), full.withEtagMatches("c"));
        assertEquals(new R2Conditional(strong("a"), strong("c"), LATE, EARLY, true), full.withEtagDoesNotMatch("c"));
        assertEquals(new R2Conditional(strong("a"), strong("b"), null, EARLY, true), full.withUploadedBefore(null));
        assertEquals(new R2Conditional(strong("a"), strong("b"), LATE, null, true), full.withUploadedAfter(null));
        assertEquals(
                new R2Conditional(strong("a"), strong("b"), LATE, EARLY, false), full.withSecondsGranularity(false));
    }

    @Test
    void isNoneWithoutMembers() {
        assertTrue(R2Conditional.NONE.isNone());
        assertTrue(R2Conditional.NONE.withSecondsGranularity(true).isNone());
        assertFalse(R2Conditional.NONE.withEtagMatches("a").isNone());
        assertFalse(R2Conditional.NONE.withEtagDoesNotMatch("a").isNone());
        assertFalse(R2Conditional.NONE.withUploadedBefore(LATE).isNone());
        assertFalse(R2Conditional.NONE.withUploadedAfter(LATE).isNone());
    }

    @Test
    void takesEachHeaderAlone() {
        R2Conditional whole = R2Conditional.NONE.withSecondsGranularity(true);

        assertEquals(whole.withEtagMatches("a"), R2Conditional.fromHeaders(Map.of("If-Match", "\"a\"")::get));
        assertEquals(whole.withEtagDoesNotMatch("a"), R2Conditional.fromHeaders(Map.of("If-None-Match", "\"a\"")::get));
        assertEquals(whole.withUploadedAfter(EARLY), R2Conditional.fromHeaders(Map.of("If-Modified-Since", DATE)::get));
        assertEquals(
                whole.withUploadedBefore(EARLY), R2Conditional.fromHeaders(Map.of("If-Unmodified-Since", DATE)::get));
        assertSame(R2Conditional.NONE, R2Conditional.fromHeaders(Map.of("If-Range", DATE)::get));
    }

    @Test
    void namesTheHeaderThatIsWrong() {
        assertRefused("Invalid ETag in if-match header", "If-Match");
        assertRefused("Invalid ETag in if-none-match header", "If-None-Match");
    }

    private static void assertRefused(String text, String header) {
        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> R2Conditional.fromHeaders(Map.of(header, "a")::get));

        assertEquals(text, refused.getMessage());
    }

    @Test
    void refusesQuotesOnBothSidesOnly() {
        assertThrows(InvalidRequestException.class, () -> R2Conditional.NONE.withEtagMatches("\"a\""));
        assertThrows(InvalidRequestException.class, () -> R2Conditional.NONE.withEtagDoesNotMatch("\""));
        assertEquals(strong("\"a"), R2Conditional.NONE.withEtagMatches("\"a").etagMatches());
        assertEquals(strong("a\""), R2Conditional.NONE.withEtagMatches("a\"").etagMatches());
    }
}
