package dev.isobar.intercept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.Service;
import dev.isobar.error.ThrottledException;
import dev.isobar.error.UnavailableException;
import dev.isobar.spi.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Planned faults and observed calls. */
class FaultsTest {
    private static final Operation GET = new Operation(Service.KV, "CACHE", "get", true, Map.of());
    private static final Operation PUT = new Operation(Service.KV, "CACHE", "put", false, Map.of());

    private final Faults faults = new Faults();
    private final List<String> effects = new ArrayList<>();

    private @Nullable Object call(Operation operation) {
        return faults.intercept(operation, () -> {
            effects.add(operation.name());
            return "answer";
        });
    }

    @Test
    void letsCallsPassThatNoFaultFits() {
        faults.unreachable(operation -> operation.name().equals("put"));

        assertEquals("answer", call(GET));
        assertEquals(1, faults.left());
        assertThrows(UnavailableException.class, () -> call(PUT));
        assertEquals(0, faults.left());
        assertEquals("answer", call(PUT));
        assertEquals(List.of("get", "put"), effects);
    }

    @Test
    void usesFaultsInTheirOrder() {
        faults.throttled(any -> true, Duration.ofSeconds(3))
                .throttled(any -> true, null)
                .failure(any -> true, site -> new InvalidRequestException(site, "400", "no", null));

        ThrottledException first = assertThrows(ThrottledException.class, () -> call(PUT));
        ThrottledException second = assertThrows(ThrottledException.class, () -> call(PUT));
        InvalidRequestException third = assertThrows(InvalidRequestException.class, () -> call(PUT));

        assertEquals(Duration.ofSeconds(3), first.retryAfter());
        assertNull(second.retryAfter());
        assertEquals("kv.put on CACHE: planned fault", String.valueOf(second.getMessage()));
        assertEquals("put", third.operation());
        assertEquals(List.of(), effects);
    }

    @Test
    void takesEffectWhereOnlyTheAnswerIsLost() {
        faults.answerLost(any -> true);

        assertThrows(UnavailableException.class, () -> call(PUT));

        assertEquals(List.of("put"), effects);
    }

    @Test
    void tellsAListenerHowCallsEndAndHowLongTheyTake() {
        List<String> told = new ArrayList<>();
        long[] ticks = {0};
        Observation observation = new Observation(
                (operation, took, failure) -> told.add(operation.name() + " " + took.toNanos() + " " + failure),
                () -> ticks[0] += 7);
        IllegalStateException planned = new IllegalStateException("planned");

        Object answer = observation.intercept(GET, () -> "answer");
        RuntimeException thrown = assertThrows(
                IllegalStateException.class,
                () -> observation.intercept(PUT, () -> {
                    throw planned;
                }));

        assertEquals("answer", answer);
        assertSame(planned, thrown);
        assertEquals(List.of("get 7 null", "put 7 " + planned), told);
    }
}
