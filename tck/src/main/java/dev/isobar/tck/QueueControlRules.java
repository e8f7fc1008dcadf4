package dev.isobar.tck;

import static dev.isobar.tck.QueueScripts.bodies;
import static dev.isobar.tck.QueueScripts.main;
import static dev.isobar.tck.QueueScripts.quick;
import static dev.isobar.tck.QueueScripts.requests;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.ConflictException;
import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.queue.PeekedMessage;
import dev.isobar.queue.Queue;
import dev.isobar.queue.QueueSendOptions;
import dev.isobar.spi.Capability;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Rules Q-PAUSE-01 and Q-PURGE-01: what an operator does. */
abstract class QueueControlRules {
    @Rule(value = "Q-PAUSE-01", needs = Capability.QUEUE_PAUSE)
    void acceptsAndDoesNotDeliverWhilePaused(QueueSubject subject) {
        Queue queue = main(subject, quick());
        subject.control("main").pause();
        queue.send("x");

        assertEquals(List.of(), subject.advance(5));
    }

    @Rule(value = "Q-PAUSE-01", needs = Capability.QUEUE_PAUSE)
    void deliversAgainWhenResumed(QueueSubject subject) {
        Queue queue = main(subject, quick());
        subject.control("main").pause();
        queue.send("x");
        subject.advance(3);

        subject.control("main").resume();

        assertEquals(List.of("x"), bodies(subject.advance(2)));
    }

    @Rule(
            value = "Q-PAUSE-01",
            needs = {Capability.QUEUE_PAUSE, Capability.QUEUE_PULL})
    void refusesAPullWhilePaused(QueueSubject subject) {
        subject.open(QueueSetup.of("main", quick()).withoutConsumer());
        subject.control("main").pause();

        ConflictException refused = assertThrows(
                ConflictException.class, () -> subject.puller("main").pull());

        assertEquals("409", refused.code());
        assertEquals("queue_delivery_paused", refused.getMessage());
    }

    @Rule(value = "Q-PAUSE-01", without = Capability.QUEUE_PAUSE)
    void refusesToPause(QueueSubject subject) {
        main(subject, quick());

        UnsupportedCapabilityException refused =
                assertThrows(UnsupportedCapabilityException.class, () -> subject.control("main")
                        .pause());

        assertEquals("queue-pause", refused.capability());
    }

    @Rule(value = "Q-PURGE-01", needs = Capability.QUEUE_PURGE)
    void deletesWaitingAndDelayedMessages(QueueSubject subject) {
        Queue queue = main(subject, quick());
        queue.sendBatch(requests("a", "b"));
        queue.send("later", QueueSendOptions.NONE.withDelay(Duration.ofSeconds(3)));

        subject.control("main").purge();

        assertEquals(List.of(), subject.advance(6));
    }

    @Rule(value = "Q-PURGE-01", needs = Capability.QUEUE_PURGE)
    void deliversWhatIsSentAfterAPurge(QueueSubject subject) {
        Queue queue = main(subject, quick());
        queue.send("before");
        subject.control("main").purge();

        queue.send("after");

        assertEquals(List.of("after"), bodies(subject.advance(2)));
    }

    @Rule(value = "Q-PURGE-01", without = Capability.QUEUE_PURGE)
    void refusesToPurge(QueueSubject subject) {
        main(subject, quick());

        UnsupportedCapabilityException refused =
                assertThrows(UnsupportedCapabilityException.class, () -> subject.control("main")
                        .purge());

        assertEquals("queue-purge", refused.capability());
    }

    @Rule(value = "Q-PEEK-01", needs = Capability.QUEUE_PEEK)
    void looksAtWaitingMessagesWithoutTakingThem(QueueSubject subject) {
        Queue queue = main(subject, quick());
        queue.send("x");

        List<PeekedMessage> peeked = subject.control("main").peek(10);

        assertEquals("\"x\"", new String(peeked.get(0).body(), StandardCharsets.UTF_8));
        assertEquals(0, peeked.get(0).attempts());
        assertEquals(List.of("x"), bodies(subject.advance(2)));
    }

    @Rule(value = "Q-PEEK-01", without = Capability.QUEUE_PEEK)
    void refusesToPeek(QueueSubject subject) {
        main(subject, quick());

        UnsupportedCapabilityException refused =
                assertThrows(UnsupportedCapabilityException.class, () -> subject.control("main")
                        .peek(1));

        assertEquals("queue-peek", refused.capability());
    }
}
