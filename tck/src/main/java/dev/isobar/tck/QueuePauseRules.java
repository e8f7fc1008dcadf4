package dev.isobar.tck;

import static dev.isobar.tck.QueueScripts.bodies;
import static dev.isobar.tck.QueueScripts.later;
import static dev.isobar.tck.QueueScripts.main;
import static dev.isobar.tck.QueueScripts.only;
import static dev.isobar.tck.QueueScripts.quick;
import static dev.isobar.tck.QueueScripts.unconsumed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.ConflictException;
import dev.isobar.queue.PulledMessage;
import dev.isobar.queue.QueuePuller;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Rules Q-PAUSE-01 and Q-PURGE-01: leased and delayed messages of a queue that is paused or purged. */
abstract class QueuePauseRules {
    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofMinutes(5);

    @Rule(
            value = "Q-PAUSE-01",
            needs = {Capability.QUEUE_PAUSE, Capability.QUEUE_PULL})
    void settlesAndHidesWhilePaused(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject, "a", "b");
        String done = only(puller.pull(1, LONG)).leaseId();
        PulledMessage expiring = only(puller.pull(1, LEASE));
        subject.control("main").pause();

        assertEquals(1, puller.settle(List.of(done), Map.of()).ackCount(), "a paused queue settles");
        subject.advance(3);
        assertThrows(ConflictException.class, () -> puller.pull(10, LONG), "a lease that ends does not end a pause");
        subject.control("main").resume();

        List<PulledMessage> left = puller.pull(10, LONG);
        assertEquals(1, left.size(), "messages after the pause");
        assertEquals(expiring.id(), left.get(0).id());
        assertEquals(2, left.get(0).attempts(), "attempts after the pause");
    }

    @Rule(value = "Q-PAUSE-01", needs = Capability.QUEUE_PAUSE)
    void endsDelaysWhilePaused(QueueSubject subject) {
        main(subject, quick()).send("order", later(2));
        subject.control("main").pause();
        subject.control("main").pause();
        assertEquals(List.of(), subject.advance(3), "what a paused queue delivers");

        subject.control("main").resume();

        assertEquals(List.of("order"), bodies(subject.advance(2)), "what a resumed queue delivers");
    }

    @Rule(value = "Q-PAUSE-01", needs = Capability.QUEUE_PAUSE)
    void pausesOneQueueAlone(QueueSubject subject) {
        subject.open(
                QueueSetup.of("main", quick().withMaxBatchTimeout(Duration.ZERO)),
                QueueSetup.of("other", quick().withMaxBatchTimeout(Duration.ZERO)));
        subject.control("main").pause();

        subject.queue("main").send("held");
        subject.queue("other").send("sent");

        assertEquals(List.of("sent"), bodies(subject.advance(0)));
    }

    @Rule(
            value = "Q-PAUSE-01",
            needs = {Capability.QUEUE_METRICS, Capability.QUEUE_PAUSE, Capability.QUEUE_PEEK})
    void countsAndShowsWhilePaused(QueueSubject subject) {
        unconsumed(subject, "before");
        subject.control("main").pause();
        subject.queue("main").send("after");

        assertEquals(2, subject.queue("main").metrics().backlogCount(), "messages that wait in a paused queue");
        assertEquals(2, subject.control("main").peek(10).size(), "messages that are seen in a paused queue");
    }

    @Rule(
            value = "Q-PURGE-01",
            needs = {Capability.QUEUE_PULL, Capability.QUEUE_PURGE})
    void deletesWhatIsLeased(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject, "expires", "fails");
        puller.pull(1, LEASE);
        String failing = only(puller.pull(1, LONG)).leaseId();

        subject.control("main").purge();
        puller.settle(List.of(), Map.of(failing, Duration.ZERO));
        subject.advance(3);

        assertEquals(List.of(), puller.pull(10, LONG), "messages that were purged while they were leased");
    }

    @Rule(
            value = "Q-PURGE-01",
            needs = {Capability.QUEUE_PAUSE, Capability.QUEUE_PULL, Capability.QUEUE_PURGE})
    void leavesAPauseAsItIs(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject, "order");
        subject.control("main").pause();

        subject.control("main").purge();
        subject.queue("main").send("after");

        assertThrows(ConflictException.class, () -> puller.pull(10, LONG), "a purge does not end a pause");
    }
}
