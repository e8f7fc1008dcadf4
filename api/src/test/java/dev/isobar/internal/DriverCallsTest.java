package dev.isobar.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.BackendException;
import dev.isobar.error.CallSite;
import dev.isobar.error.ConflictException;
import dev.isobar.error.EnvClosedException;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.IsobarException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.error.Service;
import dev.isobar.error.ThrottledException;
import dev.isobar.error.TimedOutException;
import dev.isobar.error.UnauthorizedException;
import dev.isobar.error.UnavailableException;
import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.intercept.Retry;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.Driver;
import dev.isobar.spi.Failure;
import dev.isobar.spi.Interceptor;
import dev.isobar.spi.Operation;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DriverCallsTest {
    private static final String SECRET = "swordfish";

    private final List<String> events = new ArrayList<>();

    @Test
    void nestsInterceptorsInTheirOrder() {
        DriverCalls calls = calls(Failure.UNEXPECTED, noting("first"), noting("second"));

        String answer = calls.read("get", () -> {
            events.add("driver");
            return "open";
        });

        assertEquals("open", answer);
        assertEquals(List.of("first in", "second in", "driver", "second out", "first out"), events);
    }

    @Test
    void tellsInterceptorsWhichCallItIs() {
        List<Operation> seen = new ArrayList<>();
        DriverCalls calls = calls(Failure.UNEXPECTED, (operation, call) -> {
            seen.add(operation);
            return call.get();
        });

        calls.write("put", false, Map.of("bytes", 3), () -> {});

        assertEquals(List.of(new Operation(Service.KV, "CACHE", "put", false, Map.of("bytes", 3))), seen);
    }

    @Test
    void showsInterceptorsTranslatedErrors() {
        List<Throwable> seen = new ArrayList<>();
        DriverCalls calls = calls(Failure.UNAVAILABLE, (operation, call) -> {
            try {
                return call.get();
            } catch (IsobarException failed) {
                seen.add(failed);
                throw failed;
            }
        });

        assertThrows(UnavailableException.class, () -> calls.read("get", DriverCallsTest::fail));

        assertEquals(UnavailableException.class, seen.get(0).getClass());
    }

    @Test
    void letsAnInterceptorTryAgain() {
        DriverCalls calls = calls(Failure.UNAVAILABLE, (operation, call) -> {
            try {
                return call.get();
            } catch (UnavailableException failed) {
                return call.get();
            }
        });

        String answer = calls.read("get", () -> {
            events.add("attempt");
            return events.size() == 1 ? fail() : "open";
        });

        assertEquals("open", answer);
        assertEquals(2, events.size());
    }

    @Test
    void letsErrorsOfTheBindingPass() {
        InvalidRequestException refusal = new InvalidRequestException(
                new CallSite(Service.KV, "CACHE", "get"), "400", "KV GET failed: 400 no", null);

        IsobarException thrown = assertThrows(
                IsobarException.class, () -> calls(Failure.CONFLICT).read("get", () -> {
                    throw refusal;
                }));

        assertSame(refusal, thrown);
    }

    @ParameterizedTest
    @EnumSource
    void translatesWhatTheDriverClassifies(Failure.Kind kind) {
        Failure failure = new Failure(kind, null, null, null);

        IsobarException thrown =
                assertThrows(IsobarException.class, () -> calls(failure).read("get", DriverCallsTest::fail));

        assertEquals(expected(kind), thrown.getClass());
        assertInstanceOf(IllegalStateException.class, thrown.getCause());
        assertEquals("get", thrown.operation());
        assertEquals("CACHE", thrown.binding());
        assertNull(thrown.code());
        assertFalse(String.valueOf(thrown.getMessage()).contains(SECRET));
    }

    private static Class<? extends IsobarException> expected(Failure.Kind kind) {
        return switch (kind) {
            case CONFLICT -> ConflictException.class;
            case INVALID -> InvalidRequestException.class;
            case LIMIT_EXCEEDED -> LimitExceededException.class;
            case THROTTLED -> ThrottledException.class;
            case TIMED_OUT -> TimedOutException.class;
            case UNAUTHORIZED -> UnauthorizedException.class;
            case UNAVAILABLE -> UnavailableException.class;
            case UNEXPECTED -> BackendException.class;
        };
    }

    @ParameterizedTest
    @EnumSource
    void passesOnCodeAndTextOfTheDriver(Failure.Kind kind) {
        Failure failure = new Failure(kind, "SlowDown", null, "reduce the request rate");

        IsobarException thrown =
                assertThrows(IsobarException.class, () -> calls(failure).read("get", DriverCallsTest::fail));

        assertEquals("SlowDown", thrown.code());
        assertEquals("kv.get on CACHE: reduce the request rate", thrown.getMessage());
    }

    @Test
    void passesOnTheWaitThatTheStoreAskedFor() {
        Failure failure = Failure.THROTTLED.withRetryAfter(Duration.ofSeconds(7));

        ThrottledException thrown =
                assertThrows(ThrottledException.class, () -> calls(failure).read("get", DriverCallsTest::fail));

        assertEquals(Duration.ofSeconds(7), thrown.retryAfter());
    }

    @Test
    void retriesNoSoonerThanTheStoreAskedFor() {
        AtomicInteger attempts = new AtomicInteger();
        Retry retry = Retry.DEFAULT.withWaits(Duration.ZERO, Duration.ofSeconds(2));
        DriverCalls calls = calls(Failure.THROTTLED.withRetryAfter(Duration.ofSeconds(3)), retry);

        assertThrows(
                ThrottledException.class,
                () -> calls.read("get", () -> {
                    attempts.incrementAndGet();
                    return fail();
                }));

        assertEquals(1, attempts.get());
    }

    @Test
    void translatesCheckedExceptions() {
        IOException reset = new IOException("connection reset");

        IsobarException thrown = assertThrows(
                UnavailableException.class, () -> calls(Failure.UNAVAILABLE).read("get", () -> {
                    throw reset;
                }));

        assertSame(reset, thrown.getCause());
    }

    @Test
    void keepsTheInterruptOfTheCaller() {
        for (Exception interrupted : List.of(
                new InterruptedException(),
                new IllegalStateException(new ClosedByInterruptException()),
                new ExecutionException(new InterruptedException()))) {
            UnavailableException thrown = assertThrows(
                    UnavailableException.class, () -> calls(Failure.UNEXPECTED).read("get", () -> {
                        throw interrupted;
                    }));

            assertTrue(Thread.interrupted());
            assertSame(interrupted, thrown.getCause());
        }
    }

    @Test
    void sendsNothingOnAnInterruptedThread() {
        DriverCalls calls = calls(Failure.UNEXPECTED);
        Thread.currentThread().interrupt();

        UnavailableException thrown = assertThrows(
                UnavailableException.class, () -> calls.write("put", true, Map.of(), () -> events.add("driver")));

        assertTrue(Thread.interrupted());
        assertEquals("kv.put on CACHE: the thread is interrupted; nothing was sent", thrown.getMessage());
        assertEquals(List.of(), events);
    }

    @Test
    void saysWhetherAnInterruptedCallMayHaveTakenEffect() {
        DriverCalls calls = calls(Failure.UNEXPECTED);

        UnavailableException read =
                assertThrows(UnavailableException.class, () -> calls.read("get", DriverCallsTest::interrupted));
        assertTrue(Thread.interrupted());
        UnavailableException write = assertThrows(
                UnavailableException.class, () -> calls.write("put", true, Map.of(), DriverCallsTest::interrupted));
        assertTrue(Thread.interrupted());

        String text = ": interrupted while waiting for the backend";
        assertEquals("kv.get on CACHE" + text, read.getMessage());
        assertEquals("kv.put on CACHE" + text + "; the call may have taken effect", write.getMessage());
    }

    @Test
    void returnsAnAnswerAlthoughTheFlagWasSetMeanwhile() {
        String answer = calls(Failure.UNEXPECTED).read("get", () -> {
            Thread.currentThread().interrupt();
            return "open";
        });

        assertTrue(Thread.interrupted());
        assertEquals("open", answer);
    }

    @Test
    void retriesNothingOnAnInterruptedThread() {
        AtomicInteger attempts = new AtomicInteger();
        DriverCalls calls = calls(Failure.UNAVAILABLE, Retry.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO));

        assertThrows(
                UnavailableException.class,
                () -> calls.read("get", () -> {
                    attempts.incrementAndGet();
                    Thread.currentThread().interrupt();
                    return fail();
                }));

        assertTrue(Thread.interrupted());
        assertEquals(1, attempts.get());
    }

    @Test
    void cleansUpOnAnInterruptedThread() {
        Thread.currentThread().interrupt();

        Uninterrupted.run(() -> events.add(Thread.currentThread().isInterrupted() ? "flagged" : "clean"));

        assertTrue(Thread.interrupted());
        assertEquals(List.of("clean"), events);
    }

    @Test
    void looksForAnInterruptAmongTwentyCauses() {
        Throwable last = new InterruptedException("planned");
        for (int i = 0; i < 19; i++) {
            last = new IllegalStateException(last);
        }
        assertTrue(DriverCalls.isInterrupt(last));
        assertFalse(DriverCalls.isInterrupt(new IllegalStateException(last)));
        IllegalStateException circle = new IllegalStateException("planned");
        circle.initCause(new IllegalStateException(circle));
        assertFalse(DriverCalls.isInterrupt(circle));
    }

    @Test
    void takesNoTimeoutOfASocketForAnInterrupt() {
        assertThrows(TimedOutException.class, () -> calls(Failure.TIMED_OUT).read("get", () -> {
            throw new SocketTimeoutException();
        }));

        assertFalse(Thread.interrupted());
    }

    @Test
    void doesNotTranslateErrorsOfTheMachine() {
        OutOfMemoryError full = new OutOfMemoryError();

        assertSame(full, assertThrows(OutOfMemoryError.class, () -> calls(Failure.UNEXPECTED)
                .read("get", () -> {
                    throw full;
                })));
    }

    @Test
    void blamesTheClosingForWhatFailsBecauseOfIt() {
        EnvState state = new EnvState();
        Driver driver = driver(Failure.UNEXPECTED);
        DriverCalls calls = new DriverCalls(Service.KV, "CACHE", driver, List.of(), new StoreGate(state));

        EnvClosedException running = assertThrows(
                EnvClosedException.class,
                () -> calls.read("get", () -> {
                    state.close();
                    return fail();
                }));
        EnvClosedException later = assertThrows(EnvClosedException.class, () -> calls.read("get", () -> "open"));
        EnvClosedException wrapped = assertThrows(
                EnvClosedException.class, () -> calls.intercepted("transaction", false, Map.of(), () -> "open"));

        assertInstanceOf(IllegalStateException.class, running.getCause());
        assertNull(later.getCause());
        assertEquals("transaction", wrapped.operation());
    }

    @Test
    void refusesWhatTheDriverDoesNotDeclare() {
        DriverCalls calls = calls(Failure.UNEXPECTED);

        UnsupportedCapabilityException refusal = assertThrows(
                UnsupportedCapabilityException.class, () -> calls.require(Capability.CONTROLLED_CLOCK, "put"));

        assertEquals("put", refusal.operation());
        assertTrue(String.valueOf(refusal.getMessage()).contains("controlled-clock"));
    }

    private static String fail() {
        throw new IllegalStateException("password " + SECRET + " refused");
    }

    private static String interrupted() throws InterruptedException {
        throw new InterruptedException();
    }

    private Interceptor noting(String name) {
        return (operation, call) -> {
            events.add(name + " in");
            Object answer = call.get();
            events.add(name + " out");
            return answer;
        };
    }

    private static DriverCalls calls(Failure failure, Interceptor... interceptors) {
        return new DriverCalls(Service.KV, "CACHE", driver(failure), List.of(interceptors));
    }

    private static Driver driver(Failure failure) {
        return new Driver() {
            @Override
            public Capabilities capabilities() {
                return Capabilities.of();
            }

            @Override
            public Failure classify(Throwable thrown) {
                return failure;
            }
        };
    }
}
