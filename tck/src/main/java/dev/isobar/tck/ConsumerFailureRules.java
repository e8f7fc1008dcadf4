package dev.isobar.tck;

import static dev.isobar.tck.ConsumerSubject.DEAD;
import static dev.isobar.tck.ConsumerSubject.JOBS;
import static dev.isobar.tck.ConsumerSubject.LEASE;
import static dev.isobar.tck.ConsumerSubject.prompt;
import static dev.isobar.tck.ConsumerSubject.pull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.ConflictException;
import dev.isobar.error.RetriesExhaustedException;
import dev.isobar.queue.Message;
import dev.isobar.queue.MessageBatch;
import dev.isobar.queue.PulledMessage;
import dev.isobar.queue.QueueConsumer;
import dev.isobar.queue.QueueFailure;
import dev.isobar.queue.QueueHandler;
import dev.isobar.tck.Mishaps.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;

/** Rules Q-CONS-09 to Q-CONS-13 and Q-DLQ-07: what a consumer survives, and whom it tells. */
@Timeout(120)
abstract class ConsumerFailureRules {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final List<Supplier<Throwable>> ANYTHING = List.of(
            () -> new IllegalStateException("planned"),
            () -> new Exception("planned"),
            () -> new AssertionError("planned"),
            () -> new NoClassDefFoundError("planned"),
            () -> new StackOverflowError("planned"),
            () -> new OutOfMemoryError("planned"));

    /** The consumer must deliver this message, still have its place, and give it back when it closes. */
    private static void assertGoesOn(Env env, RecordingHandler<String> handler, QueueConsumer consumer, String body)
            throws InterruptedException {
        env.queue(JOBS).send(body);
        Message<String> next = handler.next();
        while (!body.equals(next.body())) {
            next = handler.next();
        }
        assertThrows(ConflictException.class, () -> env.consume(JOBS, String.class, handler));
        assertTrue(consumer.close(LONGEST));
        env.consume(JOBS, String.class, handler).close();
    }

    @Rule("Q-CONS-09")
    void survivesWhateverATakeThrows(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt());
        RecordingHandler<String> handler = new RecordingHandler<>();
        QueueConsumer consumer = env.consume(JOBS, String.class, handler);
        for (Supplier<Throwable> what : ANYTHING) {
            subject.mishaps().before(Call.TAKE, 1, what);
            Class<?> type = what.get().getClass();
            QueueFailure told = handler.failure(failure -> failure.error().getClass() == type);
            assertEquals(List.of(), told.messages());
        }

        assertGoesOn(env, handler, consumer, "order");
    }

    @Rule("Q-CONS-09")
    void survivesWhateverASettlementThrows(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt());
        RecordingHandler<String> handler = new RecordingHandler<>();
        QueueConsumer consumer = env.consume(JOBS, String.class, handler);
        for (Supplier<Throwable> what : ANYTHING) {
            subject.mishaps().before(Call.SETTLE, 1, what);
            env.queue(JOBS).send("unsettled");
            Class<?> type = what.get().getClass();
            QueueFailure told = handler.failure(failure -> failure.error().getClass() == type);
            assertEquals(1, told.messages().size());
        }

        assertGoesOn(env, handler, consumer, "order");
    }

    @Rule("Q-CONS-09")
    void survivesWhateverAHandlerThrows(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt().withMaxRetries(0));
        AtomicInteger calls = new AtomicInteger();
        RecordingHandler<String> handler = new RecordingHandler<>(batch -> {
            int call = calls.getAndIncrement();
            if (call < ANYTHING.size()) {
                throw Mishaps.<Exception>anything(ANYTHING.get(call).get());
            }
        });
        QueueConsumer consumer = env.consume(JOBS, String.class, handler);
        for (Supplier<Throwable> what : ANYTHING) {
            env.queue(JOBS).send("failing");
            Class<?> type = what.get().getClass();
            QueueFailure told = handler.failure(failure -> failure.error().getClass() == type);
            assertEquals(1, told.messages().size());
        }

        assertGoesOn(env, handler, consumer, "order");
    }

    @Rule("Q-CONS-09")
    void survivesWhateverTheReportOfAFailureThrows(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt());
        AtomicInteger reports = new AtomicInteger();
        RecordingHandler<String> handler = new RecordingHandler<>();
        QueueConsumer consumer = env.consume(JOBS, String.class, new QueueHandler<String>() {
            @Override
            public void handle(MessageBatch<String> batch) throws Exception {
                handler.handle(batch);
            }

            @Override
            public void onFailure(QueueFailure failure) {
                int report = reports.getAndIncrement();
                throw Mishaps.<RuntimeException>anything(
                        ANYTHING.get(report % ANYTHING.size()).get());
            }
        });
        subject.mishaps().before(Call.TAKE, ANYTHING.size(), () -> new NoClassDefFoundError("planned"));
        Await.until(LONGEST, () -> reports.get() >= ANYTHING.size());

        assertGoesOn(env, handler, consumer, "order");
    }

    @Rule("Q-CONS-01")
    void deliversAMessageThoughTheAnswerOfATakeWasLost(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt().withMaxRetries(0));
        RecordingHandler<String> handler = new RecordingHandler<>();
        env.queue(JOBS).send("order");
        subject.mishaps().after(Call.TAKE, 1, () -> new IllegalStateException("planned"));
        env.consume(JOBS, String.class, handler);
        Await.until(LONGEST, () -> subject.mishaps().thrown() == 1);

        subject.pass(LEASE.plusMillis(1));

        assertEquals("order", handler.next().body());
    }

    /** A body that throws when it is read, as the type of an application may. */
    record Order(String name) {
        Order {
            switch (name) {
                case "error" -> throw new NoClassDefFoundError("planned");
                case "overflow" -> throw new StackOverflowError("planned");
                case "exception" -> throw new IllegalArgumentException("planned");
                case "memory" -> throw new OutOfMemoryError("planned");
                default -> {}
            }
        }
    }

    private record Sent(String name) {}

    private static void send(Env env, String... names) {
        List<Sent> sent = new ArrayList<>();
        for (String name : names) {
            sent.add(new Sent(name));
        }
        env.queue(JOBS).sendBatch(QueueScripts.requests(sent.toArray()));
    }

    @Rule("Q-CONS-10")
    void failsOnlyTheMessageThatCannotBeRead(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt().withMaxBatchSize(10).withMaxRetries(0).withDeadLetterQueue(DEAD));
        RecordingHandler<Order> handler = new RecordingHandler<>();
        send(env, "first", "error", "overflow", "exception", "last");

        QueueConsumer consumer = env.consume(JOBS, Order.class, handler);

        assertEquals(new Order("first"), handler.next().body());
        assertEquals(new Order("last"), handler.next().body());
        List<String> failed = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            QueueFailure told = handler.failure(failure -> !failure.messages().isEmpty());
            assertEquals(1, told.messages().get(0).attempts());
            failed.add(told.messages().get(0).id());
        }
        assertTrue(consumer.close(LONGEST));
        assertEquals(0, handler.left());
        assertEquals(
                failed.stream().sorted().toList(),
                pull(env, DEAD).stream().map(PulledMessage::id).sorted().toList());
    }

    @Rule("Q-CONS-10")
    void failsOnlyTheMessageThatCannotBeReadStepByStep(ConsumerSubject subject) {
        Env env = subject.open(prompt().withMaxBatchSize(10).withMaxRetries(0).withDeadLetterQueue(DEAD));
        RecordingHandler<Order> handler = new RecordingHandler<>();
        send(env, "first", "error", "overflow", "last");

        env.consumeStepped(JOBS, Order.class, handler).runDue();

        assertEquals(2, handler.left());
        assertEquals(2, pull(env, DEAD).size());
    }

    private record Numbered(int name) {}

    @Rule("Q-CONS-10")
    void doesNotQuoteABodyThatCannotBeRead(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt().withMaxRetries(0));
        RecordingHandler<Numbered> handler = new RecordingHandler<>();
        send(env, "hunter2");

        QueueConsumer consumer = env.consume(JOBS, Numbered.class, handler);

        QueueFailure unreadable = handler.failure(failure -> !failure.messages().isEmpty());
        Confidential.assertNotIn("hunter2", unreadable.error());
        QueueFailure givenUp = handler.failure(failure -> failure.error() instanceof RetriesExhaustedException);
        Confidential.assertNotIn("hunter2", givenUp.error());
        assertTrue(consumer.close(LONGEST));
    }

    record Amount(int amount, @Nullable String note) {}

    @Rule("Q-CONS-10")
    void failsMessagesThatWouldLoseSomething(ConsumerSubject subject) {
        Env env = subject.open(prompt().withMaxBatchSize(10).withMaxRetries(0).withDeadLetterQueue(DEAD));
        RecordingHandler<Amount> handler = new RecordingHandler<>();
        for (Map<String, ?> body :
                List.of(Map.of("amount", 1), Map.of("amount", 0.9), Map.of("amount", "1"), Map.of("note", "none"))) {
            env.queue(JOBS).send(body);
        }

        env.consumeStepped(JOBS, Amount.class, handler).runDue();

        assertEquals(1, handler.left());
        assertEquals(3, pull(env, DEAD).size());
    }

    @Rule("Q-CONS-11")
    void countsNoFailureWhileThereIsNoMemory(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt().withMaxBatchSize(10).withMaxRetries(0));
        AtomicInteger calls = new AtomicInteger();
        RecordingHandler<String> handler = new RecordingHandler<>(batch -> {
            if (calls.getAndIncrement() == 0) {
                batch.messages().get(0).ack();
                throw new OutOfMemoryError("planned");
            }
        });
        env.queue(JOBS).sendBatch(QueueScripts.requests("done", "open"));
        QueueConsumer consumer = env.consume(JOBS, String.class, handler);
        handler.next();
        handler.next();
        Await.until(LONGEST, () -> subject.mishaps().settled() == 1);

        subject.pass(LEASE.plusMillis(1));

        assertEquals("open", handler.next().body());
        assertTrue(consumer.close(LONGEST));
        assertEquals(0, handler.left());
    }

    @Rule("Q-CONS-11")
    void countsNoFailureOfABodyWhileThereIsNoMemory(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt().withMaxBatchSize(10).withMaxRetries(0).withDeadLetterQueue(DEAD));
        RecordingHandler<Order> handler = new RecordingHandler<>();
        send(env, "memory", "order");
        env.consume(JOBS, Order.class, handler);
        assertEquals(new Order("order"), handler.next().body());
        for (int lease = 1; lease <= 4; lease++) {
            int attempts = lease;
            QueueFailure told = handler.failure(failure -> failure.error() instanceof OutOfMemoryError);
            assertEquals(attempts, told.messages().get(0).attempts());
            // It comes again when its lease ends, which nobody renews any more.
            subject.pass(LEASE.plusMillis(1));
        }

        QueueFailure told = handler.failure(failure -> failure.error() instanceof RetriesExhaustedException);

        assertEquals(5, told.messages().get(0).attempts());
        assertEquals(1, pull(env, DEAD).size());
    }

    @Rule("Q-CONS-12")
    void settlesThoughTheHandlerLeavesAnInterrupt(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt().withMaxRetries(0).withDeadLetterQueue(DEAD));
        RecordingHandler<String> handler = new RecordingHandler<>(batch -> {
            Thread.currentThread().interrupt();
            if ("bad".equals(batch.messages().get(0).body())) {
                throw new IllegalStateException("planned");
            }
        });
        QueueConsumer consumer = env.consume(JOBS, String.class, handler);
        env.queue(JOBS).send("good");
        env.queue(JOBS).send("bad");
        handler.next();
        handler.next();
        assertTrue(consumer.close(LONGEST));

        assertEquals(1, pull(env, DEAD).size());
        subject.pass(LEASE.multipliedBy(2));
        assertEquals(List.of(), pull(env, JOBS));
    }

    @Rule("Q-CONS-13")
    void noticesSoonThatTheBackendIsBack(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt());
        RecordingHandler<String> handler = new RecordingHandler<>();
        env.queue(JOBS).send("order");
        // Pauses that double have come to some seconds by then.
        int failures = 10;
        subject.mishaps().before(Call.TAKE, failures, () -> new IllegalStateException("planned"));
        env.consume(JOBS, String.class, handler);
        Await.until(LONGEST, () -> subject.mishaps().thrown() == failures);

        long back = System.nanoTime();
        assertEquals("order", handler.next().body());

        assertTrue(Duration.ofNanos(System.nanoTime() - back).compareTo(Duration.ofSeconds(5)) < 0);
    }

    @Rule("Q-DLQ-07")
    void tellsOfAMessageThatIsDeleted(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt().withMaxRetries(1));
        RecordingHandler<String> handler = new RecordingHandler<>(batch -> {
            throw new IllegalStateException("planned");
        });
        env.consume(JOBS, String.class, handler);
        env.queue(JOBS).send("order");
        Message<String> message = handler.next();

        QueueFailure told = handler.failure(failure -> failure.error() instanceof RetriesExhaustedException);

        assertEquals(JOBS, told.queue());
        assertEquals(List.of(new QueueFailure.FailedMessage(message.id(), 2)), told.messages());
        assertInstanceOf(IllegalStateException.class, told.error().getCause());
    }

    @Rule("Q-DLQ-07")
    void tellsOfAMessageThatIsDeletedWithoutAnError(ConsumerSubject subject) throws Exception {
        Env env = subject.open(prompt().withMaxRetries(0));
        RecordingHandler<String> handler = new RecordingHandler<>(MessageBatch::retryAll);
        env.consume(JOBS, String.class, handler);
        env.queue(JOBS).send("order");

        QueueFailure told = handler.failure(failure -> true);

        assertNull(
                assertInstanceOf(RetriesExhaustedException.class, told.error()).getCause());
        assertEquals(1, told.messages().size());
    }
}
