package dev.isobar.tck;

import static dev.isobar.tck.QueueScripts.only;
import static dev.isobar.tck.QueueScripts.quick;
import static dev.isobar.tck.QueueScripts.unconsumed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.isobar.queue.PulledMessage;
import dev.isobar.queue.QueuePuller;
import dev.isobar.queue.QueueSettleResult;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules Q-LEASE-02, Q-LEASE-03 and Q-PULL-02: what a lease that is over may still do, and what it may not. */
abstract class QueueLateRules {
    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofMinutes(5);

    private static String lease(QueuePuller puller, Duration lease) {
        List<PulledMessage> pulled = puller.pull(1, lease);
        assertEquals(1, pulled.size(), "the message is not ready");
        return pulled.get(0).leaseId();
    }

    private static QueueSettleResult retry(QueuePuller puller, String lease, Duration delay) {
        return puller.settle(List.of(), Map.of(lease, delay));
    }

    private static void assertLost(String lease, QueueSettleResult result) {
        assertEquals(Set.of(lease), result.warnings().keySet(), "the lease that is over is not reported as lost");
        assertEquals(0, result.ackCount() + result.retryCount());
    }

    @Rule(value = "Q-LEASE-02", needs = Capability.QUEUE_PULL)
    void acceptsTheAcknowledgementOfAnEarlierLease(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject, "order");
        String earlier = lease(puller, LEASE);
        subject.advance(3);
        String later = lease(puller, LONG);

        assertEquals(
                1,
                puller.settle(List.of(earlier), Map.of()).ackCount(),
                "an acknowledgement counts although another lease runs");

        assertLost(later, retry(puller, later, Duration.ZERO));
        assertEquals(List.of(), puller.pull(1, LONG), "a message that was acknowledged is back");
    }

    @Rule(value = "Q-LEASE-02", needs = Capability.QUEUE_PULL)
    void losesTheRetryOfAnEarlierLease(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject, "order");
        String earlier = lease(puller, LEASE);
        subject.advance(3);
        String later = lease(puller, LONG);

        assertLost(earlier, retry(puller, earlier, Duration.ZERO));

        assertEquals(List.of(), puller.pull(1, LONG), "the retry of an earlier lease has ended a later one");
        assertEquals(1, puller.settle(List.of(later), Map.of()).ackCount());
    }

    @Rule(value = "Q-LEASE-02", needs = Capability.QUEUE_PULL)
    void delaysWhatHasExpiredWithWhatIsHeld(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject, "order", "order");
        String expired = lease(puller, LEASE);
        String held = lease(puller, LONG);
        subject.advance(3);
        Duration delay = Duration.ofSeconds(3);

        QueueSettleResult settled = puller.settle(List.of(), Map.of(expired, delay, held, delay));

        assertEquals(2, settled.retryCount(), "retries of one lease that has expired and of one that has not");
        assertEquals(List.of(), puller.pull(2, LONG), "messages that are ready although their retry is delayed");
        subject.advance(4);
        assertEquals(2, puller.pull(10, LONG).size(), "messages after the delay");
        assertEquals(List.of(), puller.pull(10, LONG), "messages that are leased twice");
    }

    @Rule(
            value = "Q-LEASE-02",
            needs = {Capability.QUEUE_METRICS, Capability.QUEUE_PULL})
    void acknowledgesWhatHasExpiredWithWhatIsHeld(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject, "order", "order");
        String expired = lease(puller, LEASE);
        String held = lease(puller, LONG);
        subject.advance(3);

        assertEquals(2, puller.settle(List.of(expired, held), Map.of()).ackCount());

        assertEquals(
                0, subject.queue("main").metrics().backlogCount(), "messages that wait though all are acknowledged");
        assertEquals(List.of(), puller.pull(2, LONG), "a message that was acknowledged is back");
    }

    @Rule(value = "Q-LEASE-02", needs = Capability.QUEUE_PULL)
    void losesALeaseThatWasAcknowledged(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject, "order");
        String lease = lease(puller, LONG);
        assertEquals(1, puller.settle(List.of(lease), Map.of()).ackCount());

        assertLost(lease, puller.settle(List.of(lease), Map.of()));
        assertLost(lease, retry(puller, lease, Duration.ZERO));

        assertEquals(List.of(), puller.pull(1, LONG), "a message that was acknowledged is back");
    }

    @Rule(value = "Q-LEASE-02", needs = Capability.QUEUE_PULL)
    void losesASecondRetryWhileTheMessageIsDelayed(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject, "order");
        String lease = lease(puller, LONG);
        assertEquals(1, retry(puller, lease, Duration.ofMinutes(10)).retryCount());

        assertLost(lease, retry(puller, lease, Duration.ZERO));

        assertEquals(List.of(), puller.pull(1, LONG), "a lease that was settled before has ended the delay");
    }

    @Rule(value = "Q-LEASE-02", needs = Capability.QUEUE_PULL)
    void acceptsAnAcknowledgementAfterARetry(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject, "order");
        String lease = lease(puller, LONG);
        retry(puller, lease, Duration.ZERO);

        assertEquals(
                1,
                puller.settle(List.of(lease), Map.of()).ackCount(),
                "an acknowledgement counts while the message is stored");
        assertEquals(List.of(), puller.pull(1, LONG), "a message that was acknowledged is back");
    }

    @Rule(value = "Q-LEASE-02", needs = Capability.QUEUE_PULL)
    void countsEachAttemptOnceThoughALeaseWasLost(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject, "order");
        String lease = lease(puller, LONG);
        retry(puller, lease, Duration.ZERO);
        retry(puller, lease, Duration.ZERO);
        retry(puller, lease, Duration.ZERO);

        assertEquals(2, only(puller.pull(1, LONG)).attempts(), "attempts");
    }

    @Rule(
            value = "Q-LEASE-02",
            needs = {Capability.QUEUE_PULL, Capability.QUEUE_RELEASE})
    void losesALeaseThatWasGivenBack(QueueSubject subject) {
        subject.open(QueueSetup.of("main", quick().withMaxBatchTimeout(Duration.ZERO))
                .withoutConsumer());
        subject.queue("main").send("order");
        QueuePuller puller = subject.puller("main");
        subject.giveBack("main");
        String given = subject.leases("main").get(0);

        assertLost(given, retry(puller, given, Duration.ofHours(1)));

        assertEquals(1, puller.pull(1, LONG).size(), "a lease that was given back has delayed the message");
        assertNotEquals(given, subject.leases("main").get(0), "the name of the lease after one that was given back");
    }

    @Rule(
            value = "Q-LEASE-03",
            needs = {Capability.QUEUE_PULL, Capability.QUEUE_RELEASE})
    void countsNoAttemptWhenAMessageIsGivenBack(QueueSubject subject) {
        subject.open(QueueSetup.of("main", quick().withMaxBatchTimeout(Duration.ZERO))
                .withoutConsumer());
        subject.queue("main").send("order");

        subject.giveBack("main");

        List<PulledMessage> pulled = subject.puller("main").pull(1, LONG);
        assertEquals(1, pulled.size(), "a message that was given back is not ready at once");
        assertEquals(1, pulled.get(0).attempts(), "attempts after a message was given back");
    }

    @Rule(
            value = "Q-PULL-02",
            needs = {Capability.CONTROLLED_CLOCK, Capability.QUEUE_PULL})
    void endsALeaseAfterItsTimeAndNotBefore(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject, "order");
        puller.pull(1, Duration.ofMinutes(2));

        subject.pass(Duration.ofSeconds(119));
        assertEquals(List.of(), puller.pull(1, LONG), "the lease has ended a second early");
        subject.pass(Duration.ofSeconds(1));

        assertEquals(1, puller.pull(1, LONG).size(), "the lease has not ended in time");
    }

    @Rule(
            value = "Q-ACK-09",
            needs = {Capability.CONTROLLED_CLOCK, Capability.QUEUE_PULL})
    void endsTheDelayOfARetryInTimeAndNotBefore(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject, "order");
        retry(puller, lease(puller, LEASE), Duration.ofMinutes(2));

        subject.pass(Duration.ofSeconds(119));
        assertEquals(List.of(), puller.pull(1, LONG), "the delay has ended a second early");
        subject.pass(Duration.ofSeconds(1));

        assertEquals(1, puller.pull(1, LONG).size(), "the delay has not ended in time");
    }

    @Rule(
            value = "Q-SEND-10",
            needs = {Capability.CONTROLLED_CLOCK, Capability.QUEUE_PULL})
    void endsADelayInTimeAndNotBefore(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject);
        subject.queue("main").send("order", QueueScripts.later(120));

        subject.pass(Duration.ofSeconds(119));
        assertEquals(List.of(), puller.pull(1, LONG), "the delay has ended a second early");
        subject.pass(Duration.ofSeconds(1));

        assertEquals(1, puller.pull(1, LONG).size(), "the delay has not ended in time");
    }
}
