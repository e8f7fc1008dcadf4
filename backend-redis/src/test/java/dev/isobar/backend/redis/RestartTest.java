package dev.isobar.backend.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.IsobarException;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.queue.QueueConsumerSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server that writes every change to its disk is killed during traffic, three times, and loses nothing. */
@Tag("endurance")
class RestartTest {
    private static final int KILLS = 3;
    private static final int WRITERS = 4;

    private final RedisProcess server = RedisProcess.start("--appendonly", "yes", "--appendfsync", "always");
    private final Map<String, String> written = new ConcurrentHashMap<>();
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> handled = new ConcurrentHashMap<>();
    private final AtomicBoolean attemptsRight = new AtomicBoolean(true);
    private final AtomicBoolean done = new AtomicBoolean();

    @AfterEach
    void close() {
        server.close();
    }

    private void write(Env env, int writer) {
        KVNamespace kv = env.kv("CACHE");
        for (int turn = 0; !done.get(); turn++) {
            String key = "w" + writer + "-" + turn % 200;
            try {
                kv.put(key, Integer.toString(turn));
                written.put(key, Integer.toString(turn));
                env.queue("JOBS").send(writer + "-" + turn);
                sent.add(writer + "-" + turn);
            } catch (IsobarException away) {
                // Not acknowledged: it may be there or not. The key's later values may be overtaken by nobody else.
                written.remove(key);
            }
        }
    }

    private static void awaitMore(Set<String> sent) {
        int before = sent.size();
        Await.until(() -> "no traffic", () -> sent.size() > before + 50);
    }

    @Test
    void losesNoAcknowledgedWriteAndNoMessage() throws InterruptedException {
        QueueConsumerSettings settings = QueueConsumerSettings.builder()
                .maxBatchTimeout(Duration.ZERO)
                .maxRetries(100)
                .visibilityTimeout(Duration.ofSeconds(2))
                .build();
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try (Env env = Env.builder()
                .bind(Service.KV, "CACHE", server.url() + "?timeout=10s")
                .bind(Service.QUEUES, "JOBS", "jobs", server.url() + "?timeout=10s")
                .consumer("jobs", settings)
                .open()) {
            env.consume("jobs", String.class, batch -> batch.messages().forEach(message -> {
                int before = handled.merge(String.valueOf(message.body()), 1, Integer::sum) - 1;
                if (message.attempts() < before) {
                    attemptsRight.set(false);
                }
            }));
            CountDownLatch ended = new CountDownLatch(WRITERS);
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                writers.execute(() -> {
                    write(env, number);
                    ended.countDown();
                });
            }
            for (int kill = 0; kill < KILLS; kill++) {
                awaitMore(sent);
                server.kill();
                server.start();
                awaitMore(sent);
            }
            done.set(true);
            assertTrue(ended.await(30, TimeUnit.SECONDS));

            written.forEach((key, value) -> assertEquals(value, env.kv("CACHE").get(key), key));
            Await.until(() -> "messages are missing", () -> handled.keySet().containsAll(sent));
            assertTrue(attemptsRight.get());
            Await.until(
                    () -> "messages are left", () -> env.queue("JOBS").metrics().backlogCount() == 0);
        } finally {
            writers.shutdownNow();
        }
    }
}
