package dev.isobar.internal.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.IsobarException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.error.Service;
import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.internal.DriverCalls;
import dev.isobar.queue.MessageSendRequest;
import dev.isobar.queue.Queue;
import dev.isobar.queue.QueueContentType;
import dev.isobar.queue.QueueLimits;
import dev.isobar.queue.QueueMetrics;
import dev.isobar.queue.QueueSendBatchOptions;
import dev.isobar.queue.QueueSendOptions;
import dev.isobar.spi.Capability;
import dev.isobar.spi.QueueDriver;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a producer's messages become, and which of them are refused (rules Q-SEND). */
class PortableQueueTest {
    private static final QueueLimits LIMITS = new QueueLimits(
            8, 3, 12, Duration.ofSeconds(100), 10, Duration.ofSeconds(60), 100, 250, Duration.ofHours(12));
    private static final Duration STANDARD = Duration.ofSeconds(5);

    private final FakeQueueDriver driver = new FakeQueueDriver();
    private final List<String> calls = new ArrayList<>();
    private final Queue queue = new PortableQueue(
            driver,
            new DriverCalls(Service.QUEUES, "JOBS", driver, List.of((operation, call) -> {
                calls.add(operation.name() + (operation.idempotent() ? " repeatable " : " once ")
                        + operation.attributes().get("messages") + " "
                        + operation.attributes().get("bytes"));
                return call.get();
            })),
            LIMITS,
            FakeQueueDriver.CLOCK,
            STANDARD);

    /** Cannot be written as JSON. */
    record Unwritable(String text) {
        @Override
        public String text() {
            throw new IllegalStateException("planned");
        }
    }

    private QueueDriver.Sending sent(@Nullable Object body, QueueSendOptions options) {
        driver.sent.clear();
        queue.send(body, options);
        assertEquals(1, driver.sent.size());
        return driver.sent.get(0);
    }

    private void assertSent(String type, String bytes, @Nullable Object body, QueueSendOptions options) {
        QueueDriver.QueueRecord message = sent(body, options).message();
        assertEquals(type, message.contentType());
        assertEquals(bytes, new String(message.body(), StandardCharsets.UTF_8));
    }

    private IsobarException refusal(@Nullable Object body, QueueSendOptions options) {
        driver.sent.clear();
        IsobarException refused = assertThrows(InvalidRequestException.class, () -> queue.send(body, options));
        assertEquals(List.of(), driver.sent);
        return refused;
    }

    private static QueueSendOptions as(QueueContentType type) {
        return QueueSendOptions.NONE.withContentType(type);
    }

    @Test
    void choosesTheContentTypeByTheBodyIfNoneIsGiven() {
        assertSent("json", "\"text\"", "text", QueueSendOptions.NONE);
        assertSent("json", "null", null, QueueSendOptions.NONE);
        assertSent("json", "{\"a\":1}", Map.of("a", 1), QueueSendOptions.NONE);
        assertSent("bytes", "raw", "raw".getBytes(StandardCharsets.UTF_8), QueueSendOptions.NONE);
        assertSent("bytes", "raw", ByteBuffer.wrap("raw".getBytes(StandardCharsets.UTF_8)), QueueSendOptions.NONE);
        assertSent("text", "text", "text", as(QueueContentType.TEXT));
        assertSent("text", "half\uFFFD", "half\uD83D", as(QueueContentType.TEXT));
    }

    @Test
    void sendsTheBytesThatABufferHasLeftAndDoesNotMoveIt() {
        ByteBuffer buffer = ByteBuffer.wrap("abcdef".getBytes(StandardCharsets.UTF_8));
        buffer.position(1).limit(4);

        assertSent("bytes", "bcd", buffer, QueueSendOptions.NONE);

        assertEquals(1, buffer.position());
    }

    @Test
    void seesNoLaterChangeOfAnArray() {
        byte[] body = {1, 2};
        QueueDriver.Sending sending = sent(body, QueueSendOptions.NONE);

        body[0] = 9;

        assertArrayEquals(new byte[] {1, 2}, sending.message().body());
    }

    @Test
    void givesEachMessageAnIdAndATimeInMilliseconds() {
        QueueDriver.QueueRecord message = sent("a", QueueSendOptions.NONE).message();

        assertTrue(message.id().matches("[0-9a-f]{32}"), message::id);
        assertNotEquals(message.id(), sent("a", QueueSendOptions.NONE).message().id());
        assertEquals(Instant.parse("2026-02-03T04:05:06.123Z"), message.timestamp());
    }

    @Test
    void refusesBodiesThatDoNotFitTheirContentType() {
        IsobarException text = refusal(7, as(QueueContentType.TEXT));
        assertEquals("Content Type \"text\" requires a value of type string, but received: Integer", text.getMessage());
        assertEquals("10203", text.code());
        IsobarException bytes = refusal(null, as(QueueContentType.BYTES));
        assertEquals(
                "Content Type \"bytes\" requires a value of type ArrayBufferView, but received: null",
                bytes.getMessage());
        assertEquals("10203", bytes.code());
        assertEquals(
                "content type v8 can be consumed, not sent",
                refusal("a", as(QueueContentType.V8)).getMessage());
        IsobarException json = refusal(new Unwritable("a"), QueueSendOptions.NONE);
        assertEquals("the message cannot be written as JSON", json.getMessage());
        assertNull(json.code());
        assertEquals("send", json.operation());
    }

    @Test
    void refusesBytesWhereTheStoreTakesNone() {
        driver.declared.remove(Capability.QUEUE_BYTES);

        assertThrows(UnsupportedCapabilityException.class, () -> queue.send(new byte[1]));
        assertEquals(List.of(), driver.sent);
        assertSent("json", "1", 1, QueueSendOptions.NONE);
    }

    @Test
    void delaysAMessageByItsOwnTimeElseByThatOfTheBatchElseByThatOfTheQueue() {
        assertEquals(STANDARD, sent("a", QueueSendOptions.NONE).delay());
        assertEquals(
                Duration.ZERO,
                sent("a", QueueSendOptions.NONE.withDelay(Duration.ZERO)).delay());
        driver.sent.clear();

        List<MessageSendRequest> messages =
                List.of(MessageSendRequest.of("a").withDelay(Duration.ofSeconds(1)), MessageSendRequest.of("b"));
        queue.sendBatch(messages);
        queue.sendBatch(messages, QueueSendBatchOptions.NONE.withDelay(Duration.ofSeconds(2)));

        assertEquals(
                List.of("PT1S", "PT5S", "PT1S", "PT2S"),
                driver.sent.stream().map(one -> one.delay().toString()).toList());
    }

    @Test
    void takesDelaysInWholeSecondsUpToTheLongest() {
        Duration longest = LIMITS.maxDelay();
        assertEquals(
                longest,
                sent("a", QueueSendOptions.NONE.withDelay(longest.plusMillis(999)))
                        .delay());

        IsobarException tooLong = refusal("a", QueueSendOptions.NONE.withDelay(longest.plusSeconds(1)));
        assertEquals("delay of 101 seconds is out of range; 0 to 100 are allowed", tooLong.getMessage());
        assertEquals("10203", tooLong.code());
        assertEquals(
                "10203",
                refusal("a", QueueSendOptions.NONE.withDelay(Duration.ofNanos(-1)))
                        .code());
        IsobarException ofBatch = assertThrows(
                InvalidRequestException.class,
                () -> queue.sendBatch(
                        List.of(MessageSendRequest.of("a")),
                        QueueSendBatchOptions.NONE.withDelay(Duration.ofSeconds(101))));
        assertEquals("10202", ofBatch.code());
        assertEquals("sendBatch", ofBatch.operation());
    }

    @Test
    void takesAMessageOfTheLargestSizeAndNoneAboveIt() {
        assertEquals(8, sent("12345678", as(QueueContentType.TEXT)).message().body().length);

        LimitExceededException single =
                assertThrows(LimitExceededException.class, () -> queue.send("123456789", as(QueueContentType.TEXT)));
        assertEquals("message length of 9 bytes exceeds limit of 8", single.getMessage());
        assertEquals("10204", single.code());
        LimitExceededException inBatch =
                assertThrows(LimitExceededException.class, () -> batch("12345678", "123456789"));
        assertEquals(
                "message in batch has length 9 bytes which exceeds single message size limit of 8",
                inBatch.getMessage());
        assertEquals("10204", inBatch.code());
    }

    private void batch(String... texts) {
        queue.sendBatch(Arrays.stream(texts)
                .map(text -> MessageSendRequest.of(text).withContentType(QueueContentType.TEXT))
                .toList());
    }

    @Test
    void takesABatchOfTheLargestSizeAndNoneAboveIt() {
        batch("1234", "1234", "1234");
        batch("12345678", "1234");
        assertEquals(5, driver.sent.size());

        LimitExceededException bytes = assertThrows(LimitExceededException.class, () -> batch("1234", "1234", "12345"));
        assertEquals("batch length of 13 bytes exceeds limit of 12", bytes.getMessage());
        assertEquals("10205", bytes.code());
        LimitExceededException count = assertThrows(LimitExceededException.class, () -> batch("1", "2", "3", "4"));
        assertEquals("batch message count of 4 exceeds limit of 3", count.getMessage());
        assertEquals("10206", count.code());
        assertEquals(
                "sendBatch() requires at least one message",
                assertThrows(InvalidRequestException.class, () -> batch()).getMessage());
        assertThrows(NullPointerException.class, () -> queue.sendBatch(Arrays.asList(MessageSendRequest.of(1), null)));
        assertEquals(5, driver.sent.size());
    }

    @Test
    void saysThatASendMayBeRepeatedOnlyIfTheStoreRecognisesIt() {
        batch("1234", "12");
        queue.send("ab", as(QueueContentType.TEXT));
        driver.declared.remove(Capability.QUEUE_IDEMPOTENT_SEND);
        queue.send("ab", as(QueueContentType.TEXT));

        assertEquals(List.of("sendBatch repeatable 2 6", "send repeatable 1 2", "send once 1 2"), calls);
    }

    @Test
    void returnsTheMetricsThatTheStoreKnows() {
        assertNull(queue.send("a").metrics());
        Instant oldest = Instant.ofEpochSecond(4);
        driver.backlog = new QueueDriver.Backlog(2, 3, oldest);

        assertEquals(new QueueMetrics(2, 3, oldest), queue.send("a").metrics());
        assertEquals(
                new QueueMetrics(2, 3, oldest),
                queue.sendBatch(List.of(MessageSendRequest.of("a"))).metrics());
        assertEquals(new QueueMetrics(2, 3, oldest), queue.metrics());
        assertEquals("metrics repeatable null null", calls.get(calls.size() - 1));
        driver.declared.remove(Capability.QUEUE_METRICS);
        assertThrows(UnsupportedCapabilityException.class, queue::metrics);
    }
}
