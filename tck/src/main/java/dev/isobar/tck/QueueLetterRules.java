package dev.isobar.tck;

import static dev.isobar.tck.QueueScripts.attempts;
import static dev.isobar.tck.QueueScripts.only;
import static dev.isobar.tck.QueueScripts.quick;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.queue.PeekedMessage;
import dev.isobar.queue.PulledMessage;
import dev.isobar.queue.Queue;
import dev.isobar.queue.QueueContentType;
import dev.isobar.queue.QueueSendOptions;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules Q-DLQ-02, Q-DLQ-03 and Q-RET-01: what a dead letter is, byte by byte, and from when it is kept. */
abstract class QueueLetterRules {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static void open(QueueSubject subject, int maxRetries) {
        subject.open(
                QueueSetup.of("main", quick().withMaxRetries(maxRetries).withDeadLetterQueue("dead"))
                        .withoutConsumer(),
                QueueSetup.of("dead", quick()).withoutConsumer());
    }

    private static void sendThree(Queue queue) {
        queue.send(List.of("ä€𝄞", "\u0000"));
        queue.send("[1]", QueueSendOptions.NONE.withContentType(QueueContentType.TEXT));
        queue.send(new byte[] {0, -1, 13, 10, 0}, QueueSendOptions.NONE.withContentType(QueueContentType.BYTES));
    }

    @Rule(
            value = "Q-DLQ-03",
            needs = {Capability.QUEUE_BYTES, Capability.QUEUE_FAILURES, Capability.QUEUE_PEEK, Capability.QUEUE_PULL})
    void movesMessagesOfEveryTypeUnchanged(QueueSubject subject) {
        open(subject, 0);
        sendThree(subject.queue("main"));
        Map<String, PeekedMessage> sent = new HashMap<>();
        subject.control("main").peek(10).forEach(message -> sent.put(message.id(), message));
        for (PulledMessage message : subject.puller("main").pull(10, LONG)) {
            subject.puller("main").settle(List.of(), Map.of(message.leaseId(), Duration.ZERO));
        }

        subject.consume("main");
        assertEquals(List.of(), attempts(subject.advance(2)), "messages whose last attempt had failed");

        List<PulledMessage> letters = subject.puller("dead").pull(10, LONG);
        assertEquals(
                sent.keySet(),
                Set.copyOf(letters.stream().map(PulledMessage::id).toList()),
                "ids");
        assertEquals(3, letters.size(), "dead letters");
        for (PulledMessage letter : letters) {
            PeekedMessage before = requireNonNull(sent.get(letter.id()));
            assertEquals(before.timestamp(), letter.timestamp(), "the timestamp of a dead letter");
            assertEquals(before.contentType(), letter.contentType(), "the content type of a dead letter");
            assertArrayEquals(before.body(), letter.body(), "the body of a dead letter");
            assertEquals(1, letter.attempts(), "the attempts of a dead letter");
        }
        assertEquals(List.of(), subject.control("main").peek(10), "what is left in the queue they come from");
    }

    @Rule(
            value = "Q-RET-01",
            needs = {Capability.CONTROLLED_CLOCK, Capability.QUEUE_PULL})
    void dropsALeasedMessageWhoseLeaseExpiresAfterTheRetention(QueueSubject subject) {
        open(subject, 3);
        subject.queue("main").send("order");
        subject.pass(subject.retention().minus(SECOND));
        assertEquals(1, subject.puller("main").pull(1, Duration.ofSeconds(20)).size());

        subject.pass(Duration.ofSeconds(20));

        assertEquals(List.of(), subject.puller("main").pull(1, LONG), "messages after the retention");
    }

    @Rule(
            value = "Q-RET-01",
            needs = {Capability.CONTROLLED_CLOCK, Capability.QUEUE_PULL})
    void dropsAMessageWhoseRetryIsDelayedBeyondTheRetention(QueueSubject subject) {
        open(subject, 3);
        subject.queue("main").send("order");
        subject.pass(subject.retention().minus(Duration.ofHours(1)));
        String lease = only(subject.puller("main").pull(1, LONG)).leaseId();
        subject.puller("main").settle(List.of(), Map.of(lease, Duration.ofHours(2)));

        subject.pass(Duration.ofHours(2));

        assertEquals(List.of(), subject.puller("main").pull(1, LONG), "messages after the retention");
    }

    @Rule(
            value = "Q-RET-01",
            needs = {Capability.CONTROLLED_CLOCK, Capability.QUEUE_METRICS, Capability.QUEUE_PULL})
    void dropsWhatIsOldAndKeepsTheRest(QueueSubject subject) {
        open(subject, 3);
        subject.queue("main").send("delayed", QueueScripts.later(3_600));
        for (String name : List.of("a", "b", "c")) {
            subject.queue("main").send(name);
            subject.pass(Duration.ofHours(1));
        }

        subject.pass(subject.retention().minus(Duration.ofHours(2)).minus(SECOND));

        assertEquals(3, subject.queue("main").metrics().backlogCount(), "messages that wait");
        assertEquals(
                "\"b\"".length() + "\"c\"".length() + "\"delayed\"".length(),
                subject.queue("main").metrics().backlogBytes(),
                "bytes that wait");
    }
}
