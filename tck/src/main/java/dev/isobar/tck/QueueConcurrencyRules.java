package dev.isobar.tck;

import static dev.isobar.tck.QueueScripts.requests;
import static dev.isobar.tck.QueueScripts.unconsumed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.queue.PulledMessage;
import dev.isobar.queue.QueuePuller;
import dev.isobar.queue.QueueSettleResult;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;

/** Rules Q-LEASE-06, Q-LEASE-08 and Q-SEND-01: what many do to one queue at the same time. */
abstract class QueueConcurrencyRules {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final int THREADS = 8;
    private static final int MESSAGES = 480;

    /** Some stores find nothing for a moment although there is something. */
    private static final int EMPTY_PULLS = 3;

    private static void fill(QueueSubject subject) {
        for (int batch = 0; batch < MESSAGES / 60; batch++) {
            List<Object> bodies = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                bodies.add("order " + batch + "-" + i);
            }
            subject.queue("main").sendBatch(requests(bodies.toArray()));
        }
    }

    /** Pulls until nothing is left, on all threads at the same time; each message must be leased once. */
    private static void assertLeasedOnce(IntFunction<QueuePuller> pullers) {
        Queue<PulledMessage> pulled = new ConcurrentLinkedQueue<>();
        Together.run(THREADS, thread -> {
            QueuePuller puller = pullers.apply(thread);
            for (int empty = 0; empty < EMPTY_PULLS; ) {
                List<PulledMessage> some = puller.pull(1 + thread, LONG);
                empty = some.isEmpty() ? empty + 1 : 0;
                pulled.addAll(some);
            }
        });

        Map<String, Integer> times = new HashMap<>();
        pulled.forEach(message -> times.merge(message.id(), 1, Integer::sum));
        long twice = times.values().stream().filter(count -> count > 1).count();
        assertEquals(0, twice, "messages of " + MESSAGES + " with several leases that run at the same time");
        assertEquals(MESSAGES, times.size(), "messages that were leased");
        assertEquals(
                MESSAGES, pulled.stream().map(PulledMessage::leaseId).distinct().count(), "different leases");
    }

    @Rule(value = "Q-LEASE-06", needs = Capability.QUEUE_PULL)
    void leasesAMessageToOneOfManyPullers(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject);
        fill(subject);

        assertLeasedOnce(thread -> puller);
    }

    @Rule(value = "Q-LEASE-06", needs = Capability.QUEUE_PULL)
    void leasesAMessageToOneOfTwoEnvironments(TckSubject<QueueSubject> here) {
        try (TckSubject<QueueSubject> there = here.second()) {
            QueuePuller first = unconsumed(here.binding());
            QueuePuller second = unconsumed(there.binding());
            fill(here.binding());

            assertLeasedOnce(thread -> thread % 2 == 0 ? first : second);
        }
    }

    @Rule(value = "Q-LEASE-06", needs = Capability.QUEUE_PULL)
    void leasesOneMessageToOneOfTwo(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject);
        Queue<PulledMessage> pulled = new ConcurrentLinkedQueue<>();

        InStep.run(
                round -> {
                    pulled.clear();
                    subject.queue("main").send("order " + round);
                },
                round -> pulled.addAll(puller.pull(1, LONG)),
                round -> pulled.addAll(puller.pull(5, LONG)),
                round -> {
                    assertTrue(pulled.size() < 2, "one message has two leases that run at the same time");
                    pulled.addAll(puller.pull(1, LONG));
                    assertEquals(1, pulled.size(), "messages that were leased of one");
                    puller.settle(List.of(pulled.element().leaseId()), Map.of());
                });
    }

    @Rule(value = "Q-LEASE-08", needs = Capability.QUEUE_PULL)
    void settlesALeaseInOneOfTwoWays(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject);
        AtomicReference<PulledMessage> leased = new AtomicReference<>();
        AtomicInteger counted = new AtomicInteger();

        InStep.run(
                round -> {
                    counted.set(0);
                    subject.queue("main").send("order " + round);
                    leased.set(puller.pull(1, LONG).get(0));
                },
                round -> counted.addAndGet(retried(puller, leased.get().leaseId())),
                round -> counted.addAndGet(retried(puller, leased.get().leaseId())),
                round -> {
                    assertEquals(1, counted.get(), "retries of one lease");
                    puller.settle(List.of(puller.pull(1, LONG).get(0).leaseId()), Map.of());
                });
    }

    private static int retried(QueuePuller puller, String lease) {
        return puller.settle(List.of(), Map.of(lease, Duration.ZERO)).retryCount();
    }

    /** Settles one lease on all threads at the same time; returns how often that counted. */
    private static int settled(List<QueuePuller> pullers, String lease, boolean ack) {
        AtomicInteger counted = new AtomicInteger();
        Together.run(THREADS, thread -> {
            QueueSettleResult result = pullers.get(thread % pullers.size())
                    .settle(ack ? List.of(lease) : List.of(), ack ? Map.of() : Map.of(lease, Duration.ZERO));
            counted.addAndGet(result.ackCount() + result.retryCount());
        });
        return counted.get();
    }

    @Rule(value = "Q-LEASE-08", needs = Capability.QUEUE_PULL)
    void acceptsOneOfManyAcknowledgements(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject, (Object[]) "abcdefghijklmnopqrst".split(""));

        for (PulledMessage message : puller.pull(20, LONG)) {
            assertEquals(1, settled(List.of(puller), message.leaseId(), true), "acknowledgements of one lease");
        }
    }

    @Rule(value = "Q-LEASE-08", needs = Capability.QUEUE_PULL)
    void acceptsOneOfManyRetries(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject, (Object[]) "abcdefghijklmnopqrst".split(""));

        for (PulledMessage message : puller.pull(20, LONG)) {
            assertEquals(1, settled(List.of(puller), message.leaseId(), false), "retries of one lease");
        }
    }

    @Rule(value = "Q-LEASE-08", needs = Capability.QUEUE_PULL)
    void acceptsOneRetryOfTwoEnvironments(TckSubject<QueueSubject> here) {
        try (TckSubject<QueueSubject> there = here.second()) {
            QueuePuller first = unconsumed(here.binding(), (Object[]) "abcdefghij".split(""));
            QueuePuller second = unconsumed(there.binding());

            for (PulledMessage message : first.pull(10, LONG)) {
                assertEquals(1, settled(List.of(first, second), message.leaseId(), false), "retries of one lease");
            }
        }
    }

    @Rule(value = "Q-SEND-01", needs = Capability.QUEUE_PULL)
    void storesWhatManySendAtTheSameTime(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject);

        Together.run(THREADS, thread -> {
            for (int batch = 0; batch < 5; batch++) {
                subject.queue("main").sendBatch(requests(thread + "-" + batch + "a", thread + "-" + batch + "b"));
                subject.queue("main").send(thread + "-" + batch + "c");
            }
        });

        List<String> ids = new ArrayList<>();
        for (int empty = 0; empty < EMPTY_PULLS; ) {
            List<PulledMessage> some = puller.pull(100, LONG);
            empty = some.isEmpty() ? empty + 1 : 0;
            some.forEach(message -> ids.add(message.id()));
        }
        assertEquals(THREADS * 15, ids.size(), "messages that were stored");
        assertEquals(THREADS * 15, ids.stream().distinct().count(), "different ids");
    }
}
