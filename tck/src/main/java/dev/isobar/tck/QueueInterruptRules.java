package dev.isobar.tck;

import static dev.isobar.tck.QueueScripts.quick;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.queue.MessageSendRequest;
import dev.isobar.queue.PulledMessage;
import dev.isobar.queue.Queue;
import dev.isobar.queue.QueueControl;
import dev.isobar.queue.QueuePuller;
import dev.isobar.spi.Capability;
import dev.isobar.tck.Interrupts.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Rules ENV-INT-01 and ENV-INT-02 for queues: what an interrupt does. */
abstract class QueueInterruptRules {
    private static final Duration LEASE = Duration.ofMinutes(5);

    private static Queue main(QueueSubject subject) {
        subject.open(QueueSetup.of("main", quick()).withoutConsumer());
        return subject.queue("main");
    }

    @Rule(value = "ENV-INT-01", needs = Capability.QUEUE_PULL)
    void sendsNothingOnAnInterruptedThread(QueueSubject subject) {
        Queue queue = main(subject);
        QueuePuller puller = subject.puller("main");
        queue.send("a");
        List<String> lease = List.of(puller.pull(1, LEASE).get(0).leaseId());

        Interrupts.refuse(() -> queue.send("b"));
        Interrupts.refuse(() -> queue.sendBatch(List.of(MessageSendRequest.of("b"))));
        Interrupts.refuse(() -> puller.pull(1, LEASE));
        Interrupts.refuse(() -> puller.settle(lease, Map.of()));

        assertEquals(List.of(), puller.pull(1, LEASE));
        assertEquals(1, puller.settle(lease, Map.of()).ackCount());
    }

    @Rule(value = "ENV-INT-01", needs = Capability.QUEUE_PURGE)
    void purgesNothingOnAnInterruptedThread(QueueSubject subject) {
        main(subject).send("a");
        QueueControl control = subject.control("main");

        Interrupts.refuse(control::purge);

        subject.consume("main");
        assertEquals(1, subject.advance(2).size());
    }

    @Rule(value = "ENV-INT-02", needs = Capability.QUEUE_PULL)
    void returnsOrFailsAndKeepsTheFlag(QueueSubject subject) {
        Queue queue = main(subject);
        QueuePuller puller = subject.puller("main");
        for (int round = 0; round < Interrupts.ROUNDS; round++) {
            String body = "take " + round;

            Outcome outcome = Interrupts.during(round, () -> queue.send(body));

            List<PulledMessage> pulled = puller.pull(10, LEASE);
            assertTrue(
                    pulled.isEmpty() ? outcome.mayLack() : outcome.mayShow(),
                    () -> outcome + ", but " + pulled.size() + " messages are there");
            assertTrue(pulled.size() <= 1, "one message was stored twice");
            puller.settle(pulled.stream().map(PulledMessage::leaseId).toList(), Map.of());
        }
    }

    @Rule(value = "ENV-INT-02", needs = Capability.QUEUE_PULL)
    void settlesOrFailsAndKeepsTheFlag(QueueSubject subject) {
        Queue queue = main(subject);
        QueuePuller puller = subject.puller("main");
        for (int round = 0; round < Interrupts.ROUNDS; round++) {
            queue.send("take " + round);
            List<String> lease = List.of(puller.pull(1, LEASE).get(0).leaseId());

            Outcome outcome = Interrupts.during(round, () -> puller.settle(lease, Map.of()));

            int acked = puller.settle(lease, Map.of()).ackCount();
            assertTrue(acked == 1 ? outcome.mayLack() : outcome.mayShow(), () -> outcome + ", but " + acked + " left");
        }
    }
}
