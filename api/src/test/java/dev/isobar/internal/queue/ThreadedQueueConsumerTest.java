package dev.isobar.internal.queue;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.internal.Deadline;
import dev.isobar.internal.EnvState;
import dev.isobar.internal.StoreGate;
import dev.isobar.queue.MessageBatch;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.QueueFailure;
import dev.isobar.queue.QueueHandler;
import dev.isobar.queue.QueueLimits;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.QueueDriver;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A consumer on threads of its own: when it takes, who handles, and what it gives back at its end. */
@Timeout(60)
class ThreadedQueueConsumerTest {
    private static final Deadline NOW = Deadline.after(Duration.ZERO);
    private static final Deadline LONG = Deadline.after(Duration.ofSeconds(50));

    private final Feeding driver = new Feeding();
    private final BlockingQueue<QueueFailure> told = new LinkedBlockingQueue<>();
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch end = new CountDownLatch(1);
    private Runnable whileStopping = () -> {};
    private @Nullable ThreadedQueueConsumer<String> consumer;

    /** Answers each take with the next thing that a test has put in; without one it says that there is nothing. */
    private static final class Feeding implements QueueDriver {
        final BlockingQueue<Callable<List<Leased>>> answers = new LinkedBlockingQueue<>();
        final BlockingQueue<String> settled = new LinkedBlockingQueue<>();
        final BlockingQueue<Duration> waits = new LinkedBlockingQueue<>();
        final Semaphore work = new Semaphore(0);
        volatile @Nullable RuntimeException failureOfWaiting;
        volatile @Nullable RuntimeException failureOfSettling;

        void feed(Callable<List<Leased>> answer) {
            answers.add(answer);
            work.release();
        }

        void feed(String lease) {
            feed(() -> List.of(FakeQueueDriver.leased(lease, 1, 0)));
        }

        @Override
        public Capabilities capabilities() {
            return Capabilities.of(Capability.QUEUE_FILL, Capability.QUEUE_RELEASE);
        }

        @Override
        public @Nullable Backlog send(List<Sending> messages) {
            return null;
        }

        @Override
        public Taken take(int most, Duration fill, Duration visibility) throws Exception {
            Callable<List<Leased>> answer = answers.poll();
            return new Taken(answer == null ? List.of() : answer.call(), null, false);
        }

        @Override
        public void awaitWork(Duration atMost) throws InterruptedException {
            waits.add(atMost);
            RuntimeException failure = failureOfWaiting;
            if (failure != null) {
                failureOfWaiting = null;
                throw failure;
            }
            work.acquire();
        }

        @Override
        public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) {
            RuntimeException failure = failureOfSettling;
            if (failure != null) {
                failureOfSettling = null;
                throw failure;
            }
            settlements.forEach(one -> settled.add(one.lease() + " " + one.decision()));
            return List.of();
        }
    }

    private ThreadedQueueConsumer<String> start(int concurrency, QueueHandler<String> handler) {
        QueueHandler<String> noting = new QueueHandler<>() {
            @Override
            public void handle(MessageBatch<String> batch) throws Exception {
                handler.handle(batch);
            }

            @Override
            public void onFailure(QueueFailure failure) {
                told.add(failure);
            }
        };
        QueueReceiver receiver = new QueueReceiver(
                "jobs",
                driver,
                QueueLimits.CLOUDFLARE,
                InstantSource.system(),
                InstantSource.system(),
                List.of(),
                new StoreGate(new EnvState()));
        ThreadedQueueConsumer<String> made = receiver.consumer(
                QueueConsumerSettings.DEFAULT.withMaxConcurrency(concurrency),
                String.class,
                noting,
                new Consumption.Events() {
                    @Override
                    public void stopped() {
                        whileStopping.run();
                        events.add("stopped");
                    }

                    @Override
                    public void ended() {
                        events.add("ended");
                        end.countDown();
                    }
                });
        consumer = made;
        assertTrue(made.start());
        return made;
    }

    @AfterEach
    void stop() {
        if (consumer != null) {
            consumer.stop();
        }
    }

    /** The environment learns of the end after those who wait for it. */
    private void assertEvents(String... expected) throws InterruptedException {
        assertTrue(end.await(30, TimeUnit.SECONDS));
        assertEquals(List.of(expected), events);
    }

    private String settled() throws InterruptedException {
        return requireNonNull(driver.settled.poll(30, TimeUnit.SECONDS), "nothing was settled");
    }

    private QueueFailure told() throws InterruptedException {
        return requireNonNull(told.poll(30, TimeUnit.SECONDS), "nothing was told");
    }

    @Test
    void handlesEachBatchOnANamedThreadOfItsOwn() throws InterruptedException {
        BlockingQueue<String> handled = new LinkedBlockingQueue<>();
        List<ThreadedQueueConsumer<String>> own = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch known = new CountDownLatch(1);
        own.add(start(1, batch -> {
            known.await();
            handled.add(batch.messages().get(0).body() + " on "
                    + Thread.currentThread().getName() + " " + own.get(0).runsHere());
        }));
        known.countDown();
        driver.feed("a");
        assertEquals("a on isobar-queue-jobs-1 true", handled.poll(30, TimeUnit.SECONDS));
        assertEquals("a ACK", settled());
        driver.feed("b");
        assertEquals("b on isobar-queue-jobs-2 true", handled.poll(30, TimeUnit.SECONDS));
        assertEquals("b ACK", settled());

        assertFalse(own.get(0).runsHere());
        assertEquals("jobs", own.get(0).queue());
        assertEquals(List.of(), events);
        assertTrue(own.get(0).close(Duration.ofSeconds(50)));
        assertEvents("stopped", "ended");
    }

    @Test
    void reportsTheEndAfterTheStop() throws InterruptedException {
        whileStopping = () -> {
            try {
                // Long enough for the dispatcher to leave.
                assertFalse(end.await(100, TimeUnit.MILLISECONDS));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        };

        start(1, batch -> {}).stop();

        assertEvents("stopped", "ended");
    }

    @Test
    void takesNothingWhileAllItsHandlersRun() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch handling = new CountDownLatch(2);
        for (String lease : List.of("a", "b", "c")) {
            driver.feed(lease);
        }
        ThreadedQueueConsumer<String> two = start(2, batch -> {
            handling.countDown();
            go.await();
        });
        handling.await();
        assertFalse(two.awaitEnd(NOW));
        assertEquals(1, driver.answers.size(), "the third is not taken");

        go.countDown();

        assertEquals(
                List.of("a ACK", "b ACK", "c ACK"),
                List.of(settled(), settled(), settled()).stream().sorted().toList());
    }

    @Test
    void endsAfterTheHandlersThatRun() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch handling = new CountDownLatch(1);
        driver.feed("a");
        ThreadedQueueConsumer<String> stopping = start(2, batch -> {
            handling.countDown();
            go.await();
        });
        handling.await();

        assertFalse(stopping.close(Duration.ZERO));
        assertEquals(List.of("stopped"), events);
        assertFalse(stopping.start());
        go.countDown();

        assertTrue(stopping.awaitEnd(LONG));
        assertEquals("a ACK", settled());
        assertEvents("stopped", "ended");
    }

    @Test
    void givesBackWhatItTookWhileItWasStopped() throws InterruptedException {
        List<String> handled = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch taking = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        driver.feed(() -> {
            taking.countDown();
            go.await();
            return List.of(FakeQueueDriver.leased("a", 1, 0));
        });
        ThreadedQueueConsumer<String> stopping = start(1, batch -> handled.add("handled"));
        taking.await();

        stopping.stop();
        go.countDown();

        assertTrue(stopping.awaitEnd(LONG));
        assertEquals("a RELEASE", settled());
        assertEquals(List.of(), handled);
    }

    @Test
    void endsItsWaitForWork() throws InterruptedException {
        ThreadedQueueConsumer<String> idle = start(1, batch -> {});
        assertEquals(Duration.ofMillis(10), driver.waits.poll(30, TimeUnit.SECONDS));

        assertTrue(idle.close(Duration.ofSeconds(50)));

        assertNull(told.poll());
    }

    @Test
    void waitsLongerWhileThereIsNothingAndShortAgainAfterAMessage() throws InterruptedException {
        start(1, batch -> {});
        assertEquals(Duration.ofMillis(10), driver.waits.poll(30, TimeUnit.SECONDS));
        driver.work.release();
        assertEquals(Duration.ofMillis(20), driver.waits.poll(30, TimeUnit.SECONDS));
        driver.feed("a");

        assertEquals(Duration.ofMillis(10), driver.waits.poll(30, TimeUnit.SECONDS));
    }

    @Test
    void tellsThatItCannotTakeAndTriesAgain() throws InterruptedException {
        driver.feed(() -> {
            throw new NoClassDefFoundError("planned");
        });
        driver.feed("a");

        start(1, batch -> {});

        assertEquals("planned", told().error().getMessage());
        assertEquals("a ACK", settled());
    }

    @Test
    void tellsThatItCannotWaitAndGoesOn() throws InterruptedException {
        driver.failureOfWaiting = new IllegalStateException("planned");

        start(1, batch -> {});

        assertEquals("planned", requireNonNull(told().error().getCause()).getMessage());
        driver.feed("a");
        assertEquals("a ACK", settled());
    }

    @Test
    void tellsWhichMessagesCouldNotBeSettledAndGoesOn() throws InterruptedException {
        driver.failureOfSettling = new IllegalStateException("planned");
        driver.feed("a");

        start(1, batch -> {});

        QueueFailure failure = told();
        assertSame(
                IllegalStateException.class,
                requireNonNull(failure.error().getCause()).getClass());
        assertEquals(
                "[FailedMessage[id=id of a, attempts=1]]", failure.messages().toString());
        driver.feed("b");
        assertEquals("b ACK", settled());
    }

    @Test
    void aHandlerThatClosesItsConsumerDoesNotWaitForItself() throws InterruptedException {
        List<ThreadedQueueConsumer<String>> own = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch known = new CountDownLatch(1);
        driver.feed("a");
        own.add(start(1, batch -> {
            known.await();
            events.add("closed " + own.get(0).close(Duration.ofDays(1)));
        }));
        known.countDown();

        assertTrue(own.get(0).awaitEnd(LONG));

        assertEquals("a ACK", settled());
        assertEvents("stopped", "closed false", "ended");
    }
}
