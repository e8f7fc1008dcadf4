package dev.isobar.selftest.chaos;

import dev.isobar.spi.QueueDriver.Leased;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three environments of one process on one memory, closed and reopened at random, with faults in all calls, for {@code
 * isobar.chaos.seconds}, 20 by default.
 */
@Tag("endurance")
class MemoryChaosTest {
    private static final int SECONDS = Integer.getInteger("isobar.chaos.seconds", 20);
    private static final int MESSAGES_PER_SECOND = 1000;
    private static final int NODES = 3;

    @TempDir
    Path folder;

    @Test
    void losesNoMessage() throws Exception {
        long seed = Long.getLong("isobar.chaos.seed", System.nanoTime());
        System.out.println("chaos on memory: -Disobar.chaos.seed=" + seed);
        ChaosRun run = new ChaosRun("chaos-memory:", folder, seed);
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(NODES);
        List<Future<?>> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            nodes.add(threads.submit(() -> {
                Thread.currentThread().setContextClassLoader(loader);
                try (ChaosNode node = run.node()) {
                    while (!over.get()) {
                        node.step();
                        run.mischief().pause(300);
                    }
                }
            }));
        }
        try {
            run.send(SECONDS * MESSAGES_PER_SECOND, Duration.ofSeconds(SECONDS), () -> true);
            run.mischief().stop();
            ChaosNode.requireAllToRun();
            over.set(true);
            for (Future<?> node : nodes) {
                node.get(2, TimeUnit.MINUTES);
            }
            List<Leased> letters = run.settle();

            run.judge(letters);
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }
}
