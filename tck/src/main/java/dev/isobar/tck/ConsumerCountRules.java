package dev.isobar.tck;

import static dev.isobar.tck.ConsumerSubject.DEAD;
import static dev.isobar.tck.ConsumerSubject.JOBS;
import static dev.isobar.tck.ConsumerSubject.LEASE;
import static dev.isobar.tck.ConsumerSubject.MORE;
import static dev.isobar.tck.ConsumerSubject.prompt;
import static dev.isobar.tck.ConsumerSubject.pull;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.isobar.Env;
import dev.isobar.error.RetriesExhaustedException;
import dev.isobar.queue.MessageBatch;
import dev.isobar.queue.PulledMessage;
import dev.isobar.queue.QueueConsumer;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.QueueFailure;
import dev.isobar.queue.QueueHandler;
import dev.isobar.spi.Capability;
import dev.isobar.tck.Mishaps.Call;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;

/** Rules Q-DLQ-01, Q-DLQ-03, Q-DLQ-07, Q-CONS-09, Q-CONS-11 and Q-LEASE-04: what a consumer counts, and what it leaves alone. */
@Timeout(120)
abstract class ConsumerCountRules {
    private static final int MANY_LETTERS = 1_000;

    private static final Duration LONGEST = Duration.ofSeconds(30);

    @Rule("Q-DLQ-01")
    void failuresAreNoLeasesWithoutADecision(ConsumerSubject subject) {
        Env env = subject.open(prompt().withMaxRetries(7).withDeadLetterQueue(DEAD));
        AtomicInteger handled = new AtomicInteger();
        env.queue(JOBS).send("order");

        env.consumeStepped(JOBS, String.class, batch -> {
                    handled.incrementAndGet();
                    batch.retryAll();
                })
                .runDue();

        assertEquals(8, handled.get());
    }

    @Rule(
            value = "Q-DLQ-03",
            needs = {Capability.QUEUE_PULL})
    void buriesTheRestOfABatchUnchanged(ConsumerSubject subject) {
        Env env = subject.open(prompt().withMaxBatchSize(10).withMaxRetries(0).withDeadLetterQueue(DEAD));
        env.queue(JOBS).sendBatch(QueueScripts.requests("one", "two", "three", "four"));
        Map<String, String> expected = new HashMap<>();
        AtomicBoolean taken = new AtomicBoolean();

        env.consumeStepped(JOBS, String.class, batch -> {
                    batch.messages().forEach(message -> expected.put(message.id(), '"' + message.body() + '"'));
                    if (!taken.getAndSet(true)) {
                        subject.pass(LEASE.plusMillis(1));
                        env.puller(JOBS).pull(1, Duration.ofMinutes(1)).forEach(other -> expected.remove(other.id()));
                    }
                    throw new IllegalStateException("planned");
                })
                .runDue();

        Map<String, String> letters = new HashMap<>();
        pull(env, DEAD).forEach(letter -> letters.put(letter.id(), new String(letter.body(), UTF_8)));
        assertEquals(expected, letters, "letters of a batch of which another consumer has taken one");
    }

    @Rule(
            value = "Q-DLQ-01",
            needs = {Capability.QUEUE_PULL})
    void doesNotHandOverWhatAPullerHasRetriedTooOften(ConsumerSubject subject) {
        Env env = subject.open(prompt().withMaxRetries(1).withDeadLetterQueue(DEAD));
        AtomicInteger handled = new AtomicInteger();
        env.queue(JOBS).send("order");
        for (int i = 0; i < 2; i++) {
            PulledMessage pulled = pull(env, JOBS).get(0);
            env.puller(JOBS).settle(List.of(), Map.of(pulled.leaseId(), Duration.ZERO));
        }

        env.consumeStepped(JOBS, String.class, batch -> handled.incrementAndGet())
                .runDue();

        assertEquals(0, handled.get());
        assertEquals(1, pull(env, DEAD).size());
    }

    @Rule(
            value = "Q-LEASE-03",
            needs = {Capability.QUEUE_EXTEND, Capability.QUEUE_FAILURES})
    void renewalsNeitherAddNorRemoveFailures(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt().withMaxRetries(2));
        RecordingHandler<String> handler = new RecordingHandler<>(batch -> {
            if (batch.messages().get(0).attempts() == 2) {
                int before = subject.mishaps().renewals();
                Await.until(LONGEST, () -> subject.mishaps().renewals() > before);
            }
            batch.retryAll();
        });
        env.consume(JOBS, String.class, handler);
        env.queue(JOBS).send("order");

        QueueFailure told = handler.failure(failure -> failure.error() instanceof RetriesExhaustedException);

        assertEquals(3, told.messages().get(0).attempts());
    }

    @Rule(
            value = "Q-DLQ-07",
            needs = {Capability.QUEUE_PURGE})
    void tellsNothingOfAMessageThatItNoLongerHad(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt().withMaxRetries(0));
        RecordingHandler<String> handler = new RecordingHandler<>(batch -> {
            if ("gone".equals(batch.messages().get(0).body())) {
                env.queueControl(JOBS).purge();
            }
            batch.retryAll();
        });
        env.consume(JOBS, String.class, handler);
        env.queue(JOBS).send("gone");
        handler.next();
        Await.until(LONGEST, () -> subject.mishaps().settled() == 1);
        env.queue(JOBS).send("deleted");
        String deleted = handler.next().id();

        QueueFailure told = handler.failure(failure -> true);

        assertInstanceOf(RetriesExhaustedException.class, told.error());
        assertEquals(deleted, told.messages().get(0).id());
    }

    @Rule(
            value = "Q-CONS-11",
            needs = {Capability.QUEUE_PULL})
    void anExplicitRetryHoldsWithoutMemory(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt().withMaxRetries(0).withDeadLetterQueue(DEAD));
        RecordingHandler<String> handler = new RecordingHandler<>(batch -> {
            batch.messages().get(0).retry();
            throw new OutOfMemoryError("planned");
        });
        QueueConsumer consumer = env.consume(JOBS, String.class, handler);
        env.queue(JOBS).send("order");
        handler.next();

        assertTrue(consumer.close(LONGEST));

        assertEquals(1, pull(env, DEAD).size());
    }

    @Rule("Q-CONS-09")
    void pausesWhileTheBackendFails(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt());
        RecordingHandler<String> handler = new RecordingHandler<>();
        subject.mishaps().before(Call.TAKE, Integer.MAX_VALUE, () -> new IllegalStateException("planned"));
        env.consume(JOBS, String.class, handler);
        Await.until(LONGEST, () -> subject.mishaps().thrown() > 0);
        long before = System.nanoTime();
        int thrown = subject.mishaps().thrown();

        Await.until(LONGEST, () -> System.nanoTime() - before > TimeUnit.SECONDS.toNanos(1));

        // A machine that is busy makes fewer tries of it, never more.
        int tries = subject.mishaps().thrown() - thrown;
        long tenths = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before) / 100;
        assertTrue(tries <= 5 * tenths, () -> tries + " tries in " + tenths + " tenths of a second");
    }

    @Rule(
            value = "Q-LEASE-04",
            needs = {Capability.QUEUE_EXTEND})
    void renewsNothingThatIsSettledOrCouldNotBe(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt());
        RecordingHandler<String> handler = new RecordingHandler<>();
        subject.mishaps().before(Call.SETTLE, 1, () -> new IllegalStateException("planned"));
        env.consume(JOBS, String.class, handler);
        env.queue(JOBS).send("order");
        QueueFailure told = handler.failure(failure -> failure.error() instanceof IllegalStateException);
        assertEquals(1, told.messages().size());
        int before = subject.mishaps().renewals();
        long end = System.nanoTime() + LEASE.toNanos();

        Await.until(LONGEST, () -> System.nanoTime() - end > 0);

        // One may have been on its way.
        assertTrue(subject.mishaps().renewals() <= before + 1);
    }

    @Rule(
            value = "Q-LEASE-04",
            needs = {Capability.QUEUE_EXTEND})
    void keepsALeaseUntilItIsSettled(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt());
        CountDownLatch settling = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        subject.mishaps().before(Call.SETTLE, 1, () -> {
            settling.countDown();
            try {
                assertTrue(release.await(60, TimeUnit.SECONDS));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return new IllegalStateException("planned");
        });
        env.consume(JOBS, String.class, new QueueHandler<String>() {
            @Override
            public void handle(MessageBatch<String> batch) {
                batch.ackAll();
            }
        });
        env.queue(JOBS).send("order");
        assertTrue(settling.await(30, TimeUnit.SECONDS));
        int before = subject.mishaps().renewals();

        Await.until(LONGEST, () -> subject.mishaps().renewals() > before + 1);

        release.countDown();
    }

    /** Two queues that are each other's dead letter queue, each consumed. */
    @Rule("Q-DLQ-06")
    void movesLettersBothWaysAtTheSameTime(ConsumerSubject subject) {
        QueueConsumerSettings once = prompt().withMaxRetries(0);
        Env env = subject.open(
                once.withDeadLetterQueue(MORE), builder -> builder.consumer(MORE, once.withDeadLetterQueue(JOBS)));
        AtomicInteger handled = new AtomicInteger();
        QueueHandler<String> failing = batch -> {
            handled.incrementAndGet();
            batch.retryAll();
        };
        for (int i = 0; i < 4; i++) {
            env.queue(JOBS).send("order " + i);
            env.queue(MORE).send("order " + i);
        }

        env.consume(JOBS, String.class, failing);
        env.consume(MORE, String.class, failing);

        try {
            Await.until(Duration.ofSeconds(60), () -> handled.get() >= MANY_LETTERS);
        } catch (AssertionError late) {
            fail("letters that go both ways have stopped after " + handled + " deliveries", late);
        }
    }
}
