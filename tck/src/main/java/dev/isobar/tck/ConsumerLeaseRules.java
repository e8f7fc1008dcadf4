package dev.isobar.tck;

import static dev.isobar.tck.ConsumerSubject.JOBS;
import static dev.isobar.tck.ConsumerSubject.LEASE;
import static dev.isobar.tck.ConsumerSubject.prompt;
import static dev.isobar.tck.ConsumerSubject.pull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.ConfigurationException;
import dev.isobar.queue.MessageBatch;
import dev.isobar.queue.QueueConsumer;
import dev.isobar.queue.QueueFailure;
import dev.isobar.queue.QueueHandler;
import dev.isobar.spi.Capability;
import dev.isobar.tck.Mishaps.Call;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** Rules Q-LEASE-04 and Q-LEASE-05: a consumer keeps the leases of what it has taken. */
@Timeout(120)
abstract class ConsumerLeaseRules {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** Less than a lease and more than half of one: a lease that was missed once is over. */
    private static final Duration MOST_OF_A_LEASE = LEASE.multipliedBy(3).dividedBy(4);

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void letHandlersEnd() {
        release.countDown();
    }

    private void hold(MessageBatch<String> batch) throws InterruptedException {
        entered.countDown();
        if (!release.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the rule has forgotten its handler");
        }
    }

    private void awaitHandler() throws InterruptedException {
        assertTrue(entered.await(30, TimeUnit.SECONDS), "the message was not delivered");
    }

    /** Lets four leases pass; nobody else may get the message meanwhile. */
    private static void assertKept(ConsumerSubject subject, Env env) {
        for (int i = 0; i < 4; i++) {
            int before = subject.mishaps().renewals();
            Await.until(LONGEST, () -> subject.mishaps().renewals() > before);
            subject.pass(MOST_OF_A_LEASE);
            assertEquals(List.of(), pull(env, JOBS));
        }
    }

    /** Lets the handler end; what it did must count. */
    private void assertAcknowledged(ConsumerSubject subject, Env env, QueueConsumer consumer) {
        release.countDown();
        assertTrue(consumer.close(LONGEST));
        subject.pass(LEASE.multipliedBy(2));
        assertEquals(List.of(), pull(env, JOBS));
    }

    @Rule(
            value = "Q-LEASE-04",
            needs = {Capability.QUEUE_EXTEND, Capability.QUEUE_PULL})
    void keepsALeaseWhileTheHandlerRuns(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt());
        QueueConsumer consumer = env.consume(JOBS, String.class, this::hold);
        env.queue(JOBS).send("order");
        awaitHandler();

        assertKept(subject, env);
        assertAcknowledged(subject, env, consumer);
    }

    @Rule(
            value = "Q-LEASE-04",
            needs = {Capability.QUEUE_EXTEND, Capability.QUEUE_PULL})
    void keepsTheLeasesOfAWholeBatch(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt().withMaxBatchSize(100));
        env.queue(JOBS).sendBatch(QueueScripts.requests((Object[]) "abcdefgh".split("")));
        QueueConsumer consumer = env.consume(JOBS, String.class, this::hold);
        awaitHandler();

        assertKept(subject, env);
        assertAcknowledged(subject, env, consumer);
    }

    @Rule(
            value = "Q-LEASE-04",
            needs = {Capability.QUEUE_EXTEND, Capability.QUEUE_PULL})
    void keepsALeaseWhileTakesFail(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt());
        QueueConsumer consumer = env.consume(JOBS, String.class, new RecordingHandler<>(this::hold));
        env.queue(JOBS).send("order");
        awaitHandler();
        subject.mishaps().before(Call.TAKE, Integer.MAX_VALUE, () -> new NoClassDefFoundError("planned"));

        assertKept(subject, env);
        assertTrue(subject.mishaps().thrown() > 0);
        assertAcknowledged(subject, env, consumer);
    }

    @Rule(
            value = "Q-LEASE-04",
            needs = {Capability.QUEUE_EXTEND, Capability.QUEUE_PULL})
    void keepsALeaseWhileAFailureIsReported(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt().withRetryDelay(Duration.ofHours(1)));
        QueueConsumer consumer = env.consume(JOBS, String.class, new QueueHandler<>() {
            @Override
            public void handle(MessageBatch<String> batch) {
                throw new IllegalStateException("planned");
            }

            @Override
            public void onFailure(QueueFailure failure) {
                try {
                    hold(failure);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }

            private void hold(QueueFailure failure) throws InterruptedException {
                assertEquals(1, failure.messages().size());
                entered.countDown();
                assertTrue(release.await(60, TimeUnit.SECONDS));
            }
        });
        env.queue(JOBS).send("order");
        awaitHandler();

        assertKept(subject, env);
        assertAcknowledged(subject, env, consumer);
    }

    @Rule(
            value = "Q-LEASE-04",
            needs = {Capability.QUEUE_EXTEND, Capability.QUEUE_PULL})
    void keepsALeaseWhileTheConsumerCloses(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt());
        QueueConsumer consumer = env.consume(JOBS, String.class, this::hold);
        env.queue(JOBS).send("order");
        awaitHandler();
        AtomicBoolean ended = new AtomicBoolean();
        Thread closing = new Thread(() -> ended.set(consumer.close(Duration.ofMinutes(1))));
        closing.start();

        assertKept(subject, env);
        assertAcknowledged(subject, env, consumer);
        closing.join();
        assertTrue(ended.get());
    }

    @Rule(
            value = "Q-LEASE-04",
            needs = {Capability.QUEUE_EXTEND, Capability.QUEUE_PULL})
    void keepsALeaseThoughTheConsumerWasGivenUp(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt());
        QueueConsumer consumer = env.consume(JOBS, String.class, this::hold);
        env.queue(JOBS).send("order");
        awaitHandler();
        consumer.close(Duration.ZERO);

        assertKept(subject, env);
        assertAcknowledged(subject, env, consumer);
    }

    @Rule(
            value = "Q-LEASE-04",
            needs = {Capability.QUEUE_EXTEND, Capability.QUEUE_PULL})
    void keepsALeaseThoughARenewalFails(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt());
        RecordingHandler<String> handler = new RecordingHandler<>(this::hold);
        QueueConsumer consumer = env.consume(JOBS, String.class, handler);
        env.queue(JOBS).send("order");
        awaitHandler();
        subject.mishaps().before(Call.RENEW, 1, () -> new NoClassDefFoundError("planned"));

        handler.failure(failure -> failure.error() instanceof NoClassDefFoundError);
        assertKept(subject, env);
        assertAcknowledged(subject, env, consumer);
    }

    @Rule("Q-LEASE-05")
    void refusesALeaseThatCannotBeKept(ConsumerSubject subject) {
        ConfigurationException refused = assertThrows(
                ConfigurationException.class,
                () -> subject.open(prompt().withVisibilityTimeout(Duration.ofMillis(1999))));

        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("visibility_timeout") && message.contains("2 to "), message);
    }
}
