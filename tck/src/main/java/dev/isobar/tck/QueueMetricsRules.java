package dev.isobar.tck;

import static dev.isobar.tck.QueueScripts.main;
import static dev.isobar.tck.QueueScripts.quick;
import static dev.isobar.tck.QueueScripts.requests;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.queue.Queue;
import dev.isobar.queue.QueueMetrics;
import dev.isobar.queue.QueueSendOptions;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.util.List;

/** Rules Q-SEND-15 and Q-MET-01: what a queue tells of its backlog. */
abstract class QueueMetricsRules {
    @Rule("Q-SEND-15")
    void answersASendWithNumbersThatAreNotNegativeOrNone(QueueSubject subject) {
        Queue queue = main(subject, quick());

        QueueMetrics metrics = queue.send("x").metrics();

        assertTrue(metrics == null || (metrics.backlogCount() >= 0 && metrics.backlogBytes() >= 0));
    }

    @Rule(value = "Q-MET-01", needs = Capability.QUEUE_METRICS)
    void countsWhatWaits(QueueSubject subject) {
        Queue queue = main(subject, quick());

        queue.sendBatch(requests("ab", "c"));

        QueueMetrics metrics = queue.metrics();
        assertEquals(2, metrics.backlogCount());
        assertEquals(7, metrics.backlogBytes());
        assertNotNull(metrics.oldestMessageTimestamp());
    }

    @Rule(
            value = "Q-MET-01",
            needs = {Capability.QUEUE_METRICS, Capability.QUEUE_PULL, Capability.QUEUE_PURGE})
    void countsTheBytesOfWhatWaitsAlone(QueueSubject subject) {
        Queue queue = main(subject, quick());
        queue.send("a");
        queue.send("long");

        int taken = subject.puller("main").pull(1, Duration.ofMinutes(1)).get(0).body().length;
        assertEquals(3 + 6 - taken, queue.metrics().backlogBytes());
        subject.control("main").purge();
        queue.send("a");

        assertEquals(3, queue.metrics().backlogBytes());
    }

    @Rule(value = "Q-MET-01", needs = Capability.QUEUE_METRICS)
    void doesNotCountWhatIsDelayed(QueueSubject subject) {
        Queue queue = main(subject, quick());

        queue.send("later", QueueSendOptions.NONE.withDelay(Duration.ofSeconds(10)));

        assertEquals(0, queue.metrics().backlogCount());
    }

    @Rule(value = "Q-MET-01", needs = Capability.QUEUE_METRICS)
    void knowsNoOldestMessageOfAnEmptyQueue(QueueSubject subject) {
        Queue queue = main(subject, quick());
        queue.send("x");
        subject.advance(2);

        QueueMetrics metrics = queue.metrics();

        assertEquals(0, metrics.backlogCount());
        assertEquals(0, metrics.backlogBytes());
        assertNull(metrics.oldestMessageTimestamp());
    }

    @Rule(value = "Q-MET-01", needs = Capability.QUEUE_METRICS)
    void tellsABatchWhatIsLeft(QueueSubject subject) {
        Queue queue = main(subject, quick().withMaxBatchSize(2));
        queue.sendBatch(requests("a", "b", "c"));

        List<QueueDelivery> deliveries = subject.advance(2);

        QueueMetrics left = deliveries.get(0).metrics();
        assertNotNull(left);
        assertEquals(1, left.backlogCount());
    }

    @Rule(value = "Q-MET-01", without = Capability.QUEUE_METRICS)
    void refusesToCount(QueueSubject subject) {
        Queue queue = main(subject, quick());

        UnsupportedCapabilityException refused = assertThrows(UnsupportedCapabilityException.class, queue::metrics);

        assertEquals("queue-metrics", refused.capability());
    }
}
