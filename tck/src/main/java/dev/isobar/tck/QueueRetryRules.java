package dev.isobar.tck;

import static dev.isobar.tck.QueueScripts.main;
import static dev.isobar.tck.QueueScripts.numbers;
import static dev.isobar.tck.QueueScripts.quick;
import static dev.isobar.tck.QueueScripts.requests;
import static dev.isobar.tck.QueueScripts.script;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.queue.Queue;
import dev.isobar.tck.QueueDelivery.Call;
import java.time.Duration;
import java.util.List;

/** Rules Q-ACK-04, Q-ACK-06, Q-ACK-07, Q-ACK-09 and Q-ACK-10: how long a retry waits. */
abstract class QueueRetryRules {
    @Rule("Q-ACK-04")
    void takesTheDelayOfTheLastRetry(QueueSubject subject) {
        Queue queue = main(subject, quick());
        queue.send(script(1, "retry:20+retry:3", "ack"));
        subject.advance(2);

        assertEquals(List.of(), subject.advance(2));
        assertEquals(List.of(1), numbers(subject.advance(4)));
    }

    @Rule("Q-ACK-04")
    void forgetsADelayThatALaterRetryLeavesOut(QueueSubject subject) {
        Queue queue = main(subject, quick());
        queue.send(script(1, "retry:20+retry", "ack"));

        assertEquals(List.of(1, 1), numbers(subject.advance(5)));
    }

    @Rule("Q-ACK-06")
    void letsARetryAfterRetryAllSetItsOwnDelay(QueueSubject subject) {
        Queue queue = main(subject, quick());
        queue.sendBatch(requests(script(1, "retryAll:20+retry:1", "ack"), script(2, "none")));
        subject.advance(2);

        assertEquals(List.of(1), numbers(subject.advance(4)));
    }

    @Rule("Q-ACK-07")
    void takesTheLastDelayGivenToRetryAll(QueueSubject subject) {
        Queue queue = main(subject, quick());
        queue.sendBatch(requests(script(1, "retryAll:20", "ack"), script(2, "retryAll:3+retryAll", "ack")));
        subject.advance(1);

        assertEquals(List.of(), subject.advance(2));
        assertEquals(List.of(1, 2), numbers(subject.advance(4)));
    }

    @Rule("Q-ACK-09")
    void prefersTheDelayOfTheRetryToTheConsumers(QueueSubject subject) {
        Queue queue = main(subject, quick().withRetryDelay(Duration.ofSeconds(20)));
        queue.send(script(1, "retry:2", "ack"));
        subject.advance(2);

        assertEquals(List.of(1), numbers(subject.advance(5)));
    }

    @Rule("Q-ACK-09")
    void prefersTheDelayOfRetryAllToTheConsumers(QueueSubject subject) {
        Queue queue = main(subject, quick().withRetryDelay(Duration.ofSeconds(20)));
        queue.sendBatch(requests(script(1, "retryAll:2", "ack"), script(2, "none")));
        subject.advance(2);

        assertEquals(List.of(1, 2), numbers(subject.advance(5)));
    }

    @Rule("Q-ACK-09")
    void waitsForTheConsumersDelayOtherwise(QueueSubject subject) {
        Queue queue = main(subject, quick().withRetryDelay(Duration.ofSeconds(5)));
        queue.send(script(1, "retry", "ack"));
        subject.advance(2);

        assertEquals(List.of(), subject.advance(4));
        assertEquals(List.of(1), numbers(subject.advance(4)));
    }

    @Rule("Q-ACK-09")
    void waitsForTheConsumersDelayWhenTheHandlerThrows(QueueSubject subject) {
        Queue queue = main(subject, quick().withRetryDelay(Duration.ofSeconds(5)));
        queue.send(script(1, "throw", "ack"));
        subject.advance(2);

        assertEquals(List.of(), subject.advance(4));
        assertEquals(List.of(1), numbers(subject.advance(4)));
    }

    @Rule("Q-ACK-09")
    void takesAnExplicitZeroForADelay(QueueSubject subject) {
        Queue queue = main(subject, quick().withRetryDelay(Duration.ofSeconds(20)));
        queue.sendBatch(requests(script(1, "retry:0", "ack"), script(2, "retryAll:6", "ack")));

        assertEquals(List.of(1, 1, 2), numbers(subject.advance(5)));
        assertEquals(List.of(2), numbers(subject.advance(6)));
    }

    @Rule("Q-ACK-10")
    void refusesRetryDelaysOutOfRangeInTheCall(QueueSubject subject) {
        Queue queue = main(subject, quick());
        queue.sendBatch(requests(script(1, "retry:86401"), script(2, "retryAll:-1")));

        List<QueueDelivery> deliveries = subject.advance(3);

        assertEquals(
                List.of(new Call(1, "retry:86401 refused"), new Call(2, "retryAll:-1 refused")),
                deliveries.get(0).calls());
        assertEquals(1, deliveries.size());
    }
}
