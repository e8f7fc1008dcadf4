package dev.isobar.tck;

import static dev.isobar.tck.QueueScripts.attempts;
import static dev.isobar.tck.QueueScripts.deliveredTo;
import static dev.isobar.tck.QueueScripts.quick;
import static dev.isobar.tck.QueueScripts.script;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.queue.PulledMessage;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Rules Q-LEASE-03 and Q-DLQ-01: failures, and leases that end without a decision, as if a process had been killed. */
abstract class QueueFailureRules {
    private static final Duration LEASE = Duration.ofSeconds(1);

    /** Sends one message to "main", which has no consumer yet; its dead letter queue "dead" has one. */
    private static void send(QueueSubject subject, int maxRetries, String act) {
        subject.open(
                QueueSetup.of(
                                "main",
                                quick().withMaxBatchTimeout(Duration.ZERO)
                                        .withMaxRetries(maxRetries)
                                        .withDeadLetterQueue("dead"))
                        .withoutConsumer(),
                QueueSetup.of("dead", quick().withMaxBatchTimeout(Duration.ZERO).withMaxRetries(1)));
        subject.queue("main").send(script(1, act));
    }

    /** Leases the message so often and lets each lease expire. */
    private static void abandon(QueueSubject subject, int times) {
        for (int lease = 1; lease <= times; lease++) {
            PulledMessage message = subject.puller("main").pull(1, LEASE).get(0);
            assertEquals(lease, message.attempts());
            subject.advance(2);
        }
    }

    private static List<QueueDelivery> consume(QueueSubject subject) {
        subject.consume("main");
        return subject.advance(1);
    }

    @Rule(
            value = "Q-LEASE-03",
            needs = {Capability.QUEUE_FAILURES, Capability.QUEUE_PULL})
    void countsNoFailureWhenALeaseExpires(QueueSubject subject) {
        send(subject, 0, "none");
        abandon(subject, 2);

        assertEquals(List.of(3), attempts(deliveredTo("main", consume(subject))));
    }

    @Rule(
            value = "Q-LEASE-03",
            needs = {Capability.QUEUE_FAILURES, Capability.QUEUE_PULL})
    void countsAFailureWhenAMessageIsRetried(QueueSubject subject) {
        send(subject, 2, "retry");
        String lease = subject.puller("main").pull(1, LEASE).get(0).leaseId();
        subject.puller("main").settle(List.of(), Map.of(lease, Duration.ZERO));

        assertEquals(List.of(2, 3), attempts(deliveredTo("main", consume(subject))));
    }

    @Rule(
            value = "Q-LEASE-03",
            needs = {Capability.QUEUE_FAILURES, Capability.QUEUE_RELEASE})
    void countsNeitherWhenAMessageIsGivenBack(QueueSubject subject) {
        send(subject, 0, "none");
        for (int times = 0; times < 5; times++) {
            subject.giveBack("main");
        }

        assertEquals(List.of(1), attempts(deliveredTo("main", consume(subject))));
    }

    @Rule(
            value = "Q-LEASE-03",
            needs = {Capability.QUEUE_FAILURES, Capability.QUEUE_PULL})
    void countsBothAnewInTheDeadLetterQueue(QueueSubject subject) {
        send(subject, 1, "retry");
        abandon(subject, 2);

        List<QueueDelivery> deliveries = consume(subject);

        assertEquals(List.of(3, 4), attempts(deliveredTo("main", deliveries)));
        assertEquals(List.of(1, 2), attempts(deliveredTo("dead", deliveries)));
    }

    @Rule(
            value = "Q-DLQ-01",
            needs = {Capability.QUEUE_FAILURES, Capability.QUEUE_PULL})
    void deliversForTheFourthTimeWhatWasNeverSettled(QueueSubject subject) {
        send(subject, 0, "none");
        abandon(subject, 3);

        assertEquals(List.of(4), attempts(deliveredTo("main", consume(subject))));
    }

    @Rule(
            value = "Q-DLQ-01",
            needs = {Capability.QUEUE_FAILURES, Capability.QUEUE_PULL})
    void buriesWhatWasLeasedForTheFifthTimeAndNeverSettled(QueueSubject subject) {
        send(subject, 100, "none");
        abandon(subject, 4);

        List<QueueDelivery> deliveries = consume(subject);

        assertEquals(List.of(), attempts(deliveredTo("main", deliveries)));
        assertEquals(List.of(1), attempts(deliveredTo("dead", deliveries)));
    }
}
