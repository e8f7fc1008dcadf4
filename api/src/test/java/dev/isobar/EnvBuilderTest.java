package dev.isobar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.ConfigurationException;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.Service;
import dev.isobar.intercept.Faults;
import dev.isobar.kv.KvPutOptions;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.QueueDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What code declares, beside files or without them. */
class EnvBuilderTest {
    private static final KvPutOptions SHORT_LIVED = KvPutOptions.NONE.withExpirationTtl(Duration.ofSeconds(1));

    @TempDir
    Path folder;

    private EnvBuilder files(String text) throws IOException {
        Files.writeString(folder.resolve("isobar.toml"), text);
        return Env.from(folder).variables(Map.of()).properties(Map.of());
    }

    private static String refusal(Runnable call) {
        return String.valueOf(
                assertThrows(IllegalStateException.class, call::run).getMessage());
    }

    @Test
    void choosesNothingOfFilesThatItDoesNotRead() {
        EnvBuilder builder = Env.builder();
        List<Runnable> choices = List.of(
                () -> builder.backend("CACHE", "fake:kv"),
                () -> builder.profile("test"),
                () -> builder.environment("test"),
                () -> builder.variables(Map.of()),
                () -> builder.properties(Map.of()));

        for (Runnable choice : choices) {
            assertEquals("this builder reads no files; start with Env.from(folder)", refusal(choice));
        }
    }

    @Test
    void refusesADriverOfAnotherService() {
        EnvBuilder builder = Env.builder();

        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> builder.bind(Service.KV, "CACHE", new IdleQueue()));

        assertEquals("binding CACHE: kv needs a KvDriver, not a dev.isobar.IdleQueue", refusal.getMessage());
    }

    @Test
    void refusesNegativeTimesToClose() {
        EnvBuilder builder = Env.builder().closeWithin(Duration.ZERO);

        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> builder.closeWithin(Duration.ofNanos(-1)));

        assertEquals("closeWithin: PT-0.000000001S is negative; zero or more is allowed", refusal.getMessage());
    }

    @Test
    void opensWhatTheFileDeclares() throws IOException {
        EnvBuilder builder = files("""
                limits = "relaxed"
                [bindings]
                CACHE = "kv"
                [backends]
                CACHE = "fake:kv"
                """);

        try (Env env = builder.open()) {
            assertEquals("CACHE: kv 'CACHE' on fake:", env.bindings().get(0).toString());
            env.kv("CACHE").put("key", "value", SHORT_LIVED);
        }
        EnvBuilder strict = builder.limits(Limits.CLOUDFLARE);
        try (Env env = strict.open()) {
            assertThrows(InvalidRequestException.class, () -> env.kv("CACHE").put("key", "value", SHORT_LIVED));
        }
    }

    @Test
    void codeIsStrongerThanTheFile() throws IOException {
        FakeBackendProvider.OPENED.clear();
        EnvBuilder builder = files("""
                [bindings]
                CACHE = "kv"
                OTHER = "kv"
                [backends]
                CACHE = "fake:file"
                OTHER = "fake:file"
                [profiles.test.backends]
                OTHER = "fake:kv?prefix=profile"
                """).backend("CACHE", "fake:kv").profile("test");

        builder.open().close();

        assertEquals(List.of("fake kv"), FakeBackendProvider.OPENED);
    }

    @Test
    void choosesAnEnvironmentOfWranglersFile() throws IOException {
        Files.writeString(folder.resolve("wrangler.toml"), """
                name = "shop"
                kv_namespaces = [{ binding = "CACHE", id = "top" }]
                [env.test]
                kv_namespaces = [{ binding = "CACHE", id = "of test" }]
                """);

        try (Env env = files("").environment("test").backend("CACHE", "fake:kv").open()) {
            assertEquals("of test", env.bindings().get(0).store());
        }
    }

    @Test
    void readsTheVariablesThatItIsGiven() throws IOException {
        try (Env env = files("""
                [bindings]
                CACHE = "kv"
                [backends]
                CACHE = "fake:${env:WHERE}"
                """).variables(Map.of("WHERE", "kv")).open()) {
            assertEquals("fake", env.bindings().get(0).scheme());
        }
    }

    @Test
    void readsThePropertiesThatItIsGiven() throws IOException {
        try (Env env = files("""
                [bindings]
                CACHE = "kv"
                [backends]
                CACHE = "fake:file"
                [profiles.test.backends]
                CACHE = "fake:kv"
                """).properties(Map.of("isobar.profile", "test")).open()) {
            assertEquals(1, env.bindings().size());
        }
    }

    @Test
    void namesABindingThatIsDeclaredTwice() {
        EnvBuilder builder = Env.builder()
                .bind(Service.KV, "CACHE", FakeDrivers.of(Service.KV))
                .bind(Service.KV, "CACHE", "fake:kv");

        assertEquals(
                List.of("binding CACHE: the name is declared twice; rename one of the bindings"),
                assertThrows(ConfigurationException.class, builder::open).problems());
    }

    @Test
    void opensAQueueForItsConsumerAlone() {
        EnvBuilder builder = Env.builder().consumer("jobs", QueueConsumerSettings.DEFAULT, "fake:kv");

        assertEquals(
                "consumer of queue jobs: fake: does not serve queues but kv; on the path for queues are none",
                assertThrows(ConfigurationException.class, builder::open)
                        .problems()
                        .get(0));
    }

    @Test
    void appliesSettingsDelayClockAndInterceptors() {
        List<QueueDriver.Sending> sent = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        QueueDriver driver = new QueueDriver() {
            @Override
            public Capabilities capabilities() {
                return Capabilities.of(Capability.QUEUE_FILL);
            }

            @Override
            public @Nullable Backlog send(List<Sending> messages) {
                sent.addAll(messages);
                return null;
            }

            @Override
            public Taken take(int most, Duration fill, Duration visibility) {
                seen.add("took " + most);
                return new Taken(List.of(), null, false);
            }

            @Override
            public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) {
                return List.of();
            }
        };
        try (Env env = Env.builder()
                .bind(Service.QUEUES, "JOBS", driver)
                .deliveryDelay("JOBS", Duration.ofSeconds(7))
                .consumer("JOBS", QueueConsumerSettings.DEFAULT.withMaxBatchSize(3))
                .clock(() -> Instant.ofEpochSecond(99))
                .intercept(new Faults())
                .intercept((operation, call) -> {
                    seen.add(operation.name());
                    return call.get();
                })
                .open()) {
            env.queue("JOBS").send("job");
            env.consumeStepped("JOBS", String.class, batch -> {}).runDue();

            assertEquals(Duration.ofSeconds(7), sent.get(0).delay());
            assertEquals(Instant.ofEpochSecond(99), sent.get(0).message().timestamp());
            assertEquals(List.of("send", "take", "took 3"), seen);
            assertEquals(3, env.consumers().get(0).settings().maxBatchSize());
        }
    }

    @Test
    void readsTheFilesOfAFolder() throws IOException {
        files("""
                [bindings]
                CACHE = "kv"
                [backends]
                CACHE = "fake:kv"
                """);

        try (Env env = Env.load(folder)) {
            assertEquals(1, env.bindings().size());
        }
    }

    @Test
    void hasTheLimitsOfCloudflareIfNothingIsSaid() {
        try (Env env = Env.builder().bind(Service.KV, "CACHE", "fake:kv").open()) {
            assertThrows(InvalidRequestException.class, () -> env.kv("CACHE").put("key", "value", SHORT_LIVED));
        }
    }
}
