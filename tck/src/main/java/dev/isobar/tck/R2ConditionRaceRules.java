package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2Conditional;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2PutOptions;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Rule R2-COND-06: conditional puts, and changes that happen while they run. */
abstract class R2ConditionRaceRules {
    private static final R2Conditional NEW = R2Conditional.NONE.withEtagDoesNotMatch("*");

    private static R2PutOptions onlyIf(R2Conditional condition) {
        return R2PutOptions.NONE.withOnlyIf(condition);
    }

    /**
     * Starts a put while its condition holds, and stores something else before its body is complete. Whichever comes
     * first, the other content is there at the end.
     */
    private static void assertYields(R2Bucket bucket, R2Conditional condition) {
        MeanwhileStream body = new MeanwhileStream("by the condition", () -> bucket.put("page", "by another"));

        bucket.put("page", body, body.length(), onlyIf(condition));
        body.join();

        assertEquals(
                "by another",
                R2Text.of(bucket, "page"),
                "the condition did not hold any more when the body was complete");
    }

    @Rule("R2-COND-06")
    void doesNotReplaceAnObjectThatCameWhileTheBodyWasRead(R2Bucket bucket) {
        assertYields(bucket, NEW);
    }

    @Rule("R2-COND-06")
    void doesNotReplaceAnObjectThatChangedWhileTheBodyWasRead(R2Bucket bucket) {
        assertYields(
                bucket,
                R2Conditional.NONE.withEtagMatches(bucket.put("page", "first").etag()));
    }

    @Rule("R2-COND-06")
    void doesNotBringBackAnObjectThatWasDeletedWhileTheBodyWasRead(R2Bucket bucket) {
        R2Object first = bucket.put("page", "first");
        MeanwhileStream body = new MeanwhileStream("second", () -> bucket.delete("page"));

        bucket.put("page", body, body.length(), onlyIf(R2Conditional.NONE.withEtagMatches(first.etag())));
        body.join();

        assertNull(bucket.head("page"), "the object that was deleted is there");
    }

    @Rule(value = "R2-COND-06", needs = Capability.R2_DATE_CONDITIONS_ON_PUT)
    void doesNotReplaceALaterObjectThatCameWhileTheBodyWasRead(R2Bucket bucket, TestClock clock) {
        R2Object first = bucket.put("page", "first");
        clock.advance(Duration.ofSeconds(2));

        assertYields(
                bucket, R2Conditional.NONE.withUploadedBefore(first.uploaded().plusMillis(1)));
    }

    @Rule("R2-COND-06")
    void letsOneOfTwoOverlappingPutsWin(R2Bucket bucket) {
        R2Conditional same =
                R2Conditional.NONE.withEtagMatches(bucket.put("page", "first").etag());
        AtomicReference<@Nullable R2Object> inner = new AtomicReference<>();
        MeanwhileStream body =
                new MeanwhileStream("by the outer", () -> inner.set(bucket.put("page", "by the inner", onlyIf(same))));

        R2Object outer = bucket.put("page", body, body.length(), onlyIf(same));
        body.join();

        assertEquals(
                1, (outer == null ? 0 : 1) + (inner.get() == null ? 0 : 1), "puts that found their condition held");
        assertEquals(outer == null ? "by the inner" : "by the outer", R2Text.of(bucket, "page"));
    }

    @Rule("R2-COND-06")
    void letsOneOfTwoReplace(R2Bucket bucket) {
        AtomicReference<R2PutOptions> same = new AtomicReference<>(R2PutOptions.NONE);
        AtomicInteger winners = new AtomicInteger();
        InStep.Call put = round -> {
            if (bucket.put("page", "written", same.get()) != null) {
                winners.incrementAndGet();
            }
        };

        InStep.run(
                round -> {
                    String etag = bucket.put("page", "round " + round).etag();
                    same.set(onlyIf(R2Conditional.NONE.withEtagMatches(etag)));
                    winners.set(0);
                },
                put,
                put,
                round -> assertEquals(1, winners.get(), "of two puts whose condition one of them ends"));
    }

    @Rule("R2-COND-06")
    void refusesTheSameBytesWhereAConditionFails(R2Bucket bucket) {
        R2Object first = bucket.put("page", "same");

        assertNull(bucket.put("page", "same", onlyIf(NEW)), "an object with these bytes is there");
        assertNull(bucket.put("page", "same", onlyIf(R2Conditional.NONE.withEtagMatches("0".repeat(32)))));

        assertEquals(first.version(), R2Text.head(bucket, "page").version());
        R2Object again = bucket.put("page", "same", onlyIf(R2Conditional.NONE.withEtagMatches(first.etag())));
        assertEquals(
                Objects.requireNonNull(again).version(),
                R2Text.head(bucket, "page").version());
    }

    @Rule("R2-COND-06")
    void letsOneOfSeveralReplace(R2Bucket bucket) {
        for (int round = 0; round < 20; round++) {
            String etag = bucket.put("page", "round " + round).etag();
            Map<Integer, R2Object> winners = new ConcurrentHashMap<>();

            Together.run(8, thread -> {
                R2Object stored =
                        bucket.put("page", "by thread " + thread, onlyIf(R2Conditional.NONE.withEtagMatches(etag)));
                if (stored != null) {
                    winners.put(thread, stored);
                }
            });

            assertEquals(1, winners.size(), () -> "threads whose condition held: " + winners.keySet());
            winners.forEach((thread, stored) -> {
                assertEquals("by thread " + thread, R2Text.of(bucket, "page"));
                assertEquals(
                        stored.version(),
                        Objects.requireNonNull(bucket.head("page")).version());
            });
        }
    }
}
