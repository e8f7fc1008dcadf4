package dev.isobar.intercept;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.CallSite;
import dev.isobar.error.IsobarException;
import dev.isobar.error.Service;
import dev.isobar.error.ThrottledException;
import dev.isobar.error.UnavailableException;
import dev.isobar.spi.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long {@link Retry} waits, and when it gives up. */
class RetryWaitsTest {
    private static final Operation READ = new Operation(Service.KV, "CACHE", "get", true, Map.of());
    private static final CallSite SITE = new CallSite(Service.KV, "CACHE", "get");

    private final List<Duration> waits = new ArrayList<>();
    private final List<IsobarException> thrown = new ArrayList<>();

    private Retry waiting(double random) {
        return Retry.DEFAULT.withSleeper(waits::add).withRandom(() -> random);
    }

    /** Fails as often as is asked for. */
    private IsobarException failing(Retry retry) {
        return assertThrows(
                IsobarException.class,
                () -> retry.intercept(READ, () -> {
                    thrown.add(new UnavailableException(SITE, null, "failure " + (thrown.size() + 1), null));
                    throw thrown.get(thrown.size() - 1);
                }));
    }

    private List<Long> millis() {
        return waits.stream().map(Duration::toMillis).toList();
    }

    @ParameterizedTest
    @CsvSource({"0.0, 50, 100, 200", "0.5, 75, 150, 300", "1.0, 100, 200, 400"})
    void doublesItsWaitsAndMakesHalfOfEachRandom(double random, long first, long second, long third) {
        failing(waiting(random));

        assertEquals(List.of(first, second, third), millis());
        assertEquals(4, thrown.size());
    }

    @Test
    void waitsNoLongerThanItsLongest() {
        failing(waiting(1.0).withAttempts(5).withWaits(Duration.ofMillis(30), Duration.ofMillis(100)));

        assertEquals(List.of(30L, 60L, 100L, 100L), millis());
    }

    @Test
    void keepsTheOtherSettingsOfACopy() {
        Retry once = waiting(1.0)
                .withWaits(Duration.ofMillis(8), Duration.ofMillis(9))
                .withAttempts(2);

        failing(once);

        assertEquals(List.of(8L), millis());
    }

    @Test
    void repeatsNothingWithOneAttempt() {
        failing(waiting(1.0).withAttempts(1));

        assertEquals(List.of(), waits);
        assertEquals(1, thrown.size());
    }

    @Test
    void throwsTheLastErrorWithTheOneBefore() {
        IsobarException last = failing(waiting(1.0).withAttempts(3));

        assertSame(thrown.get(2), last);
        assertArrayEquals(new Throwable[] {thrown.get(1)}, last.getSuppressed());
        assertArrayEquals(new Throwable[] {thrown.get(0)}, thrown.get(1).getSuppressed());
    }

    @Test
    void suppressesNoErrorInItself() {
        UnavailableException same = new UnavailableException(SITE, null, "the same", null);

        assertSame(same, assertThrows(UnavailableException.class, () -> waiting(1.0)
                .intercept(READ, () -> {
                    throw same;
                })));

        assertEquals(0, same.getSuppressed().length);
    }

    /** The wait that a backend asks for counts if it is longer than its own, and ends the attempts if it is too long. */
    @ParameterizedTest
    @CsvSource({"20, 100", "100, 100", "101, 101", "5000, 5000", "5001, -1"})
    void waitsAsTheBackendAsks(long asked, long expected) {
        assertThrows(
                ThrottledException.class, () -> waiting(1.0).withAttempts(2).intercept(READ, () -> {
                    throw new ThrottledException(SITE, null, "busy", Duration.ofMillis(asked), null);
                }));

        assertEquals(expected < 0 ? List.of() : List.of(expected), millis());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void needsAnAttempt(int attempts) {
        String message =
                String.valueOf(assertThrows(IllegalArgumentException.class, () -> Retry.DEFAULT.withAttempts(attempts))
                        .getMessage());

        assertEquals("attempts is " + attempts + "; at least 1 is needed", message);
    }

    @Test
    void refusesNegativeWaits() {
        Duration negative = Duration.ofNanos(-1);

        assertThrows(IllegalArgumentException.class, () -> Retry.DEFAULT.withWaits(negative, Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> Retry.DEFAULT.withWaits(Duration.ZERO, negative));
        failing(waiting(1.0).withAttempts(2).withWaits(Duration.ZERO, Duration.ZERO));
        assertEquals(List.of(0L), millis());
    }

    @Test
    void waitsAsLongAsItSays() {
        Duration shortest = Duration.ofMillis(5);
        long start = System.nanoTime();

        failing(Retry.DEFAULT.withAttempts(2).withWaits(shortest, shortest).withRandom(() -> 1.0));

        assertTrue(System.nanoTime() - start >= shortest.toNanos());
    }

    @Test
    void repeatsNoCallThatWasInterruptedMeanwhile() {
        Retry retry = waiting(1.0);

        assertThrows(
                UnavailableException.class,
                () -> retry.intercept(READ, () -> {
                    Thread.currentThread().interrupt();
                    throw new UnavailableException(SITE, null, "interrupted", null);
                }));

        assertTrue(Thread.interrupted());
        assertEquals(List.of(), waits);
    }
}
