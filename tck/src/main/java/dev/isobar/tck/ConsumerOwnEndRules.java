package dev.isobar.tck;

import static dev.isobar.tck.ConsumerSubject.JOBS;
import static dev.isobar.tck.ConsumerSubject.MORE;
import static dev.isobar.tck.ConsumerSubject.prompt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.EnvBuilder;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.EnvClosedException;
import dev.isobar.queue.MessageBatch;
import dev.isobar.queue.QueueFailure;
import dev.isobar.queue.QueueHandler;
import dev.isobar.queue.SteppedQueueConsumer;
import dev.isobar.spi.Capability;
import dev.isobar.tck.Mishaps.Call;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/**
 * Rules ENV-CLOSE-03 and ENV-CLOSE-07 to ENV-CLOSE-10: ends that come from within. Closing may wait for longer here than a
 * rule may take: who waits for himself does not get through.
 */
@Timeout(120)
abstract class ConsumerOwnEndRules {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void letHandlersEnd() {
        release.countDown();
    }

    private void hold() throws InterruptedException {
        assertTrue(release.await(60, TimeUnit.SECONDS));
    }

    private static EnvBuilder patient(EnvBuilder builder) {
        return builder.closeWithin(Duration.ofMinutes(10));
    }

    private static boolean isEnding(Env env) {
        try {
            env.puller(JOBS);
            return false;
        } catch (EnvClosedException ending) {
            return true;
        }
    }

    private static Thread closing(Env env) {
        Thread closing = new Thread(env::close);
        closing.start();
        Await.until(LONGEST, () -> isEnding(env));
        return closing;
    }

    private static void assertReturns(CountDownLatch returned) throws InterruptedException {
        assertTrue(returned.await(30, TimeUnit.SECONDS), "who closes waits for himself");
    }

    /** Closes its environment when it is told of a failure, and handles like another one. */
    private record ClosingReporter(Env env, CountDownLatch returned, QueueHandler<String> handler)
            implements QueueHandler<String> {
        @Override
        public void handle(MessageBatch<String> batch) throws Exception {
            handler.handle(batch);
        }

        @Override
        public void onFailure(QueueFailure failure) {
            env.close();
            returned.countDown();
        }
    }

    @Rule("ENV-CLOSE-09")
    void aReportOfAFailedTakeMayCloseItsEnvironment(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt(), ConsumerOwnEndRules::patient);
        CountDownLatch returned = new CountDownLatch(1);
        subject.mishaps().before(Call.TAKE, 1, () -> new IllegalStateException("planned"));

        env.consume(JOBS, String.class, new ClosingReporter(env, returned, batch -> {}));

        assertReturns(returned);
        env.close();
    }

    @Rule(
            value = "ENV-CLOSE-09",
            needs = {Capability.QUEUE_EXTEND})
    void aReportOfAFailedRenewalMayCloseItsEnvironment(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt(), ConsumerOwnEndRules::patient);
        CountDownLatch returned = new CountDownLatch(1);
        subject.mishaps().before(Call.RENEW, 1, () -> new IllegalStateException("planned"));
        env.consume(JOBS, String.class, new ClosingReporter(env, returned, batch -> hold()));

        env.queue(JOBS).send("order");

        assertReturns(returned);
        release.countDown();
        env.close();
        assertEquals(1, subject.mishaps().settled());
    }

    @Rule("ENV-CLOSE-09")
    void severalHandlersMayCloseTheirEnvironmentAgainAndAgain(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt(), ConsumerOwnEndRules::patient);
        CountDownLatch entered = new CountDownLatch(2);
        CountDownLatch returned = new CountDownLatch(2);
        QueueHandler<String> handler = batch -> {
            entered.countDown();
            assertTrue(entered.await(30, TimeUnit.SECONDS));
            env.close();
            env.close();
            returned.countDown();
        };
        env.consume(JOBS, String.class, handler);
        env.consume(MORE, String.class, handler);

        env.queue(JOBS).send("order");
        env.queue(MORE).send("order");

        assertReturns(returned);
        env.close();
        assertEquals(2, subject.mishaps().settled());
    }

    @Rule("ENV-CLOSE-09")
    void keepsTheProcessUntilItIsClosed(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt(), ConsumerOwnEndRules::patient);
        CountDownLatch returned = new CountDownLatch(1);
        env.consume(JOBS, String.class, batch -> {
            env.close();
            returned.countDown();
            hold();
        });
        env.queue(JOBS).send("order");
        assertReturns(returned);

        assertTrue(Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("isobar-close") && !thread.isDaemon()));
        release.countDown();
        env.close();
    }

    @Rule("ENV-CLOSE-09")
    void aHandlerThatClosedItsConsumerIsAwaitedAlthoughItAsksForMore(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt(), ConsumerOwnEndRules::patient);
        env.queue(JOBS).send("order");
        CountDownLatch asked = new CountDownLatch(1);
        SteppedQueueConsumer[] own = new SteppedQueueConsumer[1];
        own[0] = env.consumeStepped(JOBS, String.class, batch -> {
            assertFalse(own[0].close(Duration.ofMinutes(10)));
            assertEquals(0, own[0].runDue());
            asked.countDown();
            hold();
            env.queue(MORE).send("the bindings are open until the handler has ended");
        });
        Thread running = new Thread(own[0]::runDue);
        running.start();
        assertTrue(asked.await(30, TimeUnit.SECONDS));
        Thread closing = closing(env);

        closing.join(500);
        assertTrue(closing.isAlive(), "the handler was not awaited");
        release.countDown();
        running.join();
        closing.join();

        assertEquals(1, subject.mishaps().settled());
    }

    @Rule("ENV-CLOSE-10")
    void aHandlerMayStartWorkWhileTheEnvironmentCloses(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt(), ConsumerOwnEndRules::patient);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch sent = new CountDownLatch(1);
        env.consume(JOBS, String.class, batch -> {
            entered.countDown();
            hold();
            env.waitUntil(() -> {
                env.queue(MORE).send("the bindings are open until the work has ended");
                sent.countDown();
            });
        });
        env.queue(JOBS).send("order");
        assertTrue(entered.await(30, TimeUnit.SECONDS));
        Thread closing = closing(env);

        release.countDown();
        closing.join();

        assertEquals(0, sent.getCount());
    }

    @Rule("ENV-CLOSE-10")
    void closingEndsSoonAfterTheLastWork(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt(), ConsumerOwnEndRules::patient);
        env.waitUntil(() -> {
            try {
                hold();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            throw new NoClassDefFoundError("planned");
        });
        Thread closing = closing(env);
        Await.until(LONGEST, () -> closing.getState() == Thread.State.TIMED_WAITING);

        release.countDown();

        closing.join(LONGEST.toMillis());
        assertFalse(closing.isAlive());
    }

    @Rule("ENV-CLOSE-10")
    void workThatClosesItsEnvironmentIsNotMadeToWait(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt(), ConsumerOwnEndRules::patient);
        CountDownLatch returned = new CountDownLatch(1);

        env.waitUntil(() -> {
            env.close();
            returned.countDown();
        });

        assertReturns(returned);
        env.close();
    }

    @Rule("ENV-CLOSE-08")
    void anInterruptEndsTheWaitOfASecondCaller(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt(), ConsumerOwnEndRules::patient);
        CountDownLatch entered = new CountDownLatch(1);
        env.consume(JOBS, String.class, batch -> {
            entered.countDown();
            hold();
        });
        env.queue(JOBS).send("order");
        assertTrue(entered.await(30, TimeUnit.SECONDS));
        Thread first = closing(env);

        Thread.currentThread().interrupt();
        env.close();

        assertTrue(Thread.interrupted());
        release.countDown();
        first.join();
        assertEquals(1, subject.mishaps().settled());
    }

    @Rule("ENV-CLOSE-07")
    void aClosedConsumerTakesNothingStepByStep(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt());
        env.queue(JOBS).send("order");
        AtomicInteger handled = new AtomicInteger();
        SteppedQueueConsumer consumer = env.consumeStepped(JOBS, String.class, batch -> handled.incrementAndGet());

        Thread.currentThread().interrupt();
        assertTrue(consumer.close(Duration.ofMinutes(1)), "nothing runs that an interrupt could keep it from");
        assertTrue(Thread.interrupted());

        assertEquals(0, consumer.runDue());
        assertEquals(0, handled.get());
        assertEquals(
                1,
                env.consumeStepped(JOBS, String.class, batch -> handled.incrementAndGet())
                        .runDue());
    }

    @Rule("ENV-CLOSE-03")
    void refusesAnUnknownQueueEachTimeAlike(ConsumerSubject subject) {
        Env env = subject.open(prompt());

        for (int i = 0; i < 2; i++) {
            assertThrows(ConfigurationException.class, () -> env.consume("nowhere", String.class, batch -> {}));
            assertThrows(ConfigurationException.class, () -> env.consumeStepped("nowhere", String.class, batch -> {}));
        }
    }
}
