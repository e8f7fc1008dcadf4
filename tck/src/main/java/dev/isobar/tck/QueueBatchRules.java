package dev.isobar.tck;

import static dev.isobar.tck.QueueScripts.attempts;
import static dev.isobar.tck.QueueScripts.bodies;
import static dev.isobar.tck.QueueScripts.main;
import static dev.isobar.tck.QueueScripts.numbers;
import static dev.isobar.tck.QueueScripts.quick;
import static dev.isobar.tck.QueueScripts.requests;
import static dev.isobar.tck.QueueScripts.script;
import static dev.isobar.tck.QueueScripts.seen;
import static dev.isobar.tck.QueueScripts.sizes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.ConflictException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.queue.Queue;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.spi.Capability;
import dev.isobar.tck.QueueDelivery.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules Q-CONS-01 to Q-CONS-07: which messages come together, and when. */
abstract class QueueBatchRules {
    @Rule("Q-CONS-01")
    void deliversAgainWhatWasNotSettled(QueueSubject subject) {
        Queue queue = main(subject, quick());
        queue.send(script(1, "throw", "none"));

        List<QueueDelivery> deliveries = subject.advance(5);

        assertEquals(List.of(1, 1), numbers(deliveries));
    }

    @Rule("Q-CONS-01")
    void deliversEveryMessage(QueueSubject subject) {
        Queue queue = main(subject, quick().withMaxBatchSize(7));
        Set<Object> sent = new HashSet<>();
        for (int batch = 0; batch < 4; batch++) {
            List<Object> bodies = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                bodies.add("order " + batch + "-" + i);
            }
            sent.addAll(bodies);
            queue.sendBatch(requests(bodies.toArray()));
        }

        assertEquals(sent, new HashSet<>(bodies(subject.advance(3))));
    }

    @Rule("Q-CONS-03")
    void deliversAFullBatchAtOnce(QueueSubject subject) {
        Queue queue = main(subject, quick().withMaxBatchSize(3).withMaxBatchTimeout(Duration.ofSeconds(30)));

        queue.sendBatch(requests("a", "b", "c", "d"));

        assertEquals(List.of(3), sizes(subject.advance(1)));
    }

    @Rule("Q-CONS-03")
    void fillsABatchFromManySends(QueueSubject subject) {
        Queue queue = main(subject, quick().withMaxBatchSize(10).withMaxBatchTimeout(Duration.ofSeconds(30)));

        for (int i = 0; i < 12; i++) {
            queue.send("order " + i);
        }

        assertEquals(List.of(10), sizes(subject.advance(2)), "the sizes of batches while 12 messages wait");
    }

    @Rule("Q-CONS-03")
    void waitsForABatchToFillNoLongerThanItsTimeout(QueueSubject subject) {
        Queue queue = main(subject, quick().withMaxBatchTimeout(Duration.ofSeconds(4)));
        queue.send("first");

        assertEquals(List.of(), subject.advance(3));
        queue.send("second");

        assertEquals(List.of(2), sizes(subject.advance(2)));
    }

    @Rule("Q-CONS-03")
    void deliversAtOnceWithATimeoutOfZero(QueueSubject subject) {
        Queue queue = main(subject, quick().withMaxBatchTimeout(Duration.ZERO));

        queue.sendBatch(requests("a", "b"));

        assertEquals(List.of(2), sizes(subject.advance(0)));
    }

    @Rule(value = "Q-CONS-03", needs = Capability.QUEUE_FILL)
    void countsTheTimeoutFromWhenTheFirstMessageBeganToWait(QueueSubject subject) {
        QueueConsumerSettings patient = quick().withMaxBatchTimeout(Duration.ofSeconds(4));
        subject.open(QueueSetup.of("main", patient).withoutConsumer());
        subject.queue("main").send("early");
        subject.advance(4);

        subject.consume("main");

        assertEquals(List.of("early"), bodies(subject.advance(0)));
    }

    @Rule("Q-CONS-03")
    void neverDeliversAnEmptyBatch(QueueSubject subject) {
        Queue queue = main(subject, quick());
        queue.send("only");

        assertEquals(List.of(1), sizes(subject.advance(10)));
    }

    @Rule("Q-CONS-04")
    void refusesASecondConsumer(QueueSubject subject) {
        main(subject, quick());

        assertThrows(ConflictException.class, () -> subject.consume("main"));
    }

    @Rule("Q-CONS-04")
    void tellsQueuesApartByTheirNames(QueueSubject subject) {
        subject.open(QueueSetup.of("orders", quick()), QueueSetup.of("mails", quick()));

        subject.queue("orders").send("an order");
        subject.queue("mails").send("a mail");

        for (QueueDelivery delivery : subject.advance(2)) {
            assertEquals(List.of(delivery.queue().equals("orders") ? "an order" : "a mail"), delivery.bodies());
        }
    }

    @Rule("Q-CONS-05")
    void keepsIdAndTimestampOverRetries(QueueSubject subject) {
        Queue queue = main(subject, quick());
        queue.send(script(1, "retry", "ack"));

        List<Seen> seen = seen(subject.advance(5));

        assertEquals(2, seen.size());
        assertEquals(seen.get(0).id(), seen.get(1).id());
        assertEquals(seen.get(0).timestamp(), seen.get(1).timestamp());
    }

    @Rule("Q-CONS-05")
    void givesEachMessageAnIdOfItsOwn(QueueSubject subject) {
        Queue queue = main(subject, quick().withMaxBatchSize(100));
        queue.sendBatch(requests(Collections.nCopies(50, "same").toArray()));
        queue.sendBatch(requests(Collections.nCopies(50, "same").toArray()));

        Set<String> ids = new HashSet<>();
        seen(subject.advance(2)).forEach(message -> ids.add(message.id()));

        assertEquals(100, ids.size());
    }

    @Rule("Q-CONS-06")
    void countsAttemptsFromOne(QueueSubject subject) {
        Queue queue = main(subject, quick());
        queue.send(script(1, "retry", "throw", "ack"));

        assertEquals(List.of(1, 2, 3), attempts(subject.advance(6)));
    }

    @Rule("Q-CONS-07")
    void keepsMessagesUntilAConsumerComes(QueueSubject subject) {
        subject.open(QueueSetup.of("main", quick()).withoutConsumer());
        subject.queue("main").send("early");
        assertEquals(List.of(), subject.advance(5));

        subject.consume("main");

        assertTrue(bodies(subject.advance(2)).contains("early"));
    }

    @Rule("Q-CONS-07")
    void checksMessagesThatNobodyConsumes(QueueSubject subject) {
        subject.open(QueueSetup.of("main", quick()).withoutConsumer());

        assertThrows(LimitExceededException.class, () -> subject.queue("main").send("x".repeat(200_000)));
    }
}
