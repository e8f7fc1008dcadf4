package dev.isobar.tck;

import static dev.isobar.tck.QueueScripts.bodies;
import static dev.isobar.tck.QueueScripts.only;
import static dev.isobar.tck.QueueScripts.quick;
import static dev.isobar.tck.QueueScripts.script;
import static dev.isobar.tck.QueueScripts.unconsumed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.ConflictException;
import dev.isobar.queue.PulledMessage;
import dev.isobar.queue.QueuePuller;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Rule Q-CONS-14: two environments on one store have the same queues, as two processes have. */
abstract class QueueSharedRules {
    private static final Duration LEASE = Duration.ofMinutes(5);

    @Rule("Q-CONS-14")
    void deliversWhatWasSentElsewhere(TckSubject<QueueSubject> here) {
        try (TckSubject<QueueSubject> there = here.second()) {
            here.binding().open(QueueSetup.of("main", quick()).withoutConsumer());
            there.binding().open(QueueSetup.of("main", quick()));
            there.binding().advance(1);

            here.binding().queue("main").send("order");

            assertEquals(List.of("order"), bodies(there.binding().advance(2)), "what the other environment receives");
        }
    }

    @Rule(value = "Q-CONS-14", needs = Capability.QUEUE_PULL)
    void hidesWhatIsLeasedElsewhere(TckSubject<QueueSubject> here) {
        try (TckSubject<QueueSubject> there = here.second()) {
            QueuePuller mine = unconsumed(here.binding(), "order");
            QueuePuller other = unconsumed(there.binding());
            PulledMessage message = only(mine.pull(1, LEASE));

            assertEquals(List.of(), other.pull(1, LEASE), "the message is leased by the other environment");

            assertEquals(
                    1,
                    other.settle(List.of(), Map.of(message.leaseId(), Duration.ZERO))
                            .retryCount(),
                    "a lease settles in every environment");
            assertEquals(2, only(other.pull(1, LEASE)).attempts(), "attempts");
        }
    }

    @Rule("Q-CONS-14")
    void countsFailuresOfAllEnvironments(TckSubject<QueueSubject> here) {
        try (TckSubject<QueueSubject> there = here.second()) {
            here.binding().open(QueueSetup.of("main", quick().withMaxRetries(1)));
            there.binding()
                    .open(QueueSetup.of("main", quick().withMaxRetries(1)).withoutConsumer());
            there.binding().queue("main").send(script(1, "retry:3", "retry", "ack"));
            assertEquals(List.of(1), QueueScripts.attempts(here.binding().advance(2)));
            here.close();

            there.binding().consume("main");

            assertEquals(
                    List.of(2),
                    QueueScripts.attempts(there.binding().advance(6)),
                    "attempts in the environment that is left");
        }
    }

    @Rule(
            value = "Q-CONS-14",
            needs = {Capability.QUEUE_PAUSE, Capability.QUEUE_PULL})
    void pausesForAllEnvironments(TckSubject<QueueSubject> here) {
        try (TckSubject<QueueSubject> there = here.second()) {
            unconsumed(here.binding(), "order");
            QueuePuller other = unconsumed(there.binding());

            here.binding().control("main").pause();
            assertThrows(ConflictException.class, () -> other.pull(1, LEASE), "the queue was paused elsewhere");
            here.binding().control("main").resume();

            assertEquals(1, other.pull(1, LEASE).size(), "the queue was resumed elsewhere");
        }
    }

    @Rule(
            value = "Q-CONS-14",
            needs = {Capability.QUEUE_METRICS, Capability.QUEUE_PURGE})
    void countsAndPurgesForAllEnvironments(TckSubject<QueueSubject> here) {
        try (TckSubject<QueueSubject> there = here.second()) {
            here.binding().open(QueueSetup.of("main", quick()).withoutConsumer());
            there.binding().open(QueueSetup.of("main", quick()).withoutConsumer());
            here.binding().queue("main").send("order");
            there.binding().queue("main").send("order");
            assertEquals(2, here.binding().queue("main").metrics().backlogCount());

            there.binding().control("main").purge();

            assertEquals(0, here.binding().queue("main").metrics().backlogCount());
        }
    }
}
