package dev.isobar.intercept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.IsobarException;
import dev.isobar.error.Service;
import dev.isobar.error.ThrottledException;
import dev.isobar.error.UnauthorizedException;
import dev.isobar.error.UnavailableException;
import dev.isobar.spi.Operation;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetryTest {
    private static final Operation READ = new Operation(Service.KV, "CACHE", "get", true, Map.of());
    private static final Operation SEND = new Operation(Service.QUEUES, "JOBS", "send", false, Map.of());

    private final List<Duration> waits = new ArrayList<>();
    private final Faults faults = new Faults();
    private final Retry retry = Retry.DEFAULT.withSleeper(waits::add).withRandom(() -> 1.0);

    @Test
    void repeatsUntilTheCallSucceeds() {
        faults.unreachable(any -> true).unreachable(any -> true);

        Object answer = call(READ);

        assertEquals("open", answer);
        assertEquals(List.of(Duration.ofMillis(100), Duration.ofMillis(200)), waits);
    }

    @Test
    void makesNoMoreAttemptsThanAllowed() {
        for (int i = 0; i < 5; i++) {
            faults.unreachable(any -> true);
        }

        UnavailableException last = assertThrows(UnavailableException.class, () -> call(READ));

        assertEquals(1, faults.left());
        assertEquals(1, last.getSuppressed().length);
    }

    @Test
    void neitherWaitsNorRepeatsOnAnInterruptedThread() {
        faults.unreachable(any -> true);
        Thread.currentThread().interrupt();

        assertThrows(UnavailableException.class, () -> call(READ));

        assertTrue(Thread.interrupted());
        assertEquals(List.of(), waits);
    }

    @Test
    void repeatsNoCallWithAnEffect() {
        faults.answerLost(any -> true);

        assertThrows(UnavailableException.class, () -> call(SEND));

        assertEquals(List.of(), waits);
    }

    @Test
    void repeatsNoErrorThatStays() {
        faults.failure(any -> true, site -> new UnauthorizedException(site, null, "refused", null));

        assertThrows(UnauthorizedException.class, () -> call(READ));

        assertEquals(List.of(), waits);
    }

    @Test
    void waitsAsLongAsTheBackendAsks() {
        faults.throttled(any -> true, Duration.ofSeconds(3));

        call(READ);

        assertEquals(List.of(Duration.ofSeconds(3)), waits);
    }

    @Test
    void givesUpWhereTheBackendAsksForTooLong() {
        faults.throttled(any -> true, Duration.ofMinutes(1));

        ThrottledException refused = assertThrows(ThrottledException.class, () -> call(READ));

        assertEquals(Duration.ofMinutes(1), refused.retryAfter());
        assertEquals(List.of(), waits);
    }

    @Test
    void waitsNoLongerThanAllowed() {
        faults.unreachable(any -> true).unreachable(any -> true).unreachable(any -> true);

        retry.withWaits(Duration.ofSeconds(2), Duration.ofSeconds(3))
                .intercept(READ, () -> faults.intercept(READ, () -> "open"));

        assertEquals(List.of(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(3)), waits);
    }

    @Test
    void makesHalfOfAWaitRandom() {
        faults.unreachable(any -> true);

        retry.withRandom(() -> 0.0).intercept(READ, () -> faults.intercept(READ, () -> "open"));

        assertEquals(List.of(Duration.ofMillis(50)), waits);
    }

    @Test
    void takesWaitsOfAnyLength() {
        faults.unreachable(any -> true).throttled(any -> true, ChronoUnit.FOREVER.getDuration());
        Duration endless = ChronoUnit.FOREVER.getDuration();
        Retry patient = retry.withWaits(endless, endless);

        patient.intercept(READ, () -> faults.intercept(READ, () -> "open"));

        assertEquals(List.of(Duration.ofNanos(Long.MAX_VALUE), endless), waits);
    }

    @Test
    void stopsWhenTheThreadIsInterrupted() {
        faults.unreachable(any -> true);
        Retry interrupted = retry.withSleeper(wait -> {
            throw new InterruptedException();
        });

        assertThrows(
                IsobarException.class, () -> interrupted.intercept(READ, () -> faults.intercept(READ, () -> "open")));

        assertTrue(Thread.interrupted());
    }

    @Test
    void tellsAListenerOfEveryAttempt() {
        List<String> told = new ArrayList<>();
        Observation observation = new Observation(
                (operation, took, failure) -> told.add(operation.name() + " " + took.toNanos() + " "
                        + (failure == null ? "ok" : failure.getClass().getSimpleName())),
                new AtomicLong()::incrementAndGet);
        faults.unreachable(any -> true);

        retry.intercept(READ, () -> observation.intercept(READ, () -> faults.intercept(READ, () -> "open")));

        assertEquals(List.of("get 1 UnavailableException", "get 1 ok"), told);
    }

    private @Nullable Object call(Operation operation) {
        return retry.intercept(operation, () -> faults.intercept(operation, () -> "open"));
    }
}
