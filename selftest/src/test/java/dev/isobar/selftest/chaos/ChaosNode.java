package dev.isobar.selftest.chaos;

import dev.isobar.Env;
import dev.isobar.queue.QueueConsumer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Consumes both queues; closes and reopens consumers and environments at random. Used by one thread. */
final class ChaosNode implements AutoCloseable {
    private static final Duration LONGEST_TURN = Duration.ofSeconds(30);

    /** How many consumers of each queue nobody in this process has told to end. */
    private static final Map<String, Integer> OPEN = new ConcurrentHashMap<>();

    private final String url;
    private final Mischief mischief;
    private final Journal journal;
    private final Map<String, Running> consumers = new HashMap<>();
    private Env env;

    ChaosNode(String url, Mischief mischief, Journal journal) {
        this.url = url;
        this.mischief = mischief;
        this.journal = journal;
        this.env = ChaosQueues.open(url, mischief);
        ChaosQueues.CONSUMED.forEach(this::consume);
    }

    /** A consumer, which its own handler may end too. */
    private static final class Running {
        private final String queue;
        private final CountDownLatch known = new CountDownLatch(1);
        private final AtomicBoolean open = new AtomicBoolean(true);
        private @Nullable QueueConsumer consumer;

        Running(String queue) {
            this.queue = queue;
            OPEN.merge(queue, 1, Integer::sum);
        }

        void is(QueueConsumer made) {
            consumer = made;
            known.countDown();
        }

        void ends() {
            if (open.compareAndSet(true, false)) {
                OPEN.merge(queue, -1, Integer::sum);
            }
        }

        void close(Duration atMost) {
            ends();
            Objects.requireNonNull(consumer).close(atMost);
        }

        void closeItself() {
            if (known.getCount() == 0) {
                close(Duration.ofSeconds(30));
            }
        }
    }

    /** The seat is free: whoever had it has been told to end. */
    private void consume(String queue) {
        Running running = new Running(queue);
        ChaosHandler handler = new ChaosHandler(mischief, journal, running::closeItself);
        running.is(env.consume(queue, Job.class, handler));
        consumers.put(queue, running);
    }

    /** Changes something, or nothing. */
    void step() {
        if (mischief.happens(0.2)) {
            Thread.currentThread().interrupt();
        }
        if (mischief.happens(0.5)) {
            String queue = ChaosQueues.CONSUMED.get(mischief.below(ChaosQueues.CONSUMED.size()));
            Running running = consumers.remove(queue);
            if (running != null) {
                running.close(Duration.ofMillis(mischief.below(500)));
            }
            consume(queue);
        } else if (mischief.happens(0.3)) {
            closeEnv();
            // A thread that is interrupted cannot connect.
            Thread.interrupted();
            env = ChaosQueues.open(url, mischief);
            ChaosQueues.CONSUMED.forEach(this::consume);
        }
        Thread.interrupted();
    }

    private void closeEnv() {
        consumers.values().forEach(Running::ends);
        env.close();
    }

    /** Requires that no consumer has ended by itself: each still has the thread that takes its messages. */
    static void requireAllToRun() {
        OPEN.keySet()
                .forEach(queue -> Waiting.until(
                        LONGEST_TURN,
                        () -> ChaosThreads.count("isobar-queue-" + queue) == OPEN.getOrDefault(queue, 0),
                        () -> OPEN.get(queue) + " consumers of " + queue + " should run, but there is "
                                + ChaosThreads.running()));
    }

    @Override
    public void close() {
        Thread.interrupted();
        closeEnv();
    }
}
