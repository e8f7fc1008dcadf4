package dev.isobar.tck;

import static dev.isobar.tck.ConsumerSubject.JOBS;
import static dev.isobar.tck.ConsumerSubject.MORE;
import static dev.isobar.tck.ConsumerSubject.prompt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.EnvClosedException;
import dev.isobar.queue.QueueConsumer;
import dev.isobar.queue.QueueFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** Rules ENV-CLOSE-10 to ENV-CLOSE-12: background work, and a main thread that waits for the end. */
@Timeout(120)
abstract class ConsumerShutdownRules {
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void letHandlersEnd() {
        release.countDown();
    }

    private void hold() {
        try {
            assertTrue(release.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Rule("ENV-CLOSE-10")
    void awaitsBackgroundWork(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt(), builder -> builder.closeWithin(Duration.ofMinutes(1)));
        CompletableFuture<Void> sent = new CompletableFuture<>();
        env.waitUntil(() -> {
            hold();
            env.queue(JOBS).send("the bindings are open until the work has ended");
            sent.complete(null);
        });
        Thread closing = new Thread(env::close);
        closing.start();

        release.countDown();
        closing.join();

        assertTrue(sent.isDone());
        assertThrows(EnvClosedException.class, () -> env.waitUntil(() -> {}));
    }

    @Rule("ENV-CLOSE-10")
    void backgroundWorkMayFailAndMayCloseItsEnvironment(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt());
        CountDownLatch returned = new CountDownLatch(1);
        env.waitUntil(() -> {
            throw new NoClassDefFoundError("planned");
        });

        env.waitUntil(() -> {
            env.close();
            returned.countDown();
        });

        assertTrue(returned.await(30, TimeUnit.SECONDS));
        env.close();
        assertThrows(EnvClosedException.class, () -> env.queue(JOBS).send("late"));
    }

    @Rule("ENV-CLOSE-11")
    void endsTheWaitOfAMainThread(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt());
        RecordingHandler<String> handler = new RecordingHandler<>(batch -> hold());
        env.consume(JOBS, String.class, handler);
        env.queue(JOBS).send("order");
        handler.next();
        CompletableFuture<Boolean> main = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                main.complete(env.awaitShutdown(Duration.ofMinutes(1)));
            } catch (InterruptedException interrupted) {
                main.completeExceptionally(interrupted);
            }
        });
        waiting.start();
        Thread closing = new Thread(env::close);
        closing.start();

        release.countDown();

        assertTrue(main.get(30, TimeUnit.SECONDS));
        assertEquals(1, subject.mishaps().settled());
        closing.join();
    }

    @Rule("ENV-CLOSE-11")
    void aMainThreadMayStopWaiting(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt());
        Thread.currentThread().interrupt();

        assertThrows(InterruptedException.class, () -> env.awaitShutdown(Duration.ofMinutes(1)));

        RecordingHandler<String> handler = new RecordingHandler<>();
        env.consume(JOBS, String.class, handler);
        env.queue(JOBS).send("order");
        assertEquals("order", handler.next().body());
    }

    @Rule("ENV-CLOSE-11")
    void refusesAHandlerThatWaitsForItself(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt().withMaxRetries(0));
        RecordingHandler<String> handler = new RecordingHandler<>(batch -> env.awaitShutdown(Duration.ofMinutes(1)));
        env.consume(JOBS, String.class, handler);
        env.queue(JOBS).send("order");

        QueueFailure told = handler.failure(failure -> !failure.messages().isEmpty());

        assertInstanceOf(IllegalStateException.class, told.error());
    }

    @Rule("ENV-CLOSE-12")
    void saysWhetherAllHandlersHaveEnded(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt(), builder -> builder.closeWithin(Duration.ZERO));
        RecordingHandler<String> handler = new RecordingHandler<>(batch -> hold());
        QueueConsumer consumer = env.consume(MORE, String.class, handler);
        env.queue(MORE).send("order");
        handler.next();

        env.close();

        assertFalse(env.awaitShutdown(Duration.ZERO));
        release.countDown();
        assertTrue(consumer.close(Duration.ofSeconds(30)));
        assertFalse(env.awaitShutdown(Duration.ZERO), "it had not ended when the backends were closed");
    }

    @Rule("ENV-CLOSE-12")
    void refusesANegativeTime(ConsumerSubject subject) {
        assertThrows(
                IllegalArgumentException.class,
                () -> subject.open(prompt(), builder -> builder.closeWithin(Duration.ofNanos(-1))));
    }

    @Rule("ENV-CLOSE-12")
    void takesTheLongestTimes(ConsumerSubject subject) throws Exception {
        Duration forever = Duration.ofSeconds(Long.MAX_VALUE);
        Env env = subject.open(prompt(), builder -> builder.closeWithin(forever));
        assertTrue(env.consume(JOBS, String.class, new RecordingHandler<>()).close(forever));
        Thread closing = new Thread(env::close);
        closing.start();

        assertTrue(env.awaitShutdown(forever));
        closing.join();
    }
}
