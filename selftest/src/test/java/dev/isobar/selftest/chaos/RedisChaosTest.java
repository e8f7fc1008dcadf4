package dev.isobar.selftest.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.selftest.RedisServer;
import dev.isobar.spi.QueueDriver.Leased;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three processes on one Redis, killed and started again at random, and this one, all with faults in all calls, for {@code
 * isobar.chaos.seconds}, 20 by default.
 */
@Tag("endurance")
class RedisChaosTest {
    private static final int SECONDS = Integer.getInteger("isobar.chaos.seconds", 20);
    private static final int MESSAGES_PER_SECOND = 400;
    private static final int WORKERS = 3;
    private static final long BETWEEN_KILLS = TimeUnit.SECONDS.toNanos(4);

    @TempDir
    Path folder;

    private final long seed = Long.getLong("isobar.chaos.seed", System.nanoTime());
    private final List<ChaosProcess> workers = new ArrayList<>();
    private RedisServer server;
    private int started;
    private int kills;
    private long lastKill = System.nanoTime();

    @BeforeEach
    void start() throws IOException {
        server = RedisServer.start(folder);
    }

    @AfterEach
    void end() {
        workers.forEach(ChaosProcess::close);
        server.close();
    }

    private String url() {
        return "chaos-" + server.url();
    }

    private ChaosProcess worker() {
        started++;
        return ChaosProcess.start(url(), folder, "worker-" + started, seed + started);
    }

    /** Kills a worker that has leased something, and starts another one in its place; some times are enough. */
    private boolean killNowAndThen(Mischief mischief) {
        int victim = mischief.below(WORKERS);
        if (System.nanoTime() - lastKill > BETWEEN_KILLS && workers.get(victim).hasWorked()) {
            workers.get(victim).kill();
            workers.set(victim, worker());
            lastKill = System.nanoTime();
            kills++;
        }
        return kills >= WORKERS;
    }

    @Test
    void losesNoMessage() throws Exception {
        System.out.println("chaos on Redis: -Disobar.chaos.seed=" + seed);
        ChaosRun run = new ChaosRun(url(), folder, seed);
        for (int i = 0; i < WORKERS; i++) {
            workers.add(worker());
        }
        run.send(SECONDS * MESSAGES_PER_SECOND, Duration.ofSeconds(SECONDS), () -> killNowAndThen(run.mischief()));
        workers.forEach(ChaosProcess::tellToEnd);
        for (ChaosProcess worker : workers) {
            worker.awaitEnd();
        }
        List<Leased> letters = run.settle();

        run.judge(letters);
        assertEquals(List.of(), server.remainingConnections());
    }
}
