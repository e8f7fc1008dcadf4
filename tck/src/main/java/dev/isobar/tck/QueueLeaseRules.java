package dev.isobar.tck;

import static dev.isobar.tck.QueueScripts.quick;
import static dev.isobar.tck.QueueScripts.requests;
import static dev.isobar.tck.QueueScripts.script;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.queue.PeekedMessage;
import dev.isobar.queue.PulledMessage;
import dev.isobar.queue.QueuePuller;
import dev.isobar.queue.QueueSettleResult;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Rules Q-LEASE-01 and Q-LEASE-02: which leases settle a message. */
abstract class QueueLeaseRules {
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofMinutes(5);

    private static void open(QueueSubject subject, String... queues) {
        subject.open(Arrays.stream(queues)
                .map(queue -> QueueSetup.of(queue, quick()).withoutConsumer())
                .toArray(QueueSetup[]::new));
    }

    /** Settles by leases that must be lost, in both ways. */
    private static void assertLost(QueuePuller puller, Set<String> leases) {
        for (String lease : leases) {
            QueueSettleResult acked = puller.settle(List.of(lease), Map.of());
            assertEquals(Set.of(lease), acked.warnings().keySet());
            assertEquals(0, acked.ackCount());
            QueueSettleResult retried = puller.settle(List.of(), Map.of(lease, Duration.ZERO));
            assertEquals(Set.of(lease), retried.warnings().keySet());
            assertEquals(0, retried.retryCount());
        }
    }

    private static void assertAccepted(QueuePuller puller, PulledMessage message) {
        assertEquals(1, puller.settle(List.of(message.leaseId()), Map.of()).ackCount());
    }

    /** Texts that differ from a lease a little: one character more, fewer, or another one. */
    private static Set<String> variants(String lease) {
        Set<String> variants = new LinkedHashSet<>();
        for (int i = 0; i < lease.length(); i++) {
            char other = lease.charAt(i) == '1' ? '2' : '1';
            variants.add(lease.substring(0, i) + other + lease.substring(i + 1));
            variants.add(lease.substring(0, i) + "0" + lease.substring(i));
            variants.add(lease.substring(0, i) + lease.substring(i + 1));
        }
        variants.add(lease + "0");
        variants.add(lease + " ");
        variants.add(lease.toUpperCase(Locale.ROOT));
        variants.remove(lease);
        return variants;
    }

    @Rule(value = "Q-LEASE-01", needs = Capability.QUEUE_PULL)
    void losesALeaseThatIsGuessed(QueueSubject subject) {
        open(subject, "main");
        subject.queue("main").send("order");
        QueuePuller puller = subject.puller("main");
        PulledMessage message = puller.pull(1, LONG).get(0);
        String id = message.id();

        Set<String> guesses = new LinkedHashSet<>(
                List.of("", " ", "0", "1", id, id + ":1", id + ":2", id + ".1", id + "/1", "1." + id, "0.1." + id));
        guesses.remove(message.leaseId());
        assertLost(puller, guesses);

        assertAccepted(puller, message);
    }

    @Rule(value = "Q-LEASE-01", needs = Capability.QUEUE_PULL)
    void losesALeaseThatDiffersInOneCharacter(QueueSubject subject) {
        open(subject, "main");
        subject.queue("main").send("order");
        QueuePuller puller = subject.puller("main");
        PulledMessage message = puller.pull(1, LONG).get(0);

        assertLost(puller, variants(message.leaseId()));

        assertAccepted(puller, message);
    }

    @Rule(
            value = "Q-LEASE-01",
            needs = {Capability.QUEUE_PEEK, Capability.QUEUE_PULL})
    void losesALeaseOfAMessageThatWasNeverTaken(QueueSubject subject) {
        open(subject, "main");
        subject.queue("main").sendBatch(requests("a", "b"));
        QueuePuller puller = subject.puller("main");
        PulledMessage taken = puller.pull(1, LONG).get(0);
        PeekedMessage waiting = subject.control("main").peek(1).get(0);

        assertLost(
                puller, Set.of(taken.leaseId().replace(taken.id(), waiting.id()), waiting.id(), waiting.id() + ":1"));

        assertEquals(waiting.id(), puller.pull(1, LONG).get(0).id());
    }

    @Rule(value = "Q-LEASE-01", needs = Capability.QUEUE_PULL)
    void losesALeaseOfAnotherQueue(QueueSubject subject) {
        open(subject, "orders", "mails");
        subject.queue("orders").send("order");
        subject.queue("mails").send("mail");
        PulledMessage order = subject.puller("orders").pull(1, LONG).get(0);
        PulledMessage mail = subject.puller("mails").pull(1, LONG).get(0);

        assertLost(subject.puller("mails"), Set.of(order.leaseId()));

        assertAccepted(subject.puller("mails"), mail);
        assertAccepted(subject.puller("orders"), order);
    }

    @Rule(value = "Q-LEASE-01", needs = Capability.QUEUE_PULL)
    void losesTheLeaseThatADeadLetterHadInItsFormerQueue(QueueSubject subject) {
        subject.open(
                QueueSetup.of("main", quick().withMaxRetries(0).withDeadLetterQueue("dead"))
                        .withoutConsumer(),
                QueueSetup.of("dead", quick()).withoutConsumer());
        subject.queue("main").send(script(1, "retry"));
        PulledMessage before = subject.puller("main").pull(1, LEASE).get(0);
        subject.consume("main");
        subject.advance(8);

        PulledMessage dead = subject.puller("dead").pull(1, LONG).get(0);

        assertEquals(before.id(), dead.id());
        assertLost(subject.puller("dead"), Set.of(before.leaseId()));
        assertAccepted(subject.puller("dead"), dead);
    }

    @Rule(value = "Q-LEASE-02", needs = Capability.QUEUE_PULL)
    void losesALeaseThatWasSettled(QueueSubject subject) {
        open(subject, "main");
        subject.queue("main").send("order");
        QueuePuller puller = subject.puller("main");
        String lease = puller.pull(1, LONG).get(0).leaseId();
        puller.settle(List.of(), Map.of(lease, Duration.ZERO));

        QueueSettleResult again = puller.settle(List.of(), Map.of(lease, Duration.ofHours(1)));

        assertEquals(Set.of(lease), again.warnings().keySet());
        assertEquals(1, puller.pull(1, LONG).size());
    }

    @Rule(value = "Q-LEASE-02", needs = Capability.QUEUE_PULL)
    void acceptsTheLatestLeaseThoughItHasExpired(QueueSubject subject) {
        open(subject, "main");
        subject.queue("main").send("order");
        QueuePuller puller = subject.puller("main");
        String lease = puller.pull(1, LEASE).get(0).leaseId();
        subject.advance(4);

        QueueSettleResult late = puller.settle(List.of(), Map.of(lease, Duration.ofHours(1)));

        assertEquals(1, late.retryCount());
        assertEquals(List.of(), puller.pull(1, LONG));
    }
}
