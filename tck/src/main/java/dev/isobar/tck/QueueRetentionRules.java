package dev.isobar.tck;

import static dev.isobar.tck.QueueScripts.quick;
import static dev.isobar.tck.QueueScripts.script;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.queue.MessageSendRequest;
import dev.isobar.queue.PulledMessage;
import dev.isobar.queue.Queue;
import dev.isobar.queue.QueuePuller;
import dev.isobar.queue.QueueSendOptions;
import dev.isobar.queue.QueueSettleResult;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Rule Q-RET-01: how long a queue keeps a message. */
abstract class QueueRetentionRules {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static QueuePuller puller(QueueSubject subject) {
        subject.open(QueueSetup.of("main", quick()).withoutConsumer());
        return subject.puller("main");
    }

    @Rule(
            value = "Q-RET-01",
            needs = {Capability.CONTROLLED_CLOCK, Capability.QUEUE_PULL})
    void keepsAMessageForTheRetention(QueueSubject subject) {
        QueuePuller puller = puller(subject);
        subject.queue("main").send("order");

        subject.pass(subject.retention().minus(SECOND));

        assertEquals(1, puller.pull(1, LEASE).size());
    }

    @Rule(
            value = "Q-RET-01",
            needs = {Capability.CONTROLLED_CLOCK, Capability.QUEUE_PULL})
    void dropsAMessageAfterTheRetention(QueueSubject subject) {
        QueuePuller puller = puller(subject);
        subject.queue("main").send("old");
        subject.pass(SECOND);
        subject.queue("main").send("young");

        subject.pass(subject.retention().minus(SECOND));

        assertEquals(1, puller.pull(10, LEASE).size());
        subject.pass(SECOND);
        assertEquals(List.of(), puller.pull(10, LEASE));
    }

    @Rule(
            value = "Q-RET-01",
            needs = {Capability.CONTROLLED_CLOCK, Capability.QUEUE_PULL})
    void countsTheRetentionFromTheEndOfTheDelay(QueueSubject subject) {
        QueuePuller puller = puller(subject);
        Duration delay = Duration.ofDays(1);
        subject.queue("main").send("order", QueueSendOptions.NONE.withDelay(delay));

        subject.pass(delay.plus(subject.retention()).minus(SECOND));

        List<PulledMessage> pulled = puller.pull(1, LEASE);
        assertEquals(1, pulled.size());
        puller.settle(List.of(), Map.of(pulled.get(0).leaseId(), Duration.ZERO));
        subject.pass(SECOND);
        assertEquals(List.of(), puller.pull(1, LEASE));
    }

    @Rule(
            value = "Q-RET-01",
            needs = {Capability.CONTROLLED_CLOCK, Capability.QUEUE_METRICS, Capability.QUEUE_PULL})
    void doesNotCountWhatIsDropped(QueueSubject subject) {
        puller(subject);
        subject.queue("main").send("old");
        subject.pass(Duration.ofDays(1));
        subject.queue("main").send("young");

        subject.pass(subject.retention().minus(Duration.ofDays(1)));

        assertEquals(1, subject.queue("main").metrics().backlogCount());
        assertEquals(7, subject.queue("main").metrics().backlogBytes());
    }

    @Rule(
            value = "Q-RET-01",
            needs = {Capability.CONTROLLED_CLOCK, Capability.QUEUE_PEEK, Capability.QUEUE_PULL})
    void doesNotShowWhatIsDropped(QueueSubject subject) {
        puller(subject);
        subject.queue("main").send("old");

        subject.pass(subject.retention());

        assertEquals(List.of(), subject.control("main").peek(10));
    }

    @Rule(
            value = "Q-RET-01",
            needs = {Capability.CONTROLLED_CLOCK, Capability.QUEUE_PULL})
    void handsOutNoneOfThousandsThatAreDropped(QueueSubject subject) {
        QueuePuller puller = puller(subject);
        sendThousands(subject.queue("main"));

        subject.pass(subject.retention());

        assertEquals(List.of(), puller.pull(10, LEASE), "messages after the retention");
    }

    @Rule(
            value = "Q-RET-01",
            needs = {Capability.CONTROLLED_CLOCK, Capability.QUEUE_PEEK, Capability.QUEUE_PULL})
    void showsNoneOfThousandsThatAreDropped(QueueSubject subject) {
        puller(subject);
        sendThousands(subject.queue("main"));

        subject.pass(subject.retention());

        assertEquals(List.of(), subject.control("main").peek(10), "messages after the retention");
    }

    @Rule(
            value = "Q-RET-01",
            needs = {Capability.CONTROLLED_CLOCK, Capability.QUEUE_PULL})
    void keepsDeadLettersForTheRetentionOfTheirOwnQueue(QueueSubject subject) {
        if (!subject.setsRetention()) {
            throw Trial.LackException.ofRetention();
        }
        subject.open(
                QueueSetup.of("main", quick().withMaxRetries(0).withDeadLetterQueue("dead"))
                        .withRetention(Duration.ofMinutes(1)),
                QueueSetup.of("dead", quick())
                        .withRetention(Duration.ofMinutes(10))
                        .withoutConsumer());
        subject.queue("main").send(script(1, "retry"));
        subject.advance(2);
        subject.pass(Duration.ofMinutes(2));

        subject.queue("main").send(script(2, "retry"));
        subject.advance(2);

        List<PulledMessage> letters = subject.puller("dead").pull(10, LEASE);
        assertEquals(2, letters.size(), "letters within the retention of their queue");
    }

    private static void sendThousands(Queue queue) {
        List<MessageSendRequest> hundred = Collections.nCopies(100, MessageSendRequest.of("old"));
        for (int i = 0; i < 32; i++) {
            queue.sendBatch(hundred);
        }
    }

    @Rule(
            value = "Q-RET-01",
            needs = {
                Capability.CONTROLLED_CLOCK,
                Capability.QUEUE_METRICS,
                Capability.QUEUE_PAUSE,
                Capability.QUEUE_PULL
            })
    void dropsMessagesWhileThePauseLasts(QueueSubject subject) {
        puller(subject);
        subject.queue("main").send("old");
        subject.control("main").pause();

        subject.pass(subject.retention());

        assertEquals(0, subject.queue("main").metrics().backlogCount());
    }

    @Rule(
            value = "Q-RET-01",
            needs = {Capability.CONTROLLED_CLOCK, Capability.QUEUE_PULL})
    void keepsALeasedMessageForItsHolder(QueueSubject subject) {
        QueuePuller puller = puller(subject);
        subject.queue("main").send("order");
        subject.pass(subject.retention().minus(SECOND));
        PulledMessage held = puller.pull(1, LEASE).get(0);

        subject.pass(Duration.ofSeconds(20));
        assertEquals(List.of(), puller.pull(1, LEASE));

        QueueSettleResult settled = puller.settle(List.of(held.leaseId()), Map.of());
        assertEquals(new QueueSettleResult(1, 0, Map.of()), settled);
    }

    @Rule(
            value = "Q-RET-01",
            needs = {Capability.CONTROLLED_CLOCK, Capability.QUEUE_PULL})
    void dropsALeasedMessageThatIsRetriedAfterTheRetention(QueueSubject subject) {
        QueuePuller puller = puller(subject);
        subject.queue("main").send("order");
        subject.pass(subject.retention().minus(SECOND));
        PulledMessage held = puller.pull(1, LEASE).get(0);
        subject.pass(Duration.ofSeconds(20));

        puller.settle(List.of(), Map.of(held.leaseId(), Duration.ZERO));

        assertEquals(List.of(), puller.pull(1, LEASE));
    }

    @Rule(
            value = "Q-RET-01",
            needs = {Capability.CONTROLLED_CLOCK, Capability.QUEUE_PULL})
    void doesNotCountAnewForARetry(QueueSubject subject) {
        QueuePuller puller = puller(subject);
        subject.queue("main").send("order");
        subject.pass(subject.retention().minus(Duration.ofHours(1)));
        PulledMessage held = puller.pull(1, LEASE).get(0);
        puller.settle(List.of(), Map.of(held.leaseId(), Duration.ZERO));

        subject.pass(Duration.ofHours(1));

        assertEquals(List.of(), puller.pull(1, LEASE));
    }

    @Rule(
            value = "Q-RET-01",
            needs = {Capability.CONTROLLED_CLOCK, Capability.QUEUE_PULL})
    void countsAnewForADeadLetter(QueueSubject subject) {
        subject.open(
                QueueSetup.of("main", quick().withMaxRetries(0).withDeadLetterQueue("dead")),
                QueueSetup.of("dead", quick()).withoutConsumer());
        subject.queue("main").send(script(1, "retry"));
        subject.pass(subject.retention().minus(Duration.ofHours(1)));
        subject.advance(2);

        subject.pass(subject.retention().minus(Duration.ofHours(1)));

        List<PulledMessage> dead = subject.puller("dead").pull(1, LEASE);
        assertEquals(1, dead.size());
        subject.puller("dead").settle(List.of(), Map.of(dead.get(0).leaseId(), Duration.ZERO));
        subject.pass(Duration.ofHours(1));
        assertEquals(List.of(), subject.puller("dead").pull(1, LEASE));
    }
}
