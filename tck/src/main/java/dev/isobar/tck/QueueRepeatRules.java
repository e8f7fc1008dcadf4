package dev.isobar.tck;

import static dev.isobar.tck.QueueScripts.bodies;
import static dev.isobar.tck.QueueScripts.main;
import static dev.isobar.tck.QueueScripts.quick;
import static dev.isobar.tck.QueueScripts.requests;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.queue.PulledMessage;
import dev.isobar.queue.QueuePuller;
import dev.isobar.queue.QueueSendOptions;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rule Q-SEND-18: a send that is repeated because its answer was lost. */
abstract class QueueRepeatRules {
    private static final Duration LEASE = Duration.ofSeconds(30);

    @Rule(value = "Q-SEND-18", needs = Capability.QUEUE_IDEMPOTENT_SEND)
    void storesAMessageOnceThatIsSentAgain(QueueSubject subject) {
        main(subject, quick());

        subject.withoutAnswer("main", () -> {}).send("order");

        assertEquals(List.of("order"), bodies(subject.advance(3)));
    }

    @Rule(value = "Q-SEND-18", needs = Capability.QUEUE_IDEMPOTENT_SEND)
    void storesABatchOnceThatIsSentAgain(QueueSubject subject) {
        main(subject, quick().withMaxBatchSize(100));
        List<Object> sent = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            sent.add("order " + i);
        }

        subject.withoutAnswer("main", () -> {}).sendBatch(requests(sent.toArray()));

        List<@Nullable Object> seen = new ArrayList<>(bodies(subject.advance(3)));
        assertEquals(sent.size(), seen.size());
        assertEquals(new HashSet<>(sent), new HashSet<>(seen));
    }

    @Rule(
            value = "Q-SEND-18",
            needs = {Capability.QUEUE_IDEMPOTENT_SEND, Capability.QUEUE_PULL})
    void leavesALeasedMessageToItsHolder(QueueSubject subject) {
        subject.open(QueueSetup.of("main", quick()).withoutConsumer());
        QueuePuller puller = subject.puller("main");
        List<PulledMessage> held = new ArrayList<>();

        subject.withoutAnswer("main", () -> held.addAll(puller.pull(10, LEASE))).send("order");

        assertEquals(List.of(), puller.pull(10, LEASE));
        assertEquals(1, puller.settle(List.of(held.get(0).leaseId()), Map.of()).ackCount());
        assertEquals(List.of(), puller.pull(10, LEASE));
    }

    @Rule(value = "Q-SEND-18", needs = Capability.QUEUE_IDEMPOTENT_SEND)
    void countsTheDelayFromTheFirstTime(QueueSubject subject) {
        main(subject, quick().withMaxBatchTimeout(Duration.ZERO));
        QueueSendOptions later = QueueSendOptions.NONE.withDelay(Duration.ofSeconds(6));

        subject.withoutAnswer("main", () -> subject.advance(4)).send("order", later);

        assertEquals(List.of("order"), bodies(subject.advance(4)));
    }
}
