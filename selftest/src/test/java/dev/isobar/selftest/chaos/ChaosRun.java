package dev.isobar.selftest.chaos;

import dev.isobar.Env;
import dev.isobar.queue.MessageSendRequest;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.Capability;
import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.QueueDriver.Decision;
import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.Settlement;
import dev.isobar.spi.QueueDriver.Taken;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sends while others disturb, lets everything end, and collects what became of the messages. */
final class ChaosRun {
    /** A letter that was on its way when its process was killed is held for 20 seconds (Redis). */
    private static final Duration LONGEST_REST = Duration.ofMinutes(4);

    /** How much longer sending may take where processes start slowly. */
    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final int BROKEN = 50;

    private final String url;
    private final Path folder;
    private final Mischief mischief;
    private final Journal journal;
    private int sent;
    private boolean failuresCounted;

    ChaosRun(String url, Path folder, long seed) {
        this.url = url;
        this.folder = folder;
        this.mischief = new Mischief(seed);
        this.journal = new Journal(folder.resolve("test.journal"));
        ChaosProvider.use(mischief, journal);
        Thread.currentThread().setContextClassLoader(ChaosProvider.visibleIn(folder.resolve("test")));
    }

    /** Something that happens while messages are sent. */
    interface Disturbance {
        /** Disturbs something, or nothing; returns whether that was enough by now. */
        boolean now();
    }

    Mischief mischief() {
        return mischief;
    }

    ChaosNode node() {
        return new ChaosNode(url, mischief, journal);
    }

    /** Sends messages over a time, evenly, and on until there was enough disturbance; what fails is sent anew. */
    void send(int messages, Duration time, Disturbance disturbance) {
        long begin = System.nanoTime();
        boolean enough = false;
        try (Env env = ChaosQueues.open(url, mischief)) {
            while (sent < messages || !enough) {
                Duration passed = Duration.ofNanos(System.nanoTime() - begin);
                if (passed.compareTo(time.plus(LONGEST_START)) > 0) {
                    throw new AssertionError("sent " + sent + " of " + messages + ", enough disturbance: " + enough);
                }
                if (sent < (double) passed.toNanos() / time.toNanos() * messages) {
                    sendSome(env);
                } else {
                    mischief.pause(5);
                }
                enough = disturbance.now();
            }
        }
    }

    private void sendSome(Env env) {
        List<MessageSendRequest> batch = new ArrayList<>();
        for (int i = 0; i < 20; i++, sent++) {
            batch.add(MessageSendRequest.of(new Sent(sent, sent % BROKEN == 0)));
        }
        String queue = ChaosQueues.CONSUMED.get(mischief.below(ChaosQueues.CONSUMED.size()));
        while (true) {
            try {
                env.queue(queue).sendBatch(batch);
                return;
            } catch (RuntimeException | Error failed) {
                mischief.pause(10);
            }
        }
    }

    /** What a {@link Job} is made of. */
    private record Sent(int number, boolean broken) {}

    /** Ends the disturbances, has what is left handled, and returns the dead letters. */
    List<Leased> settle() throws Exception {
        mischief.stop();
        List<Leased> letters = new ArrayList<>();
        Backend backend = ChaosProvider.plain(url);
        try {
            ChaosNode calm = node();
            try {
                for (String queue : ChaosQueues.CONSUMED) {
                    awaitEmpty(queue(backend, queue));
                }
            } finally {
                calm.close();
            }
            QueueDriver dead = queue(backend, ChaosQueues.DEAD);
            failuresCounted = dead.capabilities().has(Capability.QUEUE_FAILURES);
            List<Leased> some = dead.take(100, Duration.ZERO, LEASE).messages();
            while (!some.isEmpty()) {
                letters.addAll(some);
                dead.settle(settlements(some, Decision.ACK), null);
                some = dead.take(100, Duration.ZERO, LEASE).messages();
            }
        } finally {
            ChaosProvider.close(backend);
            journal.close();
        }
        ChaosThreads.awaitEnd();
        return letters;
    }

    private static QueueDriver queue(Backend backend, String name) {
        return backend.queue(new BindingTarget(name, null));
    }

    private static List<Settlement> settlements(List<Leased> messages, Decision decision) {
        return messages.stream()
                .map(message -> new Settlement(message.lease(), decision, Duration.ZERO))
                .toList();
    }

    /** Nothing is ready, delayed or leased: a store that holds more says when it is ready. */
    private static void awaitEmpty(QueueDriver queue) {
        Waiting.until(LONGEST_REST, () -> isEmpty(queue), () -> "messages are left in a queue");
    }

    private static boolean isEmpty(QueueDriver queue) {
        try {
            if (queue.backlog().count() > 0) {
                // A message that is taken and given back begins to wait for its batch anew: that would go on for ever.
                return false;
            }
            Taken taken = queue.take(1, Duration.ZERO, Duration.ofSeconds(1));
            if (!taken.messages().isEmpty()) {
                queue.settle(settlements(taken.messages(), Decision.RELEASE), null);
                return false;
            }
            return taken.next() == null;
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    /** Compares the journals of all processes with the letters. */
    void judge(List<Leased> letters) {
        new ChaosVerdict(Journal.all(folder), letters, failuresCounted).check(sent);
    }
}
