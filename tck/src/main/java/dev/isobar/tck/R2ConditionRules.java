package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2Conditional;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2PutOptions;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Rules R2-COND-03 to R2-COND-07: when a condition holds, and what a conditional call does. */
abstract class R2ConditionRules {
    private static final R2Conditional NONE = R2Conditional.NONE;

    private static @Nullable R2Object put(R2Bucket bucket, String content, R2Conditional onlyIf) {
        return bucket.put("page", content, R2PutOptions.NONE.withOnlyIf(onlyIf));
    }

    private static void assertPasses(R2Bucket bucket, R2Conditional onlyIf) {
        assertTrue(R2Text.passes(bucket, "page", onlyIf), onlyIf::toString);
    }

    private static void assertFails(R2Bucket bucket, R2Conditional onlyIf) {
        assertFalse(R2Text.passes(bucket, "page", onlyIf), onlyIf::toString);
    }

    @Rule("R2-COND-03")
    void comparesEtags(R2Bucket bucket) {
        String etag = bucket.put("page", "hello").etag();

        assertPasses(bucket, NONE.withEtagMatches(etag));
        assertFails(bucket, NONE.withEtagMatches("another"));
        assertPasses(bucket, NONE.withEtagDoesNotMatch("another"));
        assertFails(bucket, NONE.withEtagDoesNotMatch(etag));
        assertFails(bucket, NONE.withEtagDoesNotMatch("*"));
        assertFails(bucket, NONE.withEtagMatches(etag).withEtagDoesNotMatch(etag));
    }

    @Rule("R2-COND-03")
    void comparesInstants(R2Bucket bucket) {
        Instant uploaded = bucket.put("page", "hello").uploaded();

        assertPasses(bucket, NONE.withUploadedBefore(uploaded.plusMillis(1)));
        assertFails(bucket, NONE.withUploadedBefore(uploaded));
        assertPasses(bucket, NONE.withUploadedAfter(uploaded.minusMillis(1)));
        assertFails(bucket, NONE.withUploadedAfter(uploaded));
        assertFails(bucket, NONE.withUploadedAfter(uploaded.plusMillis(9)).withUploadedBefore(uploaded.minusMillis(9)));
    }

    @Rule("R2-COND-03")
    void letsEtagsOutweighInstants(R2Bucket bucket) {
        R2Object stored = bucket.put("page", "hello");
        Instant before = stored.uploaded().minusSeconds(1);
        Instant after = stored.uploaded().plusSeconds(1);

        assertPasses(bucket, NONE.withEtagMatches(stored.etag()).withUploadedBefore(before));
        assertFails(bucket, NONE.withEtagMatches("another").withUploadedBefore(after));
        assertPasses(bucket, NONE.withEtagDoesNotMatch("another").withUploadedAfter(after));
        assertFails(bucket, NONE.withEtagDoesNotMatch(stored.etag()).withUploadedAfter(before));
    }

    @Rule("R2-COND-03")
    void cutsInstantsToSecondsIfAsked(R2Bucket bucket, TestClock clock) {
        clock.advance(Duration.ofMillis(500));
        Instant second = bucket.put("page", "hello").uploaded().truncatedTo(ChronoUnit.SECONDS);
        R2Conditional whole = NONE.withSecondsGranularity(true);

        assertFails(bucket, whole.withUploadedAfter(second));
        assertFails(bucket, whole.withUploadedBefore(second.plusMillis(999)));
        assertPasses(bucket, whole.withUploadedBefore(second.plusMillis(1_000)));
        assertPasses(bucket, whole.withUploadedAfter(second.minusMillis(1)));
    }

    @Rule("R2-COND-04")
    void createsOnly(R2Bucket bucket) {
        R2Object created = put(bucket, "first", NONE.withEtagDoesNotMatch("*"));

        R2Object again = put(bucket, "second", NONE.withEtagDoesNotMatch("*"));

        assertNotNull(created);
        assertNull(again);
        assertEquals("first", R2Text.of(bucket, "page"));
    }

    @Rule("R2-COND-04")
    void replacesOnly(R2Bucket bucket) {
        R2Object tooEarly = put(bucket, "first", NONE.withEtagMatches("*"));
        bucket.put("page", "first");

        R2Object replaced = put(bucket, "second", NONE.withEtagMatches("*"));

        assertNull(tooEarly);
        assertNotNull(replaced);
        assertEquals("second", R2Text.of(bucket, "page"));
    }

    @Rule(value = "R2-COND-04", needs = Capability.R2_DATE_CONDITIONS_ON_PUT)
    void looksAtInstantsOfAbsentKeys(R2Bucket bucket) {
        Instant some = Instant.ofEpochSecond(1_700_000_000);

        assertNull(put(bucket, "first", NONE.withUploadedAfter(some)));
        assertNull(bucket.head("page"));
        assertNotNull(put(bucket, "first", NONE.withUploadedBefore(some)));
    }

    @Rule("R2-COND-04")
    void takesAnyOtherEtagForAbsent(R2Bucket bucket) {
        assertNotNull(put(bucket, "first", NONE.withEtagDoesNotMatch("another")));
        assertEquals("first", R2Text.of(bucket, "page"));
    }

    @Rule("R2-COND-03")
    void comparesEtagsBeforeItStores(R2Bucket bucket) {
        String etag = bucket.put("page", "first").etag();

        assertNull(put(bucket, "second", NONE.withEtagDoesNotMatch(etag)));
        assertNull(put(bucket, "second", NONE.withEtagMatches("another")));
        assertEquals("first", R2Text.of(bucket, "page"));
        assertNotNull(put(bucket, "third", NONE.withEtagDoesNotMatch("another")));
        assertEquals("third", R2Text.of(bucket, "page"));
    }

    @Rule(value = "R2-COND-03", needs = Capability.R2_DATE_CONDITIONS_ON_PUT)
    void comparesInstantsBeforeItStores(R2Bucket bucket) {
        Instant uploaded = bucket.put("page", "first").uploaded();

        assertNull(put(bucket, "second", NONE.withUploadedAfter(uploaded.plusSeconds(100))));
        assertNull(put(bucket, "second", NONE.withUploadedBefore(uploaded.minusMillis(1))));
        assertEquals("first", R2Text.of(bucket, "page"));
        assertNotNull(put(bucket, "third", NONE.withUploadedAfter(uploaded.minusSeconds(1))));
        assertEquals("third", R2Text.of(bucket, "page"));
    }

    private static void assertStoresNothing(R2Bucket bucket, R2Object stored, R2Conditional onlyIf) {
        R2PutOptions failing = R2PutOptions.NONE.withOnlyIf(onlyIf).withCustomMetadata(Map.of("author", "ada"));

        R2Object refused = bucket.put("page", "second", failing);

        assertNull(refused);
        assertEquals("first", R2Text.of(bucket, "page"));
        assertEquals(stored.version(), R2Text.head(bucket, "page").version());
        assertEquals(Map.of(), R2Text.head(bucket, "page").customMetadata());
    }

    @Rule("R2-COND-05")
    void storesNothingIfTheConditionFails(R2Bucket bucket) {
        R2Object stored = bucket.put("page", "first");

        assertStoresNothing(bucket, stored, NONE.withEtagMatches("another"));
        assertStoresNothing(bucket, stored, NONE.withEtagDoesNotMatch(stored.etag()));
    }

    @Rule(value = "R2-COND-05", needs = Capability.R2_DATE_CONDITIONS_ON_PUT)
    void storesNothingIfTheInstantFails(R2Bucket bucket) {
        R2Object stored = bucket.put("page", "first");

        assertStoresNothing(bucket, stored, NONE.withUploadedBefore(stored.uploaded()));
    }

    @Rule("R2-COND-05")
    void describesTheObjectIfTheConditionFails(R2Bucket bucket) {
        R2Object stored = bucket.put("page", "first");

        R2Object found = Objects.requireNonNull(bucket.get("page", NONE.withEtagDoesNotMatch(stored.etag())));

        assertEquals(stored.etag(), found.etag());
        assertEquals(stored.version(), found.version());
        assertEquals(5, found.size());
        assertFalse(R2Text.passes(bucket, "page", NONE.withEtagDoesNotMatch(stored.etag())));
    }

    @Rule("R2-COND-05")
    void takesAnEmptyConditionForNone(R2Bucket bucket) {
        R2Conditional empty = R2Conditional.fromHeaders(Map.of("X-Other", "1")::get);

        assertNotNull(put(bucket, "first", empty));
        assertNotNull(put(bucket, "second", empty));
        assertPasses(bucket, empty);
        assertPasses(bucket, NONE.withSecondsGranularity(true));
    }

    @Rule("R2-COND-06")
    void letsOneOfSeveralCreate(R2Bucket bucket) {
        for (int round = 0; round < 20; round++) {
            AtomicInteger winners = new AtomicInteger();

            Together.run(8, thread -> {
                if (put(bucket, "by " + thread, NONE.withEtagDoesNotMatch("*")) != null) {
                    winners.incrementAndGet();
                }
            });
            bucket.delete("page");

            assertEquals(1, winners.get());
        }
    }

    @Rule("R2-COND-06")
    void losesNoUpdateUnderCompareAndSet(R2Bucket bucket) {
        bucket.put("page", "0");

        Together.run(8, thread -> {
            for (int done = 0; done < 10; ) {
                String etag = R2Text.head(bucket, "page").etag();
                int next = Integer.parseInt(R2Text.of(bucket, "page")) + 1;
                if (put(bucket, Integer.toString(next), NONE.withEtagMatches(etag)) != null) {
                    done++;
                }
            }
        });

        assertEquals("80", R2Text.of(bucket, "page"));
    }

    @Rule(value = "R2-COND-07", without = Capability.R2_DATE_CONDITIONS_ON_PUT)
    void refusesInstantsBeforeReading(R2Bucket bucket) {
        Instant uploaded = bucket.put("page", "first").uploaded();

        for (R2Conditional onlyIf : List.of(
                NONE.withUploadedAfter(uploaded.minusSeconds(1)), NONE.withUploadedBefore(uploaded.plusSeconds(1)))) {
            UnsupportedCapabilityException refused = assertThrows(
                    UnsupportedCapabilityException.class,
                    () -> bucket.put("page", new BreakingStream(0), 5, R2PutOptions.NONE.withOnlyIf(onlyIf)));

            assertEquals("r2-date-conditions-on-put", refused.capability());
        }
        assertEquals("first", R2Text.of(bucket, "page"));
    }
}
