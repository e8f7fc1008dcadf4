package dev.isobar.tck;

import static dev.isobar.tck.QueueScripts.only;
import static dev.isobar.tck.QueueScripts.quick;
import static dev.isobar.tck.QueueScripts.requests;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.queue.PulledMessage;
import dev.isobar.queue.QueuePuller;
import dev.isobar.queue.QueueSettleResult;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Rules Q-PULL-01 to Q-PULL-04: messages that are pulled and settled by their lease. */
abstract class QueuePullRules {
    private static final Duration LEASE = Duration.ofSeconds(3);

    private static QueuePuller puller(QueueSubject subject, Object... bodies) {
        subject.open(QueueSetup.of("main", quick()).withoutConsumer());
        if (bodies.length > 0) {
            subject.queue("main").sendBatch(requests(bodies));
        }
        return subject.puller("main");
    }

    @Rule(value = "Q-PULL-01", needs = Capability.QUEUE_PULL)
    void returnsAtOnceWhatThereIs(QueueSubject subject) {
        QueuePuller puller = puller(subject, "a", "b", "c");

        assertEquals(2, puller.pull(2, LEASE).size());
        assertEquals(1, puller.pull(2, LEASE).size());
        assertEquals(List.of(), puller.pull(2, LEASE));
    }

    @Rule(value = "Q-PULL-01", needs = Capability.QUEUE_PULL)
    void refusesBatchSizesOutOfRange(QueueSubject subject) {
        QueuePuller puller = puller(subject);

        assertThrows(InvalidRequestException.class, () -> puller.pull(0, LEASE));
        assertThrows(InvalidRequestException.class, () -> puller.pull(101, LEASE));
    }

    @Rule(value = "Q-PULL-02", needs = Capability.QUEUE_PULL)
    void givesAMessageBackWhenItsLeaseEnds(QueueSubject subject) {
        QueuePuller puller = puller(subject, "a");
        puller.pull(1, LEASE);
        subject.advance(1);
        assertEquals(List.of(), puller.pull(1, LEASE));

        subject.advance(3);

        assertEquals(
                List.of(2),
                puller.pull(1, LEASE).stream().map(PulledMessage::attempts).toList());
    }

    @Rule(value = "Q-PULL-02", needs = Capability.QUEUE_PULL)
    void refusesLeasesOutOfRange(QueueSubject subject) {
        QueuePuller puller = puller(subject);

        for (Duration lease : Stream.concat(Times.ENDLESS.stream(), Stream.of(Duration.ofHours(13), Duration.ZERO))
                .toList()) {
            assertThrows(InvalidRequestException.class, () -> puller.pull(1, lease), lease::toString);
        }
    }

    @Rule(value = "Q-PULL-03", needs = Capability.QUEUE_PULL)
    void givesEachDeliveryALeaseOfItsOwn(QueueSubject subject) {
        QueuePuller puller = puller(subject, "a");
        PulledMessage first = only(puller.pull(1, LEASE));
        subject.advance(4);

        PulledMessage second = only(puller.pull(1, LEASE));

        assertEquals(first.id(), second.id());
        assertNotEquals(first.leaseId(), second.leaseId());
    }

    @Rule(value = "Q-PULL-03", needs = Capability.QUEUE_PULL)
    void acceptsALateAcknowledgement(QueueSubject subject) {
        QueuePuller puller = puller(subject, "a");
        String lease = only(puller.pull(1, LEASE)).leaseId();
        subject.advance(4);

        QueueSettleResult result = puller.settle(List.of(lease), Map.of());

        assertEquals(1, result.ackCount());
        assertEquals(List.of(), puller.pull(1, LEASE));
    }

    @Rule(value = "Q-PULL-03", needs = Capability.QUEUE_PULL)
    void warnsOfALostLeaseAndLeavesTheMessageToItsNewHolder(QueueSubject subject) {
        QueuePuller puller = puller(subject, "a");
        String lost = only(puller.pull(1, LEASE)).leaseId();
        subject.advance(4);
        puller.pull(1, LEASE);

        QueueSettleResult result = puller.settle(List.of(), Map.of(lost, Duration.ZERO));

        assertEquals(0, result.retryCount());
        assertTrue(result.warnings().containsKey(lost));
        assertEquals(List.of(), puller.pull(1, LEASE));
    }

    @Rule(value = "Q-PULL-03", needs = Capability.QUEUE_PULL)
    void warnsOfTheLeaseOfAMessageThatIsGoneAndSettlesTheOthers(QueueSubject subject) {
        QueuePuller puller = puller(subject, "a", "b", "c");
        List<String> leases = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            leases.add(only(puller.pull(1, LEASE.multipliedBy(20))).leaseId());
        }
        puller.settle(List.of(leases.get(1)), Map.of());

        QueueSettleResult result = puller.settle(leases, Map.of());

        assertEquals(2, result.ackCount(), "messages that were acknowledged beside one that is gone");
        assertEquals(Set.of(leases.get(1)), result.warnings().keySet());
    }

    @Rule(value = "Q-PULL-04", needs = Capability.QUEUE_PULL)
    void settlesBothKindsInOneCall(QueueSubject subject) {
        QueuePuller puller = puller(subject, "a", "b");
        List<PulledMessage> pulled = puller.pull(2, LEASE);

        QueueSettleResult result = puller.settle(
                List.of(pulled.get(0).leaseId()), Map.of(pulled.get(1).leaseId(), Duration.ZERO));

        assertEquals(new QueueSettleResult(1, 1, Map.of()), result);
        assertEquals(
                List.of(pulled.get(1).id()),
                puller.pull(2, LEASE).stream().map(PulledMessage::id).toList());
    }

    @Rule(value = "Q-PULL-04", needs = Capability.QUEUE_PULL)
    void hidesARetriedMessageForItsDelay(QueueSubject subject) {
        QueuePuller puller = puller(subject, "a");
        String lease = only(puller.pull(1, LEASE)).leaseId();

        puller.settle(List.of(), Map.of(lease, Duration.ofSeconds(6)));

        subject.advance(4);
        assertEquals(List.of(), puller.pull(1, LEASE));
        subject.advance(3);
        assertEquals(1, puller.pull(1, LEASE).size());
    }

    @Rule(value = "Q-PULL-06", without = Capability.QUEUE_PULL)
    void refusesToPull(QueueSubject subject) {
        QueuePuller puller = puller(subject);

        UnsupportedCapabilityException refused = assertThrows(UnsupportedCapabilityException.class, puller::pull);

        assertEquals("queue-pull", refused.capability());
    }
}
