package dev.isobar.tck;

import static dev.isobar.tck.QueueScripts.later;
import static dev.isobar.tck.QueueScripts.only;
import static dev.isobar.tck.QueueScripts.unconsumed;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.queue.PeekedMessage;
import dev.isobar.queue.PulledMessage;
import dev.isobar.queue.QueuePuller;
import dev.isobar.spi.Capability;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Rule Q-PEEK-01: which messages can be looked at, and what is seen of them. */
abstract class QueuePeekRules {
    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofMinutes(5);

    private static List<String> seen(QueueSubject subject) {
        return subject.control("main").peek(10).stream()
                .map(message -> new String(message.body(), StandardCharsets.UTF_8))
                .sorted()
                .toList();
    }

    @Rule(value = "Q-PEEK-01", needs = Capability.QUEUE_PEEK)
    void showsAsManyMessagesAsAreAskedFor(QueueSubject subject) {
        unconsumed(subject, "a", "b", "c");

        assertEquals(1, subject.control("main").peek(1).size(), "of three messages, asked for one");
        assertEquals(2, subject.control("main").peek(2).size(), "of three messages, asked for two");
        assertEquals(3, subject.control("main").peek(3).size(), "of three messages, asked for three");
        assertEquals(3, subject.control("main").peek(100).size(), "of three messages, asked for a hundred");
    }

    @Rule(value = "Q-PEEK-01", needs = Capability.QUEUE_PEEK)
    void doesNotShowWhatIsDelayed(QueueSubject subject) {
        unconsumed(subject, "a");
        subject.queue("main").send("b", later(2));
        assertEquals(List.of("\"a\""), seen(subject), "what is seen while a message is delayed");

        subject.advance(3);

        assertEquals(List.of("\"a\"", "\"b\""), seen(subject), "what is seen after the delay");
    }

    @Rule(
            value = "Q-PEEK-01",
            needs = {Capability.QUEUE_PEEK, Capability.QUEUE_PULL})
    void doesNotShowWhatIsLeasedOrDone(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject, "a");
        puller.pull(1, LEASE);
        assertEquals(List.of(), seen(subject), "what is seen while the message is leased");
        subject.advance(3);
        assertEquals(List.of("\"a\""), seen(subject), "what is seen after the lease has expired");
        assertEquals(1, subject.control("main").peek(1).get(0).attempts(), "attempts after one lease");

        String lease = only(puller.pull(1, LONG)).leaseId();
        puller.settle(List.of(), Map.of(lease, LONG));
        assertEquals(List.of(), seen(subject), "what is seen while a retry is delayed");
        puller.settle(List.of(lease), Map.of());
        assertEquals(List.of(), seen(subject), "what is seen after the acknowledgement");
    }

    @Rule(
            value = "Q-PEEK-01",
            needs = {Capability.QUEUE_PEEK, Capability.QUEUE_PULL})
    void showsAMessageAsItIsDelivered(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject, "order");

        PeekedMessage peeked = subject.control("main").peek(1).get(0);

        PulledMessage pulled = only(puller.pull(1, LONG));
        assertEquals(pulled.id(), peeked.id(), "the id");
        assertEquals(pulled.timestamp(), peeked.timestamp(), "the timestamp");
        assertEquals(pulled.contentType(), peeked.contentType(), "the content type");
        assertArrayEquals(pulled.body(), peeked.body(), "the body");
        assertEquals(1, pulled.attempts(), "attempts after a peek");
    }

    @Rule(
            value = "Q-PEEK-01",
            needs = {Capability.QUEUE_METRICS, Capability.QUEUE_PEEK})
    void changesNothing(QueueSubject subject) {
        unconsumed(subject, "a", "b");

        subject.control("main").peek(1);
        subject.control("main").peek(10);

        assertEquals(2, subject.queue("main").metrics().backlogCount(), "messages that wait after a look");
        assertEquals(List.of("\"a\"", "\"b\""), seen(subject));
    }
}
