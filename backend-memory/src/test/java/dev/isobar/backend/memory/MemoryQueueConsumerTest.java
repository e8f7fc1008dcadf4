package dev.isobar.backend.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.EnvBuilder;
import dev.isobar.error.Service;
import dev.isobar.queue.MessageBatch;
import dev.isobar.queue.QueueConsumer;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.QueueFailure;
import dev.isobar.queue.QueueHandler;
import dev.isobar.spi.Interceptor;
import dev.isobar.tck.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Consumers on threads of their own, in real time. */
@Timeout(30)
class MemoryQueueConsumerTest {
    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

    private static QueueConsumerSettings prompt() {
        return QueueConsumerSettings.DEFAULT.withMaxBatchTimeout(Duration.ZERO);
    }

    private static EnvBuilder jobs(QueueConsumerSettings settings) {
        return Env.builder().bind(Service.QUEUES, "JOBS", "jobs", "memory:").consumer("jobs", settings);
    }

    private void note(MessageBatch<String> batch) {
        batch.messages().forEach(message -> seen.add(message.body() + " " + message.attempts()));
    }

    private @Nullable Object next() throws InterruptedException {
        return seen.poll(10, TimeUnit.SECONDS);
    }

    @Test
    void deliversWithoutBeingAsked() throws Exception {
        try (Env env = jobs(prompt()).open()) {
            env.consume("jobs", String.class, this::note);

            env.queue("JOBS").send("mail");

            assertEquals("mail 1", next());
        }
    }

    @Test
    void namesItsThreadsAfterTheQueue() throws Exception {
        try (Env env = jobs(prompt()).open()) {
            env.consume(
                    "jobs",
                    String.class,
                    batch -> seen.add(Thread.currentThread().getName()));

            env.queue("JOBS").send("mail");

            assertEquals("isobar-queue-jobs-1", next());
        }
    }

    @Test
    void runsAsManyHandlersAtOnceAsAllowed() throws Exception {
        CyclicBarrier together = new CyclicBarrier(3, () -> seen.add("three"));
        try (Env env = jobs(prompt().withMaxBatchSize(1).withMaxConcurrency(3)).open()) {
            env.consume("jobs", String.class, batch -> together.await(10, TimeUnit.SECONDS));

            env.queue("JOBS").send("a");
            env.queue("JOBS").send("b");
            env.queue("JOBS").send("c");

            assertEquals("three", next());
        }
    }

    @Test
    void runsOneHandlerAtATimeIfToldSo() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        try (Env env = jobs(prompt().withMaxBatchSize(1).withMaxConcurrency(1)).open()) {
            env.consume("jobs", String.class, batch -> {
                note(batch);
                held.await(10, TimeUnit.SECONDS);
            });
            env.queue("JOBS").send("a");
            env.queue("JOBS").send("b");
            assertEquals("a 1", next());

            assertEquals(1, env.queue("JOBS").metrics().backlogCount());
            held.countDown();

            assertEquals("b 1", next());
        }
    }

    @Test
    void goesOnAfterAFailureAndTellsTheHandler() throws Exception {
        try (Env env = jobs(prompt()).open()) {
            env.consume("jobs", String.class, new QueueHandler<>() {
                @Override
                public void handle(MessageBatch<String> batch) {
                    note(batch);
                    if (batch.messages().get(0).attempts() == 1) {
                        throw new IllegalStateException("no connection");
                    }
                }

                @Override
                public void onFailure(QueueFailure failure) {
                    seen.add(String.valueOf(failure.error().getMessage()));
                }
            });

            env.queue("JOBS").send("mail");

            assertEquals("mail 1", next());
            assertEquals("no connection", next());
            assertEquals("mail 2", next());
        }
    }

    @Test
    void waitsForRunningHandlersWhenItCloses() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (Env env = jobs(prompt()).open()) {
            QueueConsumer consumer = env.consume("jobs", String.class, batch -> {
                started.countDown();
                release.await(10, TimeUnit.SECONDS);
                note(batch);
            });
            env.queue("JOBS").send("mail");
            assertTrue(started.await(10, TimeUnit.SECONDS));

            assertFalse(consumer.close(Duration.ZERO));
            release.countDown();

            assertTrue(consumer.close(Duration.ofSeconds(10)));
            assertEquals("mail 1", next());
        }
    }

    @Test
    void stopsReceivingAfterClose() throws Exception {
        try (Env env = jobs(prompt()).open()) {
            QueueConsumer closed = env.consume("jobs", String.class, batch -> seen.add("received after close"));
            assertTrue(closed.close(Duration.ofSeconds(10)));

            env.queue("JOBS").send("mail");

            for (Thread thread : consumerThreads()) {
                thread.join(10_000);
                assertFalse(thread.isAlive(), thread::getName);
            }
            env.consume("jobs", String.class, this::note);
            assertEquals("mail 1", next());
            assertNull(seen.poll());
        }
    }

    private static List<Thread> consumerThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("isobar-queue-jobs")
                        || thread.getName().startsWith("isobar-lease-jobs"))
                .toList();
    }

    @Test
    void makesRoomForAnotherWhenItCloses() throws Exception {
        try (Env env = jobs(prompt()).open()) {
            env.consume("jobs", String.class, batch -> {}).close();

            env.consume("jobs", String.class, this::note);
            env.queue("JOBS").send("mail");

            assertEquals("mail 1", next());
        }
    }

    @Test
    void endsWithItsEnvironment() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        try (Env env = jobs(prompt()).open()) {
            env.consume("jobs", String.class, batch -> {
                started.countDown();
                note(batch);
            });
            env.queue("JOBS").send("mail");
            assertTrue(started.await(10, TimeUnit.SECONDS));
        }

        assertEquals("mail 1", seen.poll());
    }

    @Test
    void keepsTheLeaseOfAHandlerThatTakesLonger() throws Exception {
        TestClock clock = new TestClock();
        Semaphore renewals = new Semaphore(0);
        CountDownLatch release = new CountDownLatch(1);
        try (Env env = jobs(prompt().withVisibilityTimeout(Duration.ofSeconds(2)))
                .clock(clock)
                .intercept(counting(renewals))
                .open()) {
            QueueConsumer consumer = env.consume("jobs", String.class, batch -> {
                note(batch);
                release.await(20, TimeUnit.SECONDS);
            });
            env.queue("JOBS").send("long");
            assertEquals("long 1", next());

            for (int times = 0; times < 3; times++) {
                clock.advance(Duration.ofMillis(1500));
                renewals.drainPermits();
                // The second one from now on began after now.
                assertTrue(renewals.tryAcquire(2, 20, TimeUnit.SECONDS));
                assertEquals(List.of(), env.puller("jobs").pull(1, Duration.ofMinutes(1)));
            }
            release.countDown();
            assertTrue(consumer.close(Duration.ofSeconds(10)));

            clock.advance(Duration.ofSeconds(3));
            assertEquals(0, env.queue("JOBS").metrics().backlogCount());
            assertNull(seen.poll());
        }
    }

    /** Counts the renewals: each settles the lease of the running handler. */
    private static Interceptor counting(Semaphore renewals) {
        return (operation, call) -> {
            Object result = call.get();
            if (operation.name().equals("settle")) {
                renewals.release();
            }
            return result;
        };
    }
}
