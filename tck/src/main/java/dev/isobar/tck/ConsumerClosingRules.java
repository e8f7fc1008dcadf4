package dev.isobar.tck;

import static dev.isobar.tck.ConsumerSubject.JOBS;
import static dev.isobar.tck.ConsumerSubject.LEASE;
import static dev.isobar.tck.ConsumerSubject.MORE;
import static dev.isobar.tck.ConsumerSubject.prompt;
import static dev.isobar.tck.ConsumerSubject.pull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.EnvClosedException;
import dev.isobar.queue.MessageBatch;
import dev.isobar.queue.QueueConsumer;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** Rules ENV-CLOSE-07 to ENV-CLOSE-09: how consumers end, alone and with their environment. */
@Timeout(120)
abstract class ConsumerClosingRules {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void letHandlersEnd() {
        release.countDown();
    }

    private void hold(MessageBatch<String> batch) throws InterruptedException {
        if (!release.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the rule has forgotten its handler");
        }
    }

    private static Thread started(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        return thread;
    }

    @Rule("ENV-CLOSE-07")
    void stopsAllConsumersBeforeItWaits(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt().withMaxConcurrency(2), builder -> builder.closeWithin(Duration.ofMinutes(1)));
        RecordingHandler<String> jobs = new RecordingHandler<>(this::hold);
        RecordingHandler<String> more = new RecordingHandler<>(this::hold);
        QueueConsumer one = env.consume(JOBS, String.class, jobs);
        QueueConsumer other = env.consume(MORE, String.class, more);
        env.queue(JOBS).send("first");
        env.queue(MORE).send("first");
        jobs.next();
        more.next();
        Thread closing = started(env::close);
        // A consumer that was told to stop ends its wait at once, and takes nothing any more.
        Await.until(LONGEST, () -> seatIsFree(env, JOBS) && seatIsFree(env, MORE));

        env.queue(JOBS).send("second");
        env.queue(MORE).send("second");

        assertFalse(one.close(Duration.ofMillis(300)));
        assertFalse(other.close(Duration.ofMillis(300)));
        release.countDown();
        closing.join();
        assertEquals(0, jobs.left());
        assertEquals(0, more.left());
    }

    private static boolean seatIsFree(Env env, String queue) {
        return env.consumers().stream().noneMatch(consumer -> consumer.queue().equals(queue) && consumer.running());
    }

    @Rule("ENV-CLOSE-07")
    void waitsForAllHandlersTogether(ConsumerSubject subject) throws Exception {
        Duration within = Duration.ofSeconds(2);
        Env env = subject.open(prompt(), builder -> builder.closeWithin(within));
        RecordingHandler<String> jobs = new RecordingHandler<>(this::hold);
        RecordingHandler<String> more = new RecordingHandler<>(this::hold);
        env.consume(JOBS, String.class, jobs);
        env.consume(MORE, String.class, more);
        env.waitUntil(() -> hold());
        env.queue(JOBS).send("order");
        env.queue(MORE).send("order");
        jobs.next();
        more.next();

        long before = System.nanoTime();
        env.close();
        Duration waited = Duration.ofNanos(System.nanoTime() - before);

        release.countDown();
        assertTrue(waited.compareTo(within) >= 0, waited::toString);
        assertTrue(waited.compareTo(within.multipliedBy(2)) < 0, () -> "one after another: " + waited);
    }

    private void hold() {
        try {
            release.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Rule("ENV-CLOSE-07")
    void waitsForAHandlerWhoseConsumerWasClosedBefore(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt(), builder -> builder.closeWithin(Duration.ofMinutes(1)));
        RecordingHandler<String> handler = new RecordingHandler<>(this::hold);
        QueueConsumer consumer = env.consume(JOBS, String.class, handler);
        env.queue(JOBS).send("order");
        handler.next();
        assertFalse(consumer.close(Duration.ZERO));
        Thread closing = started(env::close);
        Await.until(LONGEST, () -> isEnding(env));

        release.countDown();
        closing.join();

        assertEquals(1, subject.mishaps().settled());
    }

    private static boolean isEnding(Env env) {
        try {
            env.puller(JOBS);
            return false;
        } catch (EnvClosedException ending) {
            return true;
        }
    }

    @Rule("ENV-CLOSE-08")
    void lateCallsOfAHandlerThatIsNotAwaitedFail(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt(), builder -> builder.closeWithin(Duration.ZERO));
        AtomicReference<Throwable> late = new AtomicReference<>();
        CountDownLatch ended = new CountDownLatch(1);
        RecordingHandler<String> handler = new RecordingHandler<>(batch -> {
            hold(batch);
            try {
                env.queue(MORE).send("late");
            } catch (EnvClosedException closed) {
                late.set(closed);
            } finally {
                ended.countDown();
            }
        });
        env.consume(JOBS, String.class, handler);
        env.queue(JOBS).send("order");
        handler.next();

        env.close();
        release.countDown();

        assertTrue(ended.await(30, TimeUnit.SECONDS));
        assertInstanceOf(EnvClosedException.class, late.get());
        assertEquals(0, subject.mishaps().settled());
    }

    @Rule("ENV-CLOSE-08")
    void anInterruptEndsTheWaitAndNothingElse(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt(), builder -> builder.closeWithin(Duration.ofMinutes(1)));
        RecordingHandler<String> handler = new RecordingHandler<>(this::hold);
        env.consume(JOBS, String.class, handler);
        env.queue(JOBS).send("order");
        handler.next();

        Thread.currentThread().interrupt();
        env.close();

        assertTrue(Thread.interrupted());
        assertThrows(EnvClosedException.class, () -> env.queue(JOBS).send("late"));
    }

    @Rule(
            value = "ENV-CLOSE-09",
            needs = {Capability.QUEUE_PULL})
    void aHandlerMayCloseItsConsumer(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt());
        AtomicReference<QueueConsumer> own = new AtomicReference<>();
        CountDownLatch known = new CountDownLatch(1);
        RecordingHandler<String> handler = new RecordingHandler<>(batch -> {
            assertTrue(known.await(30, TimeUnit.SECONDS));
            assertFalse(own.get().close(Duration.ofMinutes(1)));
            own.get().close();
        });
        own.set(env.consume(JOBS, String.class, handler));
        known.countDown();
        env.queue(JOBS).send("order");
        handler.next();

        assertTrue(own.get().close(LONGEST));

        subject.pass(LEASE.multipliedBy(2));
        assertEquals(List.of(), pull(env, JOBS));
    }

    @Rule("ENV-CLOSE-09")
    void aHandlerMayCloseItsEnvironment(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt(), builder -> builder.closeWithin(Duration.ofMinutes(1)));
        CountDownLatch returned = new CountDownLatch(1);
        RecordingHandler<String> handler = new RecordingHandler<>(batch -> {
            env.close();
            returned.countDown();
            hold(batch);
            env.queue(MORE).send("the bindings are open until the handler has ended");
        });
        env.consume(JOBS, String.class, handler);
        env.queue(JOBS).send("order");
        handler.next();

        assertTrue(returned.await(30, TimeUnit.SECONDS));
        release.countDown();
        env.close();

        assertEquals(1, subject.mishaps().settled());
        assertThrows(EnvClosedException.class, () -> env.queue(JOBS).send("late"));
    }

    @Rule("ENV-CLOSE-09")
    void aHandlerMayCloseItsEnvironmentStepByStep(ConsumerSubject subject) {
        Env env = subject.open(prompt());
        env.queue(JOBS).send("order");
        RecordingHandler<String> handler = new RecordingHandler<>(batch -> {
            env.close();
            env.queue(MORE).send("the bindings are open until the handler has ended");
        });

        assertEquals(1, env.consumeStepped(JOBS, String.class, handler).runDue());
        env.close();

        assertEquals(1, subject.mishaps().settled());
        assertThrows(EnvClosedException.class, () -> env.queue(JOBS).send("late"));
    }
}
