package dev.isobar.tck;

import static dev.isobar.tck.QueueScripts.attempts;
import static dev.isobar.tck.QueueScripts.deliveredTo;
import static dev.isobar.tck.QueueScripts.main;
import static dev.isobar.tck.QueueScripts.numbers;
import static dev.isobar.tck.QueueScripts.quick;
import static dev.isobar.tck.QueueScripts.requests;
import static dev.isobar.tck.QueueScripts.script;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.ConfigurationException;
import dev.isobar.queue.Queue;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.spi.Capability;
import dev.isobar.tck.QueueDelivery.Seen;
import java.time.Duration;
import java.util.List;

/** Rules Q-DLQ-01 to Q-DLQ-03 and Q-DLQ-06: messages whose last attempt has failed. */
abstract class QueueDeadLetterRules {
    /** Opens "main" with one retry and the dead letter queue "dead", which has a consumer too. */
    private static Queue mainAndDead(QueueSubject subject) {
        subject.open(
                QueueSetup.of("main", quick().withMaxRetries(1).withDeadLetterQueue("dead")),
                QueueSetup.of("dead", quick()));
        return subject.queue("main");
    }

    @Rule("Q-DLQ-01")
    void deliversOnceMoreThanThereAreRetries(QueueSubject subject) {
        Queue queue = main(subject, quick().withMaxRetries(2));
        queue.send(script(1, "retry"));

        assertEquals(List.of(1, 2, 3), attempts(subject.advance(8)));
    }

    @Rule("Q-DLQ-01")
    void deliversOnceWithoutRetries(QueueSubject subject) {
        Queue queue = main(subject, quick().withMaxRetries(0));
        queue.send(script(1, "throw"));

        assertEquals(List.of(1), attempts(subject.advance(5)));
    }

    @Rule("Q-DLQ-02")
    void movesToTheDeadLetterQueueWhatIsRetriedOutOfAttempts(QueueSubject subject) {
        mainAndDead(subject).send(script(1, "retry"));

        List<QueueDelivery> deliveries = subject.advance(4);

        assertEquals(2, deliveredTo("main", deliveries).size());
        assertEquals(List.of(1), numbers(deliveredTo("dead", deliveries).subList(0, 1)));
    }

    @Rule("Q-DLQ-02")
    void movesToTheDeadLetterQueueWhatFailsOutOfAttempts(QueueSubject subject) {
        mainAndDead(subject).sendBatch(requests(script(1, "throw"), script(2, "none")));

        assertEquals(
                List.of(1, 2), numbers(deliveredTo("dead", subject.advance(4)).subList(0, 1)));
    }

    @Rule("Q-DLQ-02")
    void deletesWithoutADeadLetterQueue(QueueSubject subject) {
        Queue queue = main(subject, quick().withMaxRetries(0));
        queue.send(script(1, "retry"));
        subject.advance(2);

        assertEquals(List.of(), subject.advance(10));
    }

    @Rule("Q-DLQ-02")
    void keepsADeadLetterUntilItsQueueIsConsumed(QueueSubject subject) {
        subject.open(
                QueueSetup.of("main", quick().withMaxRetries(0).withDeadLetterQueue("dead")),
                QueueSetup.of("dead", quick().withMaxRetries(0).withMaxBatchTimeout(Duration.ZERO))
                        .withoutConsumer());
        subject.queue("main").send(script(1, "retry"));
        subject.advance(3);

        subject.consume("dead");

        assertEquals(List.of(1), numbers(subject.advance(0)));
    }

    @Rule("Q-DLQ-03")
    void keepsIdTimestampAndBodyInTheDeadLetterQueue(QueueSubject subject) {
        mainAndDead(subject).send(script(1, "retry"));

        List<QueueDelivery> deliveries = subject.advance(4);

        Seen first = deliveries.get(0).messages().get(0);
        Seen dead = deliveredTo("dead", deliveries).get(0).messages().get(0);
        assertEquals(first.id(), dead.id());
        assertEquals(first.timestamp(), dead.timestamp());
        assertEquals(first.body(), dead.body());
    }

    @Rule(value = "Q-DLQ-03", needs = Capability.QUEUE_BYTES)
    void keepsTheContentTypeInTheDeadLetterQueue(QueueSubject subject) {
        Queue queue = mainAndDead(subject);
        queue.send(new byte[] {1, 2});
        queue.send(script(1, "throw"));

        List<Object> dead = deliveredTo("dead", subject.advance(4)).get(0).messages().stream()
                .map(Seen::body)
                .filter(byte[].class::isInstance)
                .map(Object.class::cast)
                .toList();

        assertArrayEquals(new byte[] {1, 2}, (byte[]) dead.get(0));
    }

    @Rule("Q-DLQ-03")
    void countsAttemptsAnewInTheDeadLetterQueue(QueueSubject subject) {
        mainAndDead(subject).send(script(1, "retry"));

        assertEquals(List.of(1, 2, 3), attempts(deliveredTo("dead", subject.advance(8))));
    }

    @Rule("Q-DLQ-06")
    void refusesAQueueAsItsOwnDeadLetterQueue(QueueSubject subject) {
        QueueConsumerSettings circle = quick().withDeadLetterQueue("main");

        ConfigurationException refused =
                assertThrows(ConfigurationException.class, () -> subject.open(QueueSetup.of("main", circle)));

        assertTrue(
                String.valueOf(refused.getMessage()).contains("Dead letter queue for queue \"main\" cannot be itself"));
    }

    @Rule("Q-DLQ-06")
    void letsADeadLetterQueueHaveItsOwn(QueueSubject subject) {
        subject.open(
                QueueSetup.of("main", quick().withMaxRetries(0).withDeadLetterQueue("dead")),
                QueueSetup.of("dead", quick().withMaxRetries(0).withDeadLetterQueue("grave")),
                QueueSetup.of("grave", quick().withMaxRetries(0)));
        subject.queue("main").send(script(1, "retry"));

        List<String> queues =
                subject.advance(6).stream().map(QueueDelivery::queue).toList();

        assertEquals(List.of("main", "dead", "grave"), queues);
    }
}
