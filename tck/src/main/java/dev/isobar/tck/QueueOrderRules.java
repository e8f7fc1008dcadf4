package dev.isobar.tck;

import static dev.isobar.tck.QueueScripts.bodies;
import static dev.isobar.tck.QueueScripts.later;
import static dev.isobar.tck.QueueScripts.quick;
import static dev.isobar.tck.QueueScripts.requests;
import static dev.isobar.tck.QueueScripts.script;
import static dev.isobar.tck.QueueScripts.seen;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.spi.Capability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Rule Q-CONS-15: the order of queues that keep one. */
abstract class QueueOrderRules {
    private static QueueSetup prompt() {
        return QueueSetup.of("main", quick().withMaxBatchSize(7).withMaxBatchTimeout(Duration.ZERO));
    }

    @Rule(value = "Q-CONS-15", needs = Capability.QUEUE_ORDER)
    void deliversInTheOrderOfSending(QueueSubject subject) {
        subject.open(prompt().withoutConsumer());
        List<Object> sent = new ArrayList<>();
        for (int batch = 0; batch < 4; batch++) {
            List<Object> bodies = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                bodies.add("order " + batch + "-" + i);
            }
            subject.queue("main").sendBatch(requests(bodies.toArray()));
            sent.addAll(bodies);
        }

        subject.consume("main");

        assertEquals(sent, bodies(subject.advance(0)), "messages that became ready at the same time");
    }

    @Rule(value = "Q-CONS-15", needs = Capability.QUEUE_ORDER)
    void deliversInTheOrderOfBecomingReady(QueueSubject subject) {
        subject.open(prompt().withoutConsumer());
        subject.queue("main").send("third", later(3));
        subject.queue("main").send("second", later(1));
        subject.queue("main").send("first");
        subject.advance(4);

        subject.consume("main");

        assertEquals(List.of("first", "second", "third"), bodies(subject.advance(0)));
    }

    @Rule(value = "Q-CONS-15", needs = Capability.QUEUE_ORDER)
    void deliversARetriedMessageBehindThoseThatWait(QueueSubject subject) {
        subject.open(QueueSetup.of("main", quick().withMaxBatchSize(1).withMaxBatchTimeout(Duration.ZERO))
                .withoutConsumer());
        subject.queue("main").sendBatch(requests(script(1, "retry:0", "ack"), script(2, "ack"), script(3, "ack")));

        subject.consume("main");

        assertEquals(
                List.of(1, 2, 3, 1),
                seen(subject.advance(0)).stream().map(QueueScripts::number).toList());
    }
}
