package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.EnvBuilder;
import dev.isobar.error.Service;
import dev.isobar.error.UnavailableException;
import dev.isobar.intercept.Faults;
import dev.isobar.intercept.Retry;
import dev.isobar.queue.MessageBatch;
import dev.isobar.queue.QueueConsumer;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.QueueFailure;
import dev.isobar.queue.QueueHandler;
import dev.isobar.queue.SteppedQueueConsumer;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.QueueDriver;
import dev.isobar.tck.TestClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How consumers and producers work over a driver that can neither fill nor extend nor release nor repeat. */
@Timeout(60)
class LesserQueueConsumerTest {
    private static final Duration FILL = Duration.ofSeconds(10);

    private final TestClock clock = new TestClock();
    private final Backend memory = Drivers.memory(clock);
    private final QueueDriver good = memory.queue(new BindingTarget("jobs", null));
    private final List<String> seen = new ArrayList<>();

    private EnvBuilder jobs(QueueConsumerSettings settings) {
        return Env.builder()
                .clock(clock)
                .bind(Service.QUEUES, "jobs", new BareQueue(good))
                .consumer("jobs", settings);
    }

    private static QueueConsumerSettings filling() {
        return QueueConsumerSettings.DEFAULT.withMaxBatchSize(3).withMaxBatchTimeout(FILL);
    }

    private SteppedQueueConsumer consume(Env env) {
        return env.consumeStepped("jobs", String.class, batch -> batch.messages()
                .forEach(message -> seen.add(message.body() + " " + message.attempts())));
    }

    @Test
    void deliversAFullBatchBeforeItsTimeout() {
        try (Env env = jobs(filling()).open();
                SteppedQueueConsumer consumer = consume(env)) {
            env.queue("jobs").send("a");
            assertEquals(0, consumer.runDue());
            env.queue("jobs").send("b");
            assertEquals(0, consumer.runDue());

            env.queue("jobs").send("c");

            assertEquals(1, consumer.runDue());
            assertEquals(List.of("a 1", "b 1", "c 1"), seen);
        }
    }

    @Test
    void keepsTheLeaseOfAMessageThatIsHeldForLongerThanTheVisibilityTimeout() {
        try (Env env = jobs(filling().withVisibilityTimeout(Duration.ofSeconds(2)))
                        .open();
                SteppedQueueConsumer consumer = consume(env)) {
            env.queue("jobs").send("a");
            for (int second = 0; second < FILL.toSeconds(); second++) {
                assertEquals(0, consumer.runDue());
                clock.advance(Duration.ofSeconds(1));
            }

            assertEquals(1, consumer.runDue());
            clock.advance(FILL);
            assertEquals(0, consumer.runDue());

            assertEquals(List.of("a 1"), seen);
        }
    }

    @Test
    void givesWhatItHoldsBackWhenItCloses() {
        try (Env env = jobs(filling()).open()) {
            env.queue("jobs").send("a");
            try (SteppedQueueConsumer first = consume(env)) {
                assertEquals(0, first.runDue());
            }

            SteppedQueueConsumer second = consume(env);
            assertEquals(0, second.runDue());
            clock.advance(FILL);
            assertEquals(1, second.runDue());

            assertEquals(List.of("a 2"), seen);
        }
    }

    @Test
    void givesWhatAThreadHoldsBackWhenItCloses() throws Exception {
        LinkedBlockingQueue<String> delivered = new LinkedBlockingQueue<>();
        QueueDriver realTime = Drivers.memory(InstantSource.system()).queue(new BindingTarget("jobs", null));
        CountDownLatch taken = new CountDownLatch(1);
        try (Env env = Env.builder()
                .bind(Service.QUEUES, "jobs", new BareQueue(realTime))
                .consumer("jobs", QueueConsumerSettings.DEFAULT.withMaxBatchTimeout(Duration.ofMinutes(1)))
                .intercept((operation, call) -> {
                    Object answer = call.get();
                    if (operation.name().equals("take") && waiting(realTime) == 0) {
                        taken.countDown();
                    }
                    return answer;
                })
                .open()) {
            env.queue("jobs").send("a");
            QueueConsumer consumer = env.consume("jobs", String.class, batch -> delivered.add("batch"));
            assertTrue(taken.await(20, TimeUnit.SECONDS));

            consumer.close();

            assertEquals(1, realTime.backlog().count());
            assertEquals(0, delivered.size());
        }
    }

    private static long waiting(QueueDriver driver) {
        try {
            return driver.backlog().count();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void neverExtendsALease() throws Exception {
        CountDownLatch longerThanTheLease = new CountDownLatch(1);
        LinkedBlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
        CountDownLatch handled = new CountDownLatch(1);
        QueueConsumerSettings settings = QueueConsumerSettings.DEFAULT
                .withMaxBatchTimeout(Duration.ZERO)
                .withVisibilityTimeout(Duration.ofSeconds(2));
        try (Env env = jobs(settings).open()) {
            env.queue("jobs").send("a");
            env.consume("jobs", String.class, new QueueHandler<>() {
                @Override
                public void handle(MessageBatch<String> batch) throws Exception {
                    if (longerThanTheLease.await(2, TimeUnit.SECONDS)) {
                        throw new IllegalStateException("nobody counts down");
                    }
                    handled.countDown();
                }

                @Override
                public void onFailure(QueueFailure failure) {
                    failures.add(failure.error());
                }
            });
            assertTrue(handled.await(20, TimeUnit.SECONDS));
        }

        assertEquals(List.of(), List.copyOf(failures));
        assertEquals(0, good.backlog().count());
    }

    @Test
    void doesNotRepeatASendWhoseAnswerWasLost() throws Exception {
        Faults faults = new Faults().answerLost(operation -> operation.name().equals("send"));
        try (Env env = jobs(QueueConsumerSettings.DEFAULT)
                .intercept(Retry.DEFAULT)
                .intercept(faults)
                .open()) {
            assertThrows(UnavailableException.class, () -> env.queue("jobs").send("a"));

            assertEquals(1, good.backlog().count());
        }
    }
}
