package dev.isobar.tck;

import static dev.isobar.tck.QueueScripts.main;
import static dev.isobar.tck.QueueScripts.numbers;
import static dev.isobar.tck.QueueScripts.quick;
import static dev.isobar.tck.QueueScripts.requests;
import static dev.isobar.tck.QueueScripts.script;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.queue.Queue;
import java.util.List;

/** Rules Q-ACK-01 to Q-ACK-07, Q-ACK-11 and Q-ACK-12: which call decides about a message. */
abstract class QueueAckRules {
    /** Sends scripts together and tells which of them come again after the first delivery. */
    private static List<Integer> comeAgain(QueueSubject subject, Object... scripts) {
        Queue queue = main(subject, quick());
        queue.sendBatch(requests(scripts));
        List<QueueDelivery> deliveries = subject.advance(3);

        assertEquals(scripts.length, deliveries.get(0).messages().size());
        return numbers(deliveries.subList(1, deliveries.size()));
    }

    @Rule("Q-ACK-01")
    void acknowledgesWhatTheHandlerLeavesOpen(QueueSubject subject) {
        assertEquals(List.of(), comeAgain(subject, script(1, "none"), script(2, "none")));
    }

    @Rule("Q-ACK-01")
    void acknowledgesTheRestBesideARetry(QueueSubject subject) {
        assertEquals(List.of(2), comeAgain(subject, script(1, "none"), script(2, "retry", "ack")));
    }

    @Rule("Q-ACK-02")
    void retriesWhatIsOpenWhenTheHandlerThrows(QueueSubject subject) {
        assertEquals(List.of(1, 2), comeAgain(subject, script(1, "none"), script(2, "throw", "ack")));
    }

    @Rule("Q-ACK-02")
    void keepsAnAcknowledgementWhenTheHandlerThrows(QueueSubject subject) {
        assertEquals(
                List.of(2), comeAgain(subject, script(1, "ack", "throw"), script(2, "none"), script(3, "ack+throw")));
    }

    @Rule("Q-ACK-03")
    void keepsAckAllWhenTheHandlerThrows(QueueSubject subject) {
        assertEquals(List.of(), comeAgain(subject, script(1, "ackAll+throw"), script(2, "none")));
    }

    @Rule("Q-ACK-04")
    void keepsTheFirstOfAckAndRetry(QueueSubject subject) {
        assertEquals(List.of(2), comeAgain(subject, script(1, "ack+retry"), script(2, "retry+ack", "ack")));
    }

    @Rule("Q-ACK-04")
    void takesASecondAckForNothing(QueueSubject subject) {
        assertEquals(List.of(), comeAgain(subject, script(1, "ack+ack")));
    }

    @Rule("Q-ACK-05")
    void keepsAnAckBeforeRetryAll(QueueSubject subject) {
        assertEquals(List.of(2), comeAgain(subject, script(1, "ack+retryAll", "ack"), script(2, "none")));
    }

    @Rule("Q-ACK-05")
    void keepsARetryBeforeAckAll(QueueSubject subject) {
        assertEquals(List.of(1), comeAgain(subject, script(1, "retry+ackAll", "ack"), script(2, "none")));
    }

    @Rule("Q-ACK-06")
    void ignoresARetryAfterAckAll(QueueSubject subject) {
        assertEquals(List.of(), comeAgain(subject, script(1, "ackAll+retry"), script(2, "none")));
    }

    @Rule("Q-ACK-06")
    void ignoresAnAckAfterRetryAll(QueueSubject subject) {
        assertEquals(List.of(1, 2), comeAgain(subject, script(1, "retryAll+ack", "ack"), script(2, "none")));
    }

    @Rule("Q-ACK-07")
    void keepsTheFirstOfAckAllAndRetryAll(QueueSubject subject) {
        assertEquals(List.of(), comeAgain(subject, script(1, "ackAll+retryAll"), script(2, "none")));
    }

    @Rule("Q-ACK-07")
    void keepsRetryAllBeforeAckAll(QueueSubject subject) {
        assertEquals(List.of(1, 2), comeAgain(subject, script(1, "retryAll+ackAll", "ack"), script(2, "none")));
    }

    @Rule("Q-ACK-11")
    void ignoresCallsAfterTheHandlerHasEnded(QueueSubject subject) {
        assertEquals(List.of(2), comeAgain(subject, script(1, "late:retry"), script(2, "retry+late:ack", "ack")));
    }

    @Rule("Q-ACK-12")
    void decidesForEachMessageByItsOwnCallsFirst(QueueSubject subject) {
        assertEquals(
                List.of(2, 3),
                comeAgain(
                        subject,
                        script(1, "ack"),
                        script(2, "retry", "ack"),
                        script(3, "none"),
                        script(4, "ack+retryAll+throw")));
    }
}
