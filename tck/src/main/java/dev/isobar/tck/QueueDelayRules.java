package dev.isobar.tck;

import static dev.isobar.tck.QueueScripts.bodies;
import static dev.isobar.tck.QueueScripts.main;
import static dev.isobar.tck.QueueScripts.quick;
import static dev.isobar.tck.QueueScripts.requests;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.queue.MessageSendRequest;
import dev.isobar.queue.Queue;
import dev.isobar.queue.QueueSendBatchOptions;
import dev.isobar.queue.QueueSendOptions;
import java.time.Duration;
import java.util.List;

/** Rules Q-SEND-08 to Q-SEND-10: messages that wait before they are seen. */
abstract class QueueDelayRules {
    private static QueueSendOptions delay(int seconds) {
        return QueueSendOptions.NONE.withDelay(Duration.ofSeconds(seconds));
    }

    @Rule("Q-SEND-08")
    void takesADelayOfADayAndNoMore(QueueSubject subject) {
        Queue queue = main(subject, quick());

        queue.send("tomorrow", delay(86_400));
        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> queue.send("later", delay(86_401)));

        assertEquals("10203", refused.code());
    }

    @Rule("Q-SEND-08")
    void refusesANegativeDelay(QueueSubject subject) {
        Queue queue = main(subject, quick());

        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> queue.send("earlier", delay(-1)));

        assertEquals("10203", refused.code());
        assertEquals(List.of(), subject.advance(2));
    }

    @Rule("Q-SEND-08")
    void refusesEndlessDelays(QueueSubject subject) {
        Queue queue = main(subject, quick());

        for (Duration delay : Times.ENDLESS) {
            QueueSendOptions late = QueueSendOptions.NONE.withDelay(delay);
            assertThrows(InvalidRequestException.class, () -> queue.send("never", late), delay::toString);
        }
        assertEquals(List.of(), subject.advance(2));
    }

    @Rule("Q-SEND-08")
    void refusesTheDelayOfABatchWithItsOwnCode(QueueSubject subject) {
        Queue queue = main(subject, quick());
        QueueSendBatchOptions tooLong = QueueSendBatchOptions.NONE.withDelay(Duration.ofSeconds(86_401));

        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> queue.sendBatch(requests("x"), tooLong));

        assertEquals("10202", refused.code());
    }

    @Rule("Q-SEND-08")
    void refusesTheDelayOfAMessageInABatch(QueueSubject subject) {
        Queue queue = main(subject, quick());
        List<MessageSendRequest> tooLong = List.of(MessageSendRequest.of("x").withDelay(Duration.ofDays(2)));

        InvalidRequestException refused = assertThrows(InvalidRequestException.class, () -> queue.sendBatch(tooLong));

        assertEquals("10203", refused.code());
    }

    @Rule("Q-SEND-08")
    void cutsFractionsOfASecond(QueueSubject subject) {
        Queue queue = main(subject, quick().withMaxBatchTimeout(Duration.ZERO));

        queue.send("soon", QueueSendOptions.NONE.withDelay(Duration.ofMillis(900)));

        assertEquals(List.of("soon"), bodies(subject.advance(0)));
    }

    @Rule("Q-SEND-09")
    void prefersTheDelayOfTheMessageToThatOfItsBatch(QueueSubject subject) {
        Queue queue = main(subject, quick());
        MessageSendRequest first = MessageSendRequest.of("own").withDelay(Duration.ofSeconds(1));

        queue.sendBatch(
                List.of(first, MessageSendRequest.of("batch")),
                QueueSendBatchOptions.NONE.withDelay(Duration.ofSeconds(6)));

        assertEquals(List.of("own"), bodies(subject.advance(4)));
        assertEquals(List.of("batch"), bodies(subject.advance(5)));
    }

    @Rule("Q-SEND-09")
    void prefersTheDelayOfTheBatchToTheDefault(QueueSubject subject) {
        subject.open(QueueSetup.of("main", quick()).withDeliveryDelay(Duration.ofSeconds(8)));

        subject.queue("main").sendBatch(requests("x"), QueueSendBatchOptions.NONE.withDelay(Duration.ofSeconds(1)));

        assertEquals(List.of("x"), bodies(subject.advance(4)));
    }

    @Rule("Q-SEND-09")
    void delaysByDefaultUnlessTheMessageSaysZero(QueueSubject subject) {
        subject.open(QueueSetup.of("main", quick()).withDeliveryDelay(Duration.ofSeconds(5)));

        subject.queue("main").send("waits");
        subject.queue("main").send("urgent", delay(0));

        assertEquals(List.of("urgent"), bodies(subject.advance(3)));
        assertEquals(List.of("waits"), bodies(subject.advance(5)));
    }

    @Rule("Q-SEND-10")
    void hidesAMessageUntilItsDelayHasPassed(QueueSubject subject) {
        Queue queue = main(subject, quick().withMaxBatchTimeout(Duration.ZERO));

        queue.send("later", delay(4));

        assertEquals(List.of(), subject.advance(3));
        assertEquals(List.of("later"), bodies(subject.advance(2)));
    }

    @Rule("Q-SEND-10")
    void countsTheDelayFromTheSendingNotFromTheConsumer(QueueSubject subject) {
        subject.open(QueueSetup.of("main", quick().withMaxBatchTimeout(Duration.ZERO))
                .withoutConsumer());
        subject.queue("main").send("later", delay(3));
        subject.advance(3);

        subject.consume("main");

        assertEquals(List.of("later"), bodies(subject.advance(1)));
    }
}
