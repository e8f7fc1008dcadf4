package dev.isobar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.ConfigurationException;
import dev.isobar.error.EnvClosedException;
import dev.isobar.error.Service;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bindings by name, and what an environment says of itself. */
@Timeout(60)
class EnvTest {
    private static EnvBuilder every() {
        EnvBuilder builder = Env.builder();
        for (Service service : Service.values()) {
            builder.bind(service, service.name(), FakeDrivers.of(service));
        }
        return builder;
    }

    private static List<String> problems(Runnable call) {
        return assertThrows(ConfigurationException.class, call::run).problems();
    }

    @Test
    void returnsEachBindingByItsName() {
        try (Env env = every().open()) {
            assertNotNull(env.kv("KV"));
            assertSame(env.kv("KV"), env.kv("KV"));
            assertSame(env.find("AI").portable(), env.ai("AI"));
            assertSame(env.find("D1").portable(), env.d1("D1"));
            assertSame(env.find("QUEUES").portable(), env.queue("QUEUES"));
            assertSame(env.find("R2").portable(), env.r2("R2"));
            assertSame(env.find("VECTORIZE").portable(), env.vectorize("VECTORIZE"));
        }
    }

    @Test
    void saysWhatIsDeclaredIfAnotherNameIsAskedFor() {
        try (Env env = every().open()) {
            String names = "AI, D1, KV, QUEUES, R2, VECTORIZE";
            String declared = "; declared are [" + names + "]";
            assertEquals(List.of("no binding 'CACHE'; declared are " + names), problems(() -> env.kv("CACHE")));
            assertEquals(
                    List.of("no binding 'CACHE'; declared are " + names), problems(() -> env.capabilities("CACHE")));
            assertEquals(List.of("binding 'KV' is not a D1Database" + declared), problems(() -> env.d1("KV")));
            assertEquals(List.of("binding 'D1' is not a KVNamespace" + declared), problems(() -> env.kv("D1")));
            assertEquals(List.of("binding 'KV' is not a D1Database" + declared), problems(() -> env.migrations("KV")));
        }
    }

    @Test
    void listsBindingsInTheOrderOfTheirDeclaration() {
        try (Env env = Env.builder()
                .bind(Service.QUEUES, "JOBS", FakeDrivers.of(Service.QUEUES, Capability.QUEUE_PULL))
                .bind(Service.KV, "CACHE", "pages", "fake:kv?pin=1")
                .consumer("JOBS", QueueConsumerSettings.DEFAULT)
                .open()) {
            assertEquals(
                    List.of("JOBS", "CACHE"),
                    env.bindings().stream().map(EnvBinding::name).toList());
            assertEquals("""
                    Env with 2 bindings
                      JOBS: queues 'JOBS' on a driver
                      CACHE: kv 'pages' on fake:
                      consumer of 'JOBS' on a driver""", env.toString());
            assertTrue(env.capabilities("JOBS").has(Capability.QUEUE_PULL));
            assertFalse(env.capabilities("CACHE").has(Capability.STORES));
        }
    }

    @Test
    void handsOutTheClientBelow() {
        try (Env env = every().open()) {
            assertEquals("client", env.unwrap("KV", String.class));

            IllegalArgumentException refusal =
                    assertThrows(IllegalArgumentException.class, () -> env.unwrap("KV", Integer.class));
            assertEquals("the backend of binding 'KV' has no java.lang.Integer", refusal.getMessage());
        }
    }

    @Test
    void refusesToWaitForTheEndInWorkThatTheEndWaitsFor() throws InterruptedException {
        List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch tried = new CountDownLatch(1);
        try (Env env = every().open()) {
            env.waitUntil(() -> {
                try {
                    env.awaitShutdown(Duration.ZERO);
                } catch (Exception refused) {
                    thrown.add(refused);
                } finally {
                    tried.countDown();
                }
            });
            tried.await();
        }

        assertEquals(
                "[java.lang.IllegalStateException: a handler cannot wait until its own environment has ended]",
                thrown.toString());
    }

    @Test
    void returnsFromWaitingForTheEndWhenItHasComeBefore() throws InterruptedException {
        Env env = every().open();
        env.close();

        assertTrue(env.awaitShutdown(Duration.ZERO));
    }

    @Test
    void awaitsBackgroundWorkAndBeginsNoneAfterTheEnd() {
        List<String> done = Collections.synchronizedList(new ArrayList<>());
        Env env = every().open();
        env.waitUntil(() -> done.add("done"));

        env.close();

        assertEquals(List.of("done"), done);
        assertThrows(EnvClosedException.class, () -> env.waitUntil(() -> done.add("late")));
        assertThrows(EnvClosedException.class, () -> env.kv("KV").get("key"));
    }

    @Test
    void saysThatItWasClosedBeforeAllWorkHadEnded() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        Env env = every().closeWithin(Duration.ZERO).open();
        env.waitUntil(() -> {
            try {
                go.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        env.close();

        assertFalse(env.awaitShutdown(Duration.ofDays(1)));

        go.countDown();
    }

    @Test
    void hasMigrationsForEachDatabase() {
        try (Env env = every().open()) {
            assertNotNull(env.migrations("D1"));
        }
    }
}
