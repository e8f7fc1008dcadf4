package dev.isobar.backend.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.Service;
import dev.isobar.queue.QueueConsumerSettings;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an environment leaves behind: no thread, no connection. */
class ClosingTest {
    static final Duration LONGEST_CLOSING = Duration.ofSeconds(10);

    private final RedisProcess server = RedisProcess.start("--appendonly", "no");
    private final Set<String> threadsBefore = threads();

    @AfterEach
    void close() {
        server.close();
    }

    private Env open() {
        return Env.builder()
                .bind(Service.KV, "CACHE", server.url())
                .bind(Service.QUEUES, "JOBS", "jobs", server.url())
                .consumer("jobs", QueueConsumerSettings.DEFAULT.withMaxBatchTimeout(Duration.ZERO))
                .open();
    }

    /** The client's and the consumers' threads. */
    static Set<String> threads() {
        Set<String> names = new TreeSet<>();
        Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("lettuce") || name.startsWith("isobar"))
                .forEach(names::add);
        return names;
    }

    static void awaitThreads(Set<String> wanted) {
        Await.until(() -> "threads are left: " + threads(), () -> wanted.containsAll(threads()));
    }

    /** Waits until the server has no connection of the backend's. */
    static void awaitNoConnections(RedisProcess server) {
        Await.until(() -> "connections are left", () -> connections(server) == 0);
    }

    private static long connections(RedisProcess server) {
        return server.ask(commands -> commands.clientList())
                .lines()
                .filter(line -> line.contains("name=isobar"))
                .count();
    }

    @Test
    void endsThreadsAndConnections() throws InterruptedException {
        CountDownLatch handled = new CountDownLatch(1);
        try (Env env = open()) {
            env.kv("CACHE").put("a", "1");
            env.consume("jobs", String.class, batch -> handled.countDown());
            env.queue("JOBS").send("job");
            assertTrue(handled.await(20, TimeUnit.SECONDS));
            assertNotEquals(0, connections(server));
        }

        awaitThreads(threadsBefore);
        awaitNoConnections(server);
    }

    @Test
    void leavesOtherEnvironmentsAtWork() {
        Env first = open();
        Env second = open();
        first.kv("CACHE").put("a", "1");

        first.close();

        assertEquals("1", second.kv("CACHE").get("a"));
        second.close();
        awaitThreads(threadsBefore);
        awaitNoConnections(server);
        try (Env third = open()) {
            assertEquals("1", third.kv("CACHE").get("a"));
        }
    }

    @Test
    void closingTwiceLeavesOtherEnvironmentsAtWork() {
        Env first = open();
        Env second = open();
        first.close();

        first.close();

        assertNull(second.kv("CACHE").get("absent"));
        second.close();
        awaitThreads(threadsBefore);
        awaitNoConnections(server);
    }

    @Test
    void leavesNothingWhenOpeningFails() {
        for (int i = 0; i < 3; i++) {
            assertThrows(ConfigurationException.class, () -> Env.builder()
                    .bind(Service.KV, "CACHE", server.url())
                    .bind(Service.KV, "OTHER", "redis://127.0.0.1:1?connectTimeout=1s")
                    .open());
        }

        awaitThreads(threadsBefore);
        awaitNoConnections(server);
    }

    @Test
    void leavesNothingWhenAStoreCannotBeOpened() {
        try (Env env = open()) {
            env.kv("CACHE").put("a", "1");
        }

        for (int i = 0; i < 3; i++) {
            ConfigurationException refused = assertThrows(ConfigurationException.class, () -> Env.builder()
                    .bind(Service.QUEUES, "JOBS", "jobs", server.url())
                    .bind(Service.KV, "CACHE", server.url() + "?partitions=7")
                    .open());
            assertEquals(1, refused.problems().size(), refused::toString);
        }

        awaitThreads(threadsBefore);
        awaitNoConnections(server);
    }

    @Test
    void leavesNothingWhenAServerIsNoCluster() {
        String url = server.url().replaceFirst("^redis:", "redis-cluster:");
        for (int i = 0; i < 3; i++) {
            assertThrows(
                    ConfigurationException.class,
                    () -> Env.builder().bind(Service.KV, "CACHE", url).open());
        }

        awaitThreads(threadsBefore);
        awaitNoConnections(server);
    }

    @Test
    void closesWhileTheServerIsGone() {
        Env env = open();
        env.kv("CACHE").put("a", "1");
        server.kill();

        assertTimeout(LONGEST_CLOSING, env::close);

        awaitThreads(threadsBefore);
    }
}
