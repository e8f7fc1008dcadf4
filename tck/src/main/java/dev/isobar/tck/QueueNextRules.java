package dev.isobar.tck;

import static dev.isobar.tck.QueueScripts.later;
import static dev.isobar.tck.QueueScripts.quick;
import static dev.isobar.tck.QueueScripts.unconsumed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.queue.QueuePuller;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rule Q-TIME-02: when a store says that something may come. */
abstract class QueueNextRules {
    private static void assertNoLater(Duration latest, @Nullable Duration said) {
        assertTrue(
                said == null || said.compareTo(latest) <= 0,
                () -> "the store says that nothing comes for " + said + ", but something does in " + latest);
    }

    @Rule(value = "Q-TIME-02", needs = Capability.QUEUE_PULL)
    void namesTheEndOfADelay(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject);
        subject.queue("main").send("tomorrow", later(86_400));
        subject.queue("main").send("soon", later(30));

        assertEquals(List.of(), puller.pull(1, Duration.ofMinutes(1)));

        assertNoLater(Duration.ofSeconds(30), subject.next("main"));
    }

    @Rule(value = "Q-TIME-02", needs = Capability.QUEUE_PULL)
    void namesTheEndOfALease(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject, "order");
        subject.queue("main").send("tomorrow", later(86_400));
        assertEquals(1, puller.pull(1, Duration.ofMinutes(1)).size());

        assertEquals(List.of(), puller.pull(1, Duration.ofMinutes(1)));

        assertNoLater(Duration.ofMinutes(1), subject.next("main"));
    }

    @Rule(value = "Q-TIME-02", needs = Capability.QUEUE_FILL)
    void namesTheTimeAtWhichABatchIsDue(QueueSubject subject) {
        QueueScripts.main(subject, quick().withMaxBatchTimeout(Duration.ofSeconds(40)));
        subject.queue("main").send("tomorrow", later(86_400));
        subject.queue("main").send("order");

        assertEquals(List.of(), subject.advance(0));

        assertNoLater(Duration.ofSeconds(40), subject.next("main"));
    }

    @Rule(value = "Q-TIME-02", needs = Capability.QUEUE_FILL)
    void namesTheDelayOfWhatFillsABatch(QueueSubject subject) {
        QueueScripts.main(
                subject, quick().withMaxBatchTimeout(Duration.ofSeconds(40)).withMaxBatchSize(2));
        subject.queue("main").send("order");
        subject.queue("main").send("soon", later(20));

        assertEquals(List.of(), subject.advance(0));

        assertNoLater(Duration.ofSeconds(20), subject.next("main"));
    }

    @Rule(value = "Q-TIME-02", needs = Capability.QUEUE_PULL)
    void doesNotAskForAnotherCallAtOnceOfAnEmptyQueue(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject);

        assertEquals(List.of(), puller.pull(1, Duration.ofMinutes(1)));

        Duration said = subject.next("main");
        assertTrue(
                said == null || said.compareTo(Duration.ZERO) > 0,
                "an empty queue says that a message may come at once: a consumer would ask it without a pause");
    }
}
