package dev.isobar.tck;

import static dev.isobar.tck.QueueScripts.bodies;
import static dev.isobar.tck.QueueScripts.main;
import static dev.isobar.tck.QueueScripts.quick;
import static dev.isobar.tck.QueueScripts.requests;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.queue.MessageSendRequest;
import dev.isobar.queue.Queue;
import dev.isobar.queue.QueueContentType;
import dev.isobar.queue.QueueSendOptions;
import dev.isobar.spi.Capability;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Rules Q-SEND-01 to Q-SEND-07, Q-SEND-14, Q-SEND-17 and Q-SEND-19: what is sent arrives as it was sent. */
abstract class QueueSendRules {
    private static final QueueSendOptions TEXT = QueueSendOptions.NONE.withContentType(QueueContentType.TEXT);
    private static final QueueSendOptions BYTES = QueueSendOptions.NONE.withContentType(QueueContentType.BYTES);

    @Rule("Q-SEND-01")
    void hasStoredTheMessageWhenTheCallReturns(QueueSubject subject) {
        subject.open(QueueSetup.of("main", quick()).withoutConsumer());
        subject.queue("main").send("order 1");

        subject.consume("main");

        assertEquals(List.of("order 1"), bodies(subject.advance(2)));
    }

    @Rule("Q-SEND-02")
    void sendsNullAsJson(QueueSubject subject) {
        Queue queue = main(subject, quick());

        queue.send(null);
        queue.sendBatch(List.of(MessageSendRequest.of(null)));

        assertEquals(Arrays.asList(null, null), bodies(subject.advance(2)));
    }

    @Rule("Q-SEND-04")
    void refusesTextThatIsNone(QueueSubject subject) {
        Queue queue = main(subject, quick());

        InvalidRequestException refused = assertThrows(InvalidRequestException.class, () -> queue.send(5, TEXT));

        assertTrue(String.valueOf(refused.getMessage())
                .startsWith("Content Type \"text\" requires a value of type string, but received: "));
        assertEquals(List.of(), subject.advance(2));
    }

    @Rule("Q-SEND-04")
    void refusesBytesThatAreNone(QueueSubject subject) {
        Queue queue = main(subject, quick());
        MessageSendRequest wrong = MessageSendRequest.of("text").withContentType(QueueContentType.BYTES);

        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> queue.sendBatch(List.of(wrong)));

        assertTrue(String.valueOf(refused.getMessage())
                .startsWith("Content Type \"bytes\" requires a value of type ArrayBufferView, but received: "));
        assertEquals(List.of(), subject.advance(2));
    }

    @Rule("Q-SEND-19")
    void refusesNumbersThatJsonDoesNotHave(QueueSubject subject) {
        Queue queue = main(subject, quick());

        for (Object number : List.of(Double.NaN, Float.NEGATIVE_INFINITY, Map.of("a", List.of(Double.NaN)))) {
            assertThrows(InvalidRequestException.class, () -> queue.send(number));
            assertThrows(InvalidRequestException.class, () -> queue.sendBatch(requests("order 1", number)));
        }

        assertEquals(List.of(), subject.advance(2));
    }

    @Rule("Q-SEND-06")
    void deliversTextUnchanged(QueueSubject subject) {
        Queue queue = main(subject, quick());

        queue.send("", TEXT);
        queue.send("{\"n\": \"€ 😀\"}\n", TEXT);

        assertEquals(new HashSet<>(List.of("", "{\"n\": \"€ 😀\"}\n")), new HashSet<>(bodies(subject.advance(2))));
    }

    @Rule("Q-SEND-06")
    void deliversJsonUnchanged(QueueSubject subject) {
        Queue queue = main(subject, quick());
        Map<String, Object> order = Map.of("id", 7, "lines", List.of("a", Map.of("paid", true)));

        queue.sendBatch(requests(order, false, "", 0, List.of(1, 2)));

        assertEquals(
                new HashSet<>(List.of(order, false, "", 0, List.of(1, 2))), new HashSet<>(bodies(subject.advance(2))));
    }

    @Rule(value = "Q-SEND-06", needs = Capability.QUEUE_BYTES)
    void deliversTheBytesBetweenPositionAndLimit(QueueSubject subject) {
        Queue queue = main(subject, quick());
        ByteBuffer window = ByteBuffer.wrap(new byte[] {9, 1, (byte) 0xFF, 0, 9}, 1, 3);

        queue.send(window, BYTES);

        assertArrayEquals(new byte[] {1, (byte) 0xFF, 0}, (byte[])
                bodies(subject.advance(2)).get(0));
        assertEquals(3, window.remaining());
    }

    @Rule(value = "Q-SEND-06", needs = Capability.QUEUE_BYTES)
    void deliversNoBytesToo(QueueSubject subject) {
        Queue queue = main(subject, quick());

        queue.send(new byte[0]);

        assertArrayEquals(new byte[0], (byte[]) bodies(subject.advance(2)).get(0));
    }

    @Rule(value = "Q-SEND-06", needs = Capability.QUEUE_BYTES)
    void keepsWhatTheCallerChangesAfterwards(QueueSubject subject) {
        Queue queue = main(subject, quick());
        byte[] body = {1, 2, 3};

        queue.send(body);
        Arrays.fill(body, (byte) 0);

        assertArrayEquals(
                new byte[] {1, 2, 3}, (byte[]) bodies(subject.advance(2)).get(0));
    }

    @Rule(value = "Q-REST-01", without = Capability.QUEUE_BYTES)
    void refusesBytesThatTheBackendCannotSend(QueueSubject subject) {
        Queue queue = main(subject, quick());

        UnsupportedCapabilityException refused =
                assertThrows(UnsupportedCapabilityException.class, () -> queue.send(new byte[1]));

        assertEquals("queue-bytes", refused.capability());
    }

    @Rule("Q-SEND-07")
    void refusesToProduceStructuredClones(QueueSubject subject) {
        Queue queue = main(subject, quick());

        assertThrows(
                InvalidRequestException.class,
                () -> queue.send("x", QueueSendOptions.NONE.withContentType(QueueContentType.V8)));
    }

    @Rule("Q-SEND-14")
    void readsAnyIterableOnce(QueueSubject subject) {
        Queue queue = main(subject, quick());
        AtomicInteger reads = new AtomicInteger();
        Iterable<MessageSendRequest> once = () -> {
            reads.incrementAndGet();
            return requests("a", "b").iterator();
        };

        queue.sendBatch(once);

        assertEquals(1, reads.get());
        assertEquals(new HashSet<>(List.of("a", "b")), new HashSet<>(bodies(subject.advance(2))));
    }

    @Rule("Q-SEND-17")
    @SuppressWarnings("NullAway")
    void refusesNullWhereABodyIsNotMeant(QueueSubject subject) {
        Queue queue = main(subject, quick());
        List<@Nullable MessageSendRequest> withNull = new ArrayList<>(requests("first"));
        withNull.add(null);

        assertThrows(NullPointerException.class, () -> queue.send("x", null));
        assertThrows(NullPointerException.class, () -> queue.sendBatch(null));
        assertThrows(NullPointerException.class, () -> queue.sendBatch(requests("x"), null));
        assertThrows(NullPointerException.class, () -> queue.sendBatch(withNull));
        assertEquals(Collections.emptyList(), subject.advance(2));
    }
}
