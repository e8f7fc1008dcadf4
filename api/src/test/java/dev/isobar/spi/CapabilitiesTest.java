package dev.isobar.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What drivers declare, what they say of failures, and what they are opened with. */
class CapabilitiesTest {
    private static final Capabilities PULLING = Capabilities.of(Capability.QUEUE_PULL);

    @Test
    void hasWhatIsDeclared() {
        Capabilities both = PULLING.with(Capability.STORES);

        assertTrue(both.has(Capability.QUEUE_PULL));
        assertTrue(both.has(Capability.STORES));
        assertFalse(both.has(Capability.EVENTUAL));
        assertFalse(PULLING.has(Capability.STORES));
        assertEquals(Set.of(), Capabilities.of().declared());
        assertEquals(
                EnumSet.allOf(Capability.class),
                Capabilities.of(Capability.values()).declared());
    }

    @Test
    void keepsItsBoundsAndItsCapabilities() {
        Capabilities bounded = PULLING.with(Bound.KV_VALUE_BYTES, 7).with(Bound.R2_OBJECT_BYTES, 0);
        Capabilities more = bounded.with(Capability.STORES).with(Bound.KV_VALUE_BYTES, 9);

        assertEquals(OptionalLong.of(9), more.bound(Bound.KV_VALUE_BYTES));
        assertEquals(OptionalLong.of(0), more.bound(Bound.R2_OBJECT_BYTES));
        assertEquals(OptionalLong.empty(), more.bound(Bound.VECTORIZE_DIMENSIONS));
        assertEquals(OptionalLong.of(7), bounded.bound(Bound.KV_VALUE_BYTES));
        assertEquals(Set.of(Capability.QUEUE_PULL, Capability.STORES), more.declared());
        assertEquals(
                "kv-value-bytes is negative: -1",
                assertThrows(IllegalArgumentException.class, () -> PULLING.with(Bound.KV_VALUE_BYTES, -1))
                        .getMessage());
    }

    @Test
    void seesWritesAtOnceUnlessItSaysMore() {
        assertEquals(Duration.ZERO, PULLING.visibility());
        assertEquals(
                Duration.ofMillis(1500),
                PULLING.withVisibility(Duration.ofMillis(1500)).visibility());
        assertEquals(
                Duration.ofMillis(Long.MAX_VALUE),
                PULLING.withVisibility(ChronoUnit.FOREVER.getDuration()).visibility());
    }

    @ParameterizedTest
    @EnumSource
    void namesEachBoundAndWhoMayDeclareIt(Bound bound) {
        Service service = bound.service();

        assertEquals(bound.name(), bound.label().toUpperCase(Locale.ROOT).replace('-', '_'));
        assertFalse(bound.label().contains("_"));
        assertFalse(bound.unit().isEmpty());
        assertEquals(bound == Bound.VISIBILITY_DELAY, service == null);
        if (service == Service.KV) {
            assertEquals(Bound.KV_VALUE_BYTES, bound);
        }
    }

    @Test
    void changesOnePartOfAFailure() {
        Duration wait = Duration.ofSeconds(3);
        Failure failure = Failure.THROTTLED.withCode("429").withRetryAfter(wait).withText("busy");

        assertEquals(new Failure(Failure.Kind.THROTTLED, "429", wait, "busy"), failure);
        assertEquals(new Failure(Failure.Kind.THROTTLED, null, wait, "busy"), failure.withCode(null));
        assertEquals(new Failure(Failure.Kind.THROTTLED, "429", null, "busy"), failure.withRetryAfter(null));
        assertEquals(new Failure(Failure.Kind.THROTTLED, "429", wait, null), failure.withText(null));
        assertEquals(Duration.ZERO, failure.withRetryAfter(Duration.ZERO).retryAfter());
        assertThrows(IllegalArgumentException.class, () -> failure.withRetryAfter(Duration.ofNanos(-1)));
    }

    @Test
    void hasAFailureOfEachKind() {
        assertEquals(
                List.of(Failure.Kind.values()),
                List.of(
                                Failure.CONFLICT,
                                Failure.INVALID,
                                Failure.LIMIT_EXCEEDED,
                                Failure.THROTTLED,
                                Failure.TIMED_OUT,
                                Failure.UNAUTHORIZED,
                                Failure.UNAVAILABLE,
                                Failure.UNEXPECTED)
                        .stream()
                        .map(Failure::kind)
                        .toList());
    }

    @Test
    void carriesWhatAModelSays() {
        IllegalStateException cause = new IllegalStateException();
        Duration wait = Duration.ofSeconds(2);
        AiFailureException busy = new AiFailureException(429, 3040, "busy", wait, cause);
        AiFailureException plain = new AiFailureException(500, null, "failed", null);

        assertEquals(429, busy.httpStatus());
        assertEquals(3040, busy.code());
        assertEquals(wait, busy.retryAfter());
        assertEquals(cause, busy.getCause());
        assertNull(plain.code());
        assertNull(plain.retryAfter());
        assertThrows(
                IllegalArgumentException.class,
                () -> new AiFailureException(429, 3040, "busy", Duration.ofNanos(-1), null));
        assertEquals(Duration.ZERO, new AiFailureException(429, 3040, "busy", Duration.ZERO, null).retryAfter());
        assertEquals(5007, AiFailureException.noSuchModel("x").code());
        assertEquals(
                "No such model x or task", AiFailureException.noSuchModel("x").getMessage());
        assertEquals(5006, AiFailureException.invalidInput("no text").code());
        assertEquals(400, AiFailureException.invalidInput("no text").httpStatus());
    }

    @Test
    void changesOnePartOfTheSettings() {
        Settings settings = new Settings("x", Map.of("a", "1"), Path.of("base"), Set.of("a"), Set.of("b"));

        assertEquals("1", settings.get("a"));
        assertNull(settings.get("b"));
        assertEquals(
                new Settings("x", Map.of("c", "2"), Path.of("base"), Set.of("a"), Set.of("b")),
                settings.withValues(Map.of("c", "2")));
        assertEquals(
                new Settings("x", Map.of("a", "1"), Path.of("other"), Set.of("a"), Set.of("b")),
                settings.withFolder(Path.of("other")));
        assertEquals(
                new Settings("x", Map.of("a", "1"), Path.of("base"), Set.of(), Set.of("b")),
                settings.withConfidential(Set.of()));
        assertEquals(
                new Settings("x", Map.of("a", "1"), Path.of("base"), Set.of("a"), Set.of()),
                settings.withOtherNames(Set.of()));
        assertEquals("x:… [a]", settings.toString());
        assertThrows(
                UnsupportedOperationException.class, () -> settings.values().clear());
    }

    @Test
    void saysHowABackendIsOpened() {
        BackendConfig config = BackendConfig.of("x", "there", Map.of("a", "1"));
        InstantSource clock = InstantSource.fixed(Instant.EPOCH);

        assertEquals("x", config.scheme());
        assertEquals("1", config.setting("a"));
        assertNull(config.setting("b"));
        assertFalse(config.applicationClock());
        assertTrue(config.withClock(clock).applicationClock());
        assertEquals(clock, config.withClock(clock).clock());
        assertEquals("there", config.withClock(clock).address());
        assertEquals(Path.of("a.db"), config.path("a.db"));
        assertEquals("x:… [a]", config.toString());
    }

    @Test
    void namesTheStoreOfABinding() {
        assertEquals("jobs", new BindingTarget("JOBS", "jobs").store());
        assertEquals("JOBS", new BindingTarget("JOBS", null).store());
        assertEquals("", new BindingTarget("JOBS", null).settings().scheme());
    }

    @Test
    void keepsAllProblemsOfSettings() {
        InvalidSettingException refused = new InvalidSettingException(List.of("one", "two"));

        assertEquals("one; two", refused.getMessage());
        assertEquals(List.of("one", "two"), refused.problems());
    }

    @Test
    void refusesWhatABackendDoesNotServe() {
        Backend none = () -> {};
        BindingTarget target = new BindingTarget("B", null);

        for (Service service : Service.values()) {
            assertEquals(
                    "this backend does not serve " + service.label(),
                    assertThrows(UnsupportedOperationException.class, () -> open(none, service, target))
                            .getMessage());
            assertNull(none.stores(service, target.settings()));
        }
    }

    private static Driver open(Backend backend, Service service, BindingTarget target) {
        return switch (service) {
            case AI -> backend.ai(target);
            case D1 -> backend.d1(target);
            case KV -> backend.kv(target);
            case QUEUES -> backend.queue(target);
            case R2 -> backend.r2(target);
            case VECTORIZE -> backend.vectorize(target);
        };
    }

    @Test
    void hasDefaultsOfDriversAndProviders() {
        Driver driver = Capabilities::of;
        BackendProvider provider = new BackendProvider() {
            @Override
            public Set<String> schemes(Service service) {
                return Set.of();
            }

            @Override
            public Backend open(BackendConfig config) {
                return () -> {};
            }
        };

        assertEquals(Failure.UNEXPECTED, driver.classify(new IllegalStateException()));
        assertNull(driver.unwrap(Object.class));
        assertEquals(Set.of(), provider.connectionSettings("x"));
        assertEquals(Set.of(), provider.storeSettings("x"));
        assertEquals(Set.of(), provider.secretSettings());
    }
}
