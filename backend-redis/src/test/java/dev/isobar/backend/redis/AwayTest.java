package dev.isobar.backend.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.IsobarException;
import dev.isobar.error.Service;
import dev.isobar.error.TimedOutException;
import dev.isobar.error.UnavailableException;
import dev.isobar.spi.Failure;
import dev.isobar.spi.KvDriver;
import dev.isobar.spi.KvDriver.KvWanted;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that is slow, answers nothing, or cannot be reached. */
class AwayTest {
    private static final Duration SHORT = Duration.ofSeconds(3);

    private final RedisProcess server = RedisProcess.start("--appendonly", "no");
    private final Relay relay = Relay.to(server.port);
    private final Set<String> threadsBefore = ClosingTest.threads();

    @AfterEach
    void close() throws IOException {
        relay.close();
        server.close();
    }

    private Env open(String settings) {
        return Env.builder()
                .bind(Service.KV, "CACHE", relay.url() + settings)
                .bind(Service.QUEUES, "JOBS", "jobs", relay.url() + settings)
                .open();
    }

    @Test
    void waitsForASlowServer() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Env env = open("")) {
            env.kv("CACHE").put("a", "1");
            relay.stall(true);
            Future<String> reading = thread.submit(() -> env.kv("CACHE").get("a"));
            Await.until(() -> "nothing is asked", () -> relay.waiting() > 0);
            relay.stall(false);

            assertEquals("1", reading.get(Await.BOUND.toSeconds(), TimeUnit.SECONDS));
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void endsACallInTimeWhenNothingComesThrough() {
        Env env = open("?timeout=500ms");
        relay.stall(true);

        assertTimeout(SHORT, () -> {
            assertThrows(TimedOutException.class, () -> env.kv("CACHE").get("a"));
            assertThrows(TimedOutException.class, () -> env.queue("JOBS").send("job"));
        });

        assertTimeout(ClosingTest.LONGEST_CLOSING, env::close);
        ClosingTest.awaitThreads(threadsBefore);
    }

    @Test
    void worksOnWhenSomethingComesThroughAgain() {
        try (Env env = open("?timeout=500ms")) {
            relay.stall(true);
            assertThrows(TimedOutException.class, () -> env.kv("CACHE").put("a", "1"));
            relay.stall(false);

            env.kv("CACHE").put("b", "1");

            assertEquals("1", env.kv("CACHE").get("b"));
        }
    }

    @Test
    void opensInTimeOrNotAtAll() throws IOException {
        relay.stall(true);
        assertTimeout(
                SHORT,
                () -> assertThrows(ConfigurationException.class, () -> open("?connectTimeout=300ms&timeout=300ms")));

        relay.stall(false);
        relay.away(true);
        assertTimeout(SHORT, () -> assertThrows(ConfigurationException.class, () -> open("")));
        ClosingTest.awaitThreads(threadsBefore);
    }

    @Test
    void saysThatTheServerIsAwayAndFindsItWhenItIsBack() throws IOException {
        try (Env env = open("?timeout=1500ms")) {
            env.kv("CACHE").put("a", "1");
            relay.away(true);

            for (int i = 0; i < 4; i++) {
                IsobarException away = assertThrows(
                        IsobarException.class, () -> env.kv("CACHE").get("a"));
                assertInstanceOf(UnavailableException.class, away);
                assertTrue(away.retryable());
            }
            relay.away(false);

            assertEquals("1", env.kv("CACHE").get("a"));
        }
    }

    @Test
    void refusesAtOnceWhatMayNotWait() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try (OpenStores stores = OpenStores.at(relay.url(), Map.of("timeout", "2s", "queued", "10"))) {
            KvDriver kv = stores.kv("CACHE");
            relay.stall(true);
            Set<Failure> failures = ConcurrentHashMap.newKeySet();
            AtomicInteger atOnce = new AtomicInteger();
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                running.add(threads.submit(() -> {
                    Instant before = Instant.now();
                    failures.add(kv.classify(assertThrows(RuntimeException.class, () -> kv.get("a", KvWanted.VALUE))));
                    if (Duration.between(before, Instant.now()).toMillis() < 1000) {
                        atOnce.incrementAndGet();
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get(Await.BOUND.toSeconds(), TimeUnit.SECONDS);
            }

            assertEquals(10, atOnce.get());
            assertEquals(Set.of(Failure.TIMED_OUT, Failure.UNAVAILABLE), failures);
            relay.stall(false);
        } finally {
            threads.shutdownNow();
        }
    }
}
