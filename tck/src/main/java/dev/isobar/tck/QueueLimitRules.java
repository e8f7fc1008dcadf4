package dev.isobar.tck;

import static dev.isobar.tck.QueueScripts.bodies;
import static dev.isobar.tck.QueueScripts.main;
import static dev.isobar.tck.QueueScripts.quick;
import static dev.isobar.tck.QueueScripts.requests;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.queue.MessageSendRequest;
import dev.isobar.queue.Queue;
import dev.isobar.queue.QueueContentType;
import dev.isobar.queue.QueueSendOptions;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** Rules Q-SEND-11 to Q-SEND-13 and Q-ERR-01: sizes, counts and the codes of their refusals. */
abstract class QueueLimitRules {
    private static final QueueSendOptions TEXT = QueueSendOptions.NONE.withContentType(QueueContentType.TEXT);

    private static MessageSendRequest text(int bytes) {
        return MessageSendRequest.of("x".repeat(bytes)).withContentType(QueueContentType.TEXT);
    }

    @Rule("Q-SEND-11")
    void takes128000BytesAndNoMore(QueueSubject subject) {
        Queue queue = main(subject, quick());

        queue.send("x".repeat(128_000), TEXT);
        LimitExceededException refused =
                assertThrows(LimitExceededException.class, () -> queue.send("x".repeat(128_001), TEXT));

        assertEquals("10204", refused.code());
        assertEquals("message length of 128001 bytes exceeds limit of 128000", refused.getMessage());
        assertEquals(List.of("x".repeat(128_000)), bodies(subject.advance(2)));
    }

    @Rule("Q-SEND-11")
    void countsBytesNotCharacters(QueueSubject subject) {
        Queue queue = main(subject, quick());

        assertThrows(LimitExceededException.class, () -> queue.send("€".repeat(42_667), TEXT));
        queue.send("€".repeat(42_666), TEXT);

        assertEquals(1, subject.advance(2).size());
    }

    @Rule("Q-SEND-11")
    void countsTheQuotesOfJson(QueueSubject subject) {
        Queue queue = main(subject, quick());

        assertThrows(LimitExceededException.class, () -> queue.send("x".repeat(127_999)));
        queue.send("x".repeat(127_998));

        assertEquals(1, subject.advance(2).size());
    }

    @Rule("Q-SEND-12")
    void refusesAnEmptyBatch(QueueSubject subject) {
        Queue queue = main(subject, quick());

        InvalidRequestException refused = assertThrows(InvalidRequestException.class, () -> queue.sendBatch(List.of()));

        assertEquals("sendBatch() requires at least one message", refused.getMessage());
    }

    @Rule("Q-SEND-12")
    void takes100MessagesAndNoMore(QueueSubject subject) {
        Queue queue = main(subject, quick().withMaxBatchSize(100));

        queue.sendBatch(Collections.nCopies(100, MessageSendRequest.of("x")));
        LimitExceededException refused = assertThrows(
                LimitExceededException.class,
                () -> queue.sendBatch(Collections.nCopies(101, MessageSendRequest.of("x"))));

        assertEquals("10206", refused.code());
        assertEquals("batch message count of 101 exceeds limit of 100", refused.getMessage());
        assertEquals(100, bodies(subject.advance(2)).size());
    }

    @Rule("Q-SEND-12")
    void refusesABatchWithOneMessageThatIsTooLarge(QueueSubject subject) {
        Queue queue = main(subject, quick());

        LimitExceededException refused =
                assertThrows(LimitExceededException.class, () -> queue.sendBatch(List.of(text(1), text(128_001))));

        assertEquals("10204", refused.code());
        assertEquals(
                "message in batch has length 128001 bytes which exceeds single message size limit of 128000",
                refused.getMessage());
    }

    @Rule("Q-SEND-12")
    void takes256000BytesTogetherAndNoMore(QueueSubject subject) {
        Queue queue = main(subject, quick());

        queue.sendBatch(List.of(text(128_000), text(128_000)));
        LimitExceededException refused = assertThrows(
                LimitExceededException.class, () -> queue.sendBatch(List.of(text(128_000), text(128_000), text(1))));

        assertEquals("10205", refused.code());
        assertEquals(2, bodies(subject.advance(2)).size());
    }

    @Rule("Q-SEND-13")
    void storesNothingOfABatchWithOneRefusedMessage(QueueSubject subject) {
        Queue queue = main(subject, quick());
        MessageSendRequest wrong = MessageSendRequest.of(5).withContentType(QueueContentType.TEXT);
        MessageSendRequest late = MessageSendRequest.of("x").withDelay(Duration.ofDays(2));

        assertThrows(
                InvalidRequestException.class, () -> queue.sendBatch(List.of(MessageSendRequest.of("good"), wrong)));
        assertThrows(
                InvalidRequestException.class, () -> queue.sendBatch(List.of(MessageSendRequest.of("good"), late)));
        assertThrows(LimitExceededException.class, () -> queue.sendBatch(List.of(text(1), text(128_001))));

        assertEquals(List.of(), subject.advance(2));
    }

    @Rule("Q-ERR-01")
    void tellsTheCodeOfARefusalAsAValue(QueueSubject subject) {
        Queue queue = main(subject, quick());

        LimitExceededException refused =
                assertThrows(LimitExceededException.class, () -> queue.sendBatch(List.of(text(200_000))));

        assertEquals("10204", refused.code());
        assertEquals("sendBatch", refused.operation());
        assertFalse(refused.retryable());
    }

    @Rule("Q-ERR-01")
    void givesNoCodeToARefusalByTheBindingItself(QueueSubject subject) {
        Queue queue = main(subject, quick());

        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> queue.sendBatch(requests()));

        assertEquals(null, refused.code());
    }
}
