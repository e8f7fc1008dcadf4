package dev.isobar.tck;

import static dev.isobar.tck.QueueScripts.later;
import static dev.isobar.tck.QueueScripts.only;
import static dev.isobar.tck.QueueScripts.requests;
import static dev.isobar.tck.QueueScripts.unconsumed;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.queue.PulledMessage;
import dev.isobar.queue.QueuePuller;
import dev.isobar.spi.Capability;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rule Q-CONS-15: the order of queues that keep one. */
abstract class QueueOrderRules {
    private static final Duration LONG = Duration.ofMinutes(5);

    /** The bodies in the order in which they come, a few at a time. */
    private static List<String> pulled(QueuePuller puller) {
        List<String> all = new ArrayList<>();
        List<PulledMessage> some = puller.pull(7, LONG);
        while (!some.isEmpty()) {
            some.forEach(message -> all.add(new String(message.body(), StandardCharsets.UTF_8)));
            some = puller.pull(7, LONG);
        }
        return all;
    }

    @Rule(
            value = "Q-CONS-15",
            needs = {Capability.QUEUE_ORDER, Capability.QUEUE_PULL})
    void deliversInTheOrderOfSending(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject);
        List<String> sent = new ArrayList<>();
        for (int batch = 0; batch < 4; batch++) {
            List<Object> bodies = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                bodies.add(batch * 100 + i);
                sent.add(Integer.toString(batch * 100 + i));
            }
            subject.queue("main").sendBatch(requests(bodies.toArray()));
        }

        assertEquals(sent, pulled(puller), "messages that became ready at the same time");
    }

    @Rule(
            value = "Q-CONS-15",
            needs = {Capability.QUEUE_ORDER, Capability.QUEUE_PULL})
    void deliversInTheOrderOfBecomingReady(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject);
        subject.queue("main").send(3, later(3));
        subject.queue("main").send(2, later(1));
        subject.queue("main").send(1);

        subject.advance(4);

        assertEquals(List.of("1", "2", "3"), pulled(puller), "messages by the end of their delays");
    }

    @Rule(
            value = "Q-CONS-15",
            needs = {Capability.QUEUE_ORDER, Capability.QUEUE_PULL})
    void deliversARetriedMessageBehindThoseThatWait(QueueSubject subject) {
        QueuePuller puller = unconsumed(subject, 1, 2, 3);

        puller.settle(List.of(), Map.of(only(puller.pull(1, LONG)).leaseId(), Duration.ZERO));

        assertEquals(List.of("2", "3", "1"), pulled(puller), "messages after the first was retried");
    }
}
