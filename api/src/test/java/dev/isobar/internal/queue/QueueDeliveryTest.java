package dev.isobar.internal.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.RetriesExhaustedException;
import dev.isobar.queue.Message;
import dev.isobar.queue.MessageBatch;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.QueueContentType;
import dev.isobar.queue.QueueFailure;
import dev.isobar.queue.QueueHandler;
import dev.isobar.queue.QueueMetrics;
import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.QueueDriver.Leased;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a batch is settled, by what its handler does and by how often its messages were delivered. */
class QueueDeliveryTest {
    private static final Duration RETRY = Duration.ofSeconds(11);

    private final FakeQueueDriver driver = new FakeQueueDriver();
    private final List<QueueFailure> told = new ArrayList<>();
    private final List<MessageBatch<?>> seen = new ArrayList<>();
    private QueueConsumerSettings settings =
            QueueConsumerSettings.DEFAULT.withMaxRetries(3).withRetryDelay(RETRY);
    private final AtomicBoolean deletionLogged = new AtomicBoolean(true);
    private Type type = String.class;

    @AfterEach
    void clearFlag() {
        Thread.interrupted();
    }

    private static Leased first(String lease) {
        return FakeQueueDriver.leased(lease, 1, 0);
    }

    /** Delivers messages to a handler and returns how each was settled. */
    private List<String> deliver(QueueHandler<Object> handler, Leased... messages) {
        QueueHandler<Object> noting = new QueueHandler<>() {
            @Override
            public void handle(MessageBatch<Object> batch) throws Exception {
                seen.add(batch);
                handler.handle(batch);
            }

            @Override
            public void onFailure(QueueFailure failure) {
                told.add(failure);
            }
        };
        QueueReceiver receiver = driver.receiver();
        driver.settled.clear();
        new QueueDelivery<>(
                        receiver,
                        new LeasedMessages(receiver, settings, () -> 0),
                        settings,
                        new QueueBodies("jobs", type),
                        noting,
                        new ConsumerReports("jobs", noting, deletionLogged))
                .deliver(List.of(messages));
        return driver.settled.stream()
                .map(one ->
                        one.lease() + " " + one.decision() + " " + one.time().toSeconds())
                .toList();
    }

    private static QueueHandler<Object> failing(Throwable failure) {
        return batch -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        };
    }

    private List<String> told(int failure) {
        return told.get(failure).messages().stream()
                .map(message -> message.id() + " " + message.attempts())
                .toList();
    }

    @Test
    void acknowledgesWhatWasHandled() {
        assertEquals(List.of("a ACK 0", "b ACK 0"), deliver(batch -> {}, first("a"), first("b")));
        assertEquals(List.of(), told);
    }

    @Test
    void retriesAllThatWasNotDecidedWhenTheHandlerFails() {
        IOException planned = new IOException("planned");

        List<String> settled = deliver(
                batch -> {
                    batch.messages().get(1).ack();
                    batch.messages().get(2).retry(Duration.ofSeconds(5));
                    throw planned;
                },
                first("a"),
                first("b"),
                first("c"));

        assertEquals(List.of("a RETRY 11", "b ACK 0", "c RETRY 5"), settled);
        assertFalse(Thread.currentThread().isInterrupted());
        assertSame(planned, told.get(0).error());
        assertEquals("jobs", told.get(0).queue());
        assertEquals(List.of("id of a 1", "id of b 1", "id of c 1"), told(0));
    }

    @Test
    void doesWhatTheHandlerAsksForTheWholeBatch() {
        assertEquals(List.of("a RETRY 11"), deliver(MessageBatch::retryAll, first("a")));
        assertEquals(List.of("a RETRY 5"), deliver(batch -> batch.retryAll(Duration.ofMillis(5_999)), first("a")));
        assertEquals(
                List.of("a ACK 0"),
                deliver(
                        batch -> {
                            batch.ackAll();
                            throw new IllegalStateException("planned");
                        },
                        first("a")));
        assertEquals(
                List.of("a RETRY 11"), deliver(batch -> batch.messages().get(0).retry(), first("a")));
    }

    @Test
    void refusesDelaysThatAreTooLong() {
        Duration tooLong = Duration.ofDays(1).plusSeconds(1);

        deliver(batch -> batch.retryAll(tooLong), first("a"));
        deliver(batch -> batch.messages().get(0).retry(tooLong), first("a"));

        assertEquals(
                "10202",
                assertInstanceOf(InvalidRequestException.class, told.get(0).error())
                        .code());
        assertEquals(
                "10203",
                assertInstanceOf(InvalidRequestException.class, told.get(1).error())
                        .code());
    }

    @Test
    void showsTheHandlerWhatWasLeased() {
        Instant oldest = Instant.ofEpochSecond(9);
        driver.backlog = new QueueDriver.Backlog(2, 3, oldest);
        Leased leased = FakeQueueDriver.leased("a", 2, 1);

        deliver(batch -> {}, leased);

        MessageBatch<?> batch = seen.get(0);
        assertEquals("jobs", batch.queue());
        assertEquals(new QueueMetrics(2, 3, oldest), batch.metrics());
        Message<?> message = batch.messages().get(0);
        assertEquals("id of a", message.id());
        assertEquals("a", message.body());
        assertArrayEquals("a".getBytes(StandardCharsets.UTF_8), message.bytes());
        assertNotSame(leased.message().body(), message.bytes());
        assertEquals(QueueContentType.TEXT, message.contentType());
        assertEquals(Instant.EPOCH, message.timestamp());
        assertEquals(2, message.attempts());
        assertEquals("message id of a, attempt 2", message.toString());
    }

    @Test
    void ignoresWhatIsAskedAfterTheHandlerHasEnded() {
        List<MessageBatch<Object>> kept = new ArrayList<>();

        assertEquals(List.of("a ACK 0"), deliver(kept::add, first("a")));

        kept.get(0).messages().get(0).retry();
        kept.get(0).retryAll();
        assertEquals(1, driver.settled.size());
    }

    @Test
    void retriesAMessageThatCannotBeReadAndHandlesTheOthers() {
        type = Integer.class;
        Leased readable = new Leased("b", FakeQueueDriver.record("id of b", "json", "7"), 1, 0);

        List<String> settled = deliver(batch -> {}, first("a"), readable);

        assertEquals(List.of("a RETRY 11", "b ACK 0"), settled);
        assertEquals(1, seen.get(0).messages().size());
        assertEquals(7, seen.get(0).messages().get(0).body());
        assertEquals(List.of("id of a 1"), told(0));
    }

    @Test
    void callsNoHandlerIfNothingCanBeRead() {
        type = Integer.class;

        assertEquals(List.of("a RETRY 11"), deliver(batch -> {}, first("a")));

        assertEquals(List.of(), seen);
    }

    @Test
    void givesAMessageUpAfterItsLastAttemptAndTellsWhy() {
        IllegalStateException planned = new IllegalStateException("planned");

        assertEquals(List.of("a RETRY 11"), deliver(failing(planned), FakeQueueDriver.leased("a", 3, 2)));
        told.clear();
        assertEquals(List.of("a BURY 0"), deliver(failing(planned), FakeQueueDriver.leased("a", 4, 3)));

        assertEquals(2, told.size());
        assertSame(planned, told.get(0).error());
        RetriesExhaustedException end =
                assertInstanceOf(RetriesExhaustedException.class, told.get(1).error());
        assertSame(planned, end.getCause());
        assertEquals(
                "queues.settle on jobs: a message was deleted after the last attempt; the queue has no dead letter queue",
                end.getMessage());
        assertEquals(List.of("id of a 4"), told(1));
    }

    @Test
    void movesAMessageToTheDeadLetterQueueWithoutAWord() {
        settings = settings.withDeadLetterQueue("failed");
        IllegalStateException planned = new IllegalStateException("planned");

        assertEquals(List.of("a BURY 0"), deliver(failing(planned), FakeQueueDriver.leased("a", 4, 3)));

        assertEquals(List.of("settle 1 or failed"), driver.asked);
        assertEquals(1, told.size(), "the failure of the handler alone");
    }

    @Test
    void givesUpUnseenWhatWasLeasedTooOftenAndTellsItEvenWithADeadLetterQueue() {
        settings = settings.withDeadLetterQueue("failed");

        List<String> settled = deliver(
                batch -> {},
                FakeQueueDriver.leased("a", 5, 0),
                FakeQueueDriver.leased("b", 7, 2),
                FakeQueueDriver.leased("c", 4, 0),
                FakeQueueDriver.leased("d", 5, 4));

        assertEquals(List.of("a BURY 0", "b BURY 0", "d BURY 0", "c ACK 0"), settled);
        assertEquals(1, told.size());
        assertEquals(
                "queues.settle on jobs: 2 messages were moved to dead letter queue failed after deliveries whose end"
                        + " nobody reported, as when a process is killed",
                told.get(0).error().getMessage());
        assertEquals(List.of("id of a 5", "id of b 7"), told(0));
    }

    @Test
    void tellsNothingOfMessagesWhoseLeaseWasLost() {
        driver.lost = List.of("a");

        deliver(
                failing(new IllegalStateException("planned")),
                FakeQueueDriver.leased("a", 4, 3),
                FakeQueueDriver.leased("b", 4, 3));

        assertEquals(2, told.size());
        assertEquals(List.of("id of b 4"), told(1));
    }

    @Test
    void tellsTogetherWhatWasGivenUpForOneCause() {
        deliver(MessageBatch::retryAll, FakeQueueDriver.leased("a", 4, 3), FakeQueueDriver.leased("b", 4, 3));

        assertEquals(1, told.size());
        assertEquals(List.of("id of a 4", "id of b 4"), told(0));
        assertEquals(
                "queues.settle on jobs: 2 messages were deleted after the last attempt; the queue has no dead letter"
                        + " queue",
                told.get(0).error().getMessage());
    }

    /** The process has no memory: that is not the fault of the messages, whose leases end by themselves. */
    @Test
    void decidesNothingForTheHandlerWhenTheProcessHasNoMemory() {
        OutOfMemoryError shortage = new OutOfMemoryError("planned");

        assertEquals(List.of(), deliver(failing(shortage), first("a"), first("b")));
        assertEquals(List.of(), driver.asked);
        assertEquals(
                List.of("a ACK 0", "b RETRY 11"),
                deliver(
                        batch -> {
                            batch.messages().get(0).ack();
                            batch.messages().get(1).retry();
                            throw shortage;
                        },
                        first("a"),
                        first("b"),
                        first("c")));
        assertEquals(2, told.size());
    }

    @Test
    void settlesAfterAnInterruptAndKeepsTheFlag() {
        assertEquals(List.of("a RETRY 11"), deliver(failing(new InterruptedException("planned")), first("a")));

        assertTrue(Thread.interrupted());
    }

    @Test
    void letsPassWhatSettlingThrows() {
        driver.interceptors.add((operation, call) -> {
            throw new IllegalStateException(operation.name() + " " + operation.attributes());
        });

        IllegalStateException thrown =
                assertThrows(IllegalStateException.class, () -> deliver(batch -> {}, first("a"), first("b")));

        assertEquals("settle {messages=2}", thrown.getMessage());
    }

    record Exhausting(int id) {
        Exhausting {
            throw new OutOfMemoryError("planned");
        }
    }

    @Test
    void leavesAMessageToItsLeaseThatCannotBeReadWithoutMemory() {
        type = Exhausting.class;

        assertEquals(
                List.of(),
                deliver(batch -> {}, new Leased("a", FakeQueueDriver.record("id of a", "json", "{\"id\":1}"), 1, 0)));

        assertEquals(List.of("id of a 1"), told(0));
        assertEquals(List.of(), driver.asked);
    }
}
