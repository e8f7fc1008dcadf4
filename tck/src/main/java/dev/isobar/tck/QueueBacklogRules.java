package dev.isobar.tck;

import static dev.isobar.tck.QueueScripts.later;
import static dev.isobar.tck.QueueScripts.only;
import static dev.isobar.tck.QueueScripts.quick;
import static dev.isobar.tck.QueueScripts.requests;
import static dev.isobar.tck.QueueScripts.script;
import static dev.isobar.tck.QueueScripts.unconsumed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.isobar.queue.MessageSendRequest;
import dev.isobar.queue.PulledMessage;
import dev.isobar.queue.QueueMetrics;
import dev.isobar.queue.QueuePuller;
import dev.isobar.queue.QueueSendBatchOptions;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Rule Q-MET-01: the backlog after each thing that can happen to a message. */
abstract class QueueBacklogRules {
    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofMinutes(5);

    /** The body is JSON text: its quotes count. */
    private static final int BYTES = "\"order\"".length();

    private static void assertWaiting(int messages, QueueSubject subject, String when) {
        QueueMetrics metrics = subject.queue("main").metrics();
        assertEquals(messages, metrics.backlogCount(), () -> "messages that wait " + when);
        assertEquals((long) messages * BYTES, metrics.backlogBytes(), () -> "bytes that wait " + when);
        if (messages == 0) {
            assertNull(metrics.oldestMessageTimestamp(), () -> "the oldest message " + when);
        }
    }

    @Rule(
            value = "Q-MET-01",
            needs = {Capability.QUEUE_METRICS, Capability.QUEUE_PULL})
    void countsNeitherWhatIsLeasedNorWhatIsDone(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject, "order", "order", "order");
        assertWaiting(3, subject, "after sending");
        List<PulledMessage> pulled = puller.pull(2, LONG);
        assertWaiting(3 - pulled.size(), subject, "while others are leased");
        puller.settle(pulled.stream().map(PulledMessage::leaseId).toList(), Map.of());
        assertWaiting(3 - pulled.size(), subject, "after others were acknowledged");

        puller.settle(puller.pull(3, LONG).stream().map(PulledMessage::leaseId).toList(), Map.of());

        assertWaiting(0, subject, "after all were acknowledged");
    }

    @Rule(
            value = "Q-MET-01",
            needs = {Capability.QUEUE_METRICS, Capability.QUEUE_PULL})
    void countsThousandsThatBecomeReadyAtOnce(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject);
        Object[] bodies = new Object[100];
        Arrays.fill(bodies, "order");
        QueueSendBatchOptions later = QueueSendBatchOptions.NONE.withDelay(Duration.ofSeconds(20));
        for (int batch = 0; batch < 25; batch++) {
            subject.queue("main").sendBatch(requests(bodies), later);
        }
        assertWaiting(0, subject, "before their delay is over");

        subject.advance(21);

        assertWaiting(2_500, subject, "after their delay");
        int pulled = 0;
        for (int some = 1; some > 0; pulled += some) {
            some = puller.pull(100, LONG).size();
        }
        assertEquals(2_500, pulled, "messages that were leased");
    }

    @Rule(
            value = "Q-MET-01",
            needs = {Capability.QUEUE_METRICS, Capability.QUEUE_PULL})
    void countsAgainWhatComesBack(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject, "order");
        puller.pull(1, LEASE);
        assertWaiting(0, subject, "while it is leased");
        subject.advance(3);
        assertWaiting(1, subject, "after a lease has expired");

        String lease = only(puller.pull(1, LONG)).leaseId();
        puller.settle(List.of(), Map.of(lease, Duration.ofSeconds(2)));
        assertWaiting(0, subject, "while a retry is delayed");
        subject.advance(3);
        assertWaiting(1, subject, "after the delay of a retry");

        puller.settle(List.of(lease), Map.of());
        assertWaiting(0, subject, "after a late acknowledgement");
    }

    @Rule(
            value = "Q-MET-01",
            needs = {Capability.QUEUE_METRICS, Capability.QUEUE_PULL})
    void countsWhatWasDelayedWhenItIsReady(QueueSubject subject) {
        unconsumed(subject);
        MessageSendRequest delayed = MessageSendRequest.of("order").withDelay(Duration.ofSeconds(2));
        subject.queue("main").sendBatch(List.of(MessageSendRequest.of("order"), delayed));
        assertWaiting(1, subject, "while another of the batch is delayed");

        subject.advance(3);

        assertWaiting(2, subject, "after the delay");
    }

    @Rule(
            value = "Q-MET-01",
            needs = {Capability.QUEUE_METRICS, Capability.QUEUE_PULL, Capability.QUEUE_RELEASE})
    void countsWhatIsGivenBack(QueueSubject subject) {
        subject.open(QueueSetup.of("main", quick().withMaxBatchTimeout(Duration.ZERO))
                .withoutConsumer());
        subject.queue("main").sendBatch(requests("order", "order"));

        subject.giveBack("main");

        assertWaiting(2, subject, "after both were given back");
    }

    @Rule(
            value = "Q-MET-01",
            needs = {Capability.QUEUE_METRICS, Capability.QUEUE_PULL, Capability.QUEUE_PURGE})
    void countsNothingAfterAPurge(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject, "order", "order");
        puller.pull(1, LEASE);
        subject.queue("main").send("order", later(2));

        subject.control("main").purge();

        assertWaiting(0, subject, "after a purge");
        subject.advance(3);
        assertWaiting(0, subject, "after a purge, when delay and lease have ended");
    }

    @Rule(
            value = "Q-MET-01",
            needs = {Capability.QUEUE_METRICS, Capability.QUEUE_PULL, Capability.QUEUE_PURGE})
    void countsWhatBecomesReadyAfterAPurge(QueueSubject subject) {
        unconsumed(subject, "a longer order", "order");

        subject.control("main").purge();
        subject.queue("main").send("order", later(2));
        subject.advance(3);

        assertWaiting(1, subject, "after a purge, when a later message is ready");
        subject.queue("main").send("order");
        assertWaiting(2, subject, "after a purge, when another one was sent");
    }

    @Rule(
            value = "Q-MET-01",
            needs = {Capability.QUEUE_METRICS, Capability.QUEUE_PULL})
    void countsADeadLetterInItsNewQueueOnly(QueueSubject subject) {
        subject.open(
                QueueSetup.of("main", quick().withMaxRetries(0).withDeadLetterQueue("dead")),
                QueueSetup.of("dead", quick()).withoutConsumer());
        subject.queue("main").send(script(1, "retry"));

        subject.advance(2);

        assertWaiting(0, subject, "after the message has become a dead letter");
        QueueMetrics dead = subject.queue("dead").metrics();
        assertEquals(1, dead.backlogCount(), "dead letters that wait");
        assertEquals("{\"n\":1,\"act\":[\"retry\"]}".length(), dead.backlogBytes(), "bytes of dead letters");
        only(subject.puller("dead").pull(1, LONG));
        assertEquals(0, subject.queue("dead").metrics().backlogCount(), "dead letters that wait while one is leased");
    }

    @Rule(
            value = "Q-MET-01",
            needs = {
                Capability.CONTROLLED_CLOCK,
                Capability.QUEUE_METRICS,
                Capability.QUEUE_ORDER,
                Capability.QUEUE_PULL
            })
    void tellsTheOldestOfWhatWaits(QueueSubject subject, TestClock clock) {
        Instant first = clock.instant();
        QueuePuller puller = unconsumed(subject, "order");
        subject.pass(Duration.ofSeconds(10));
        Instant second = clock.instant();
        subject.queue("main").send("order");
        assertEquals(first, subject.queue("main").metrics().oldestMessageTimestamp(), "the oldest of both");

        String lease = only(puller.pull(1, LONG)).leaseId();
        assertEquals(second, subject.queue("main").metrics().oldestMessageTimestamp(), "the oldest but the leased one");
        puller.settle(List.of(), Map.of(lease, Duration.ZERO));

        assertEquals(first, subject.queue("main").metrics().oldestMessageTimestamp(), "the oldest after a retry");
    }
}
