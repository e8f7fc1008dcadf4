package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.queue.Queue;
import dev.isobar.queue.QueueControl;
import dev.isobar.queue.QueuePuller;
import dev.isobar.tck.EnvQueueSubject;
import dev.isobar.tck.QueueDelivery;
import dev.isobar.tck.QueueSetup;
import dev.isobar.tck.QueueSubject;
import dev.isobar.tck.QueueTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each defect of the producer's side is seen by the rule that it breaks. */
class BrokenProducerTest {
    private static final ThreadLocal<BrokenProducer> DEFECT = new ThreadLocal<>();

    @ParameterizedTest
    @EnumSource
    void isSeen(BrokenProducer defect) {
        DEFECT.set(defect);

        boolean seen = Verdict.fails(Judged.class, defect.rule());

        assertTrue(seen, () -> defect + " passes " + defect.rule());
    }

    static class Judged extends QueueTck {
        @Override
        protected String backend() {
            return "broken";
        }

        @Override
        protected TckSubject<QueueSubject> open(TestClock clock) {
            TckSubject<QueueSubject> good = EnvQueueSubject.of("memory:", clock);
            return new TckSubject<>(
                    new Producing(good.binding(), DEFECT.get()), good.capabilities(), good.server(), good.resource());
        }
    }

    /** A target whose producers are broken. */
    private record Producing(QueueSubject good, BrokenProducer defect) implements QueueSubject {
        @Override
        public void open(QueueSetup... queues) {
            good.open(queues);
        }

        @Override
        public Queue queue(String name) {
            return defect.over(good.queue(name));
        }

        @Override
        public Queue withoutAnswer(String name, Runnable meanwhile) {
            return defect.over(good.withoutAnswer(name, meanwhile));
        }

        @Override
        public void pass(Duration time) {
            good.pass(time);
        }

        @Override
        public Duration retention() {
            return good.retention();
        }

        @Override
        public void consume(String queue) {
            good.consume(queue);
        }

        @Override
        public List<QueueDelivery> advance(int seconds) {
            return good.advance(seconds);
        }

        @Override
        public void giveBack(String queue) {
            good.giveBack(queue);
        }

        @Override
        public QueuePuller puller(String queue) {
            return good.puller(queue);
        }

        @Override
        public QueueControl control(String queue) {
            return good.control(queue);
        }
    }
}
