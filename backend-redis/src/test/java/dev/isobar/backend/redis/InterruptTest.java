package dev.isobar.backend.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.spi.KvDriver;
import dev.isobar.spi.KvDriver.KvRecord;
import dev.isobar.spi.KvDriver.KvWanted;
import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.QueueDriver.Decision;
import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.Settlement;
import io.lettuce.core.RedisCommandInterruptedException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threads are interrupted while the server's answer is held back: rules ENV-INT-02 and ENV-INT-03. */
class InterruptTest {
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final RedisProcess server = RedisProcess.start("--appendonly", "no");
    private final Relay relay = Relay.to(server.port);
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final OpenStores stores = OpenStores.at(relay.url(), Map.of(), () -> this.now);

    @AfterEach
    void close() throws IOException {
        relay.stall(false);
        stores.close();
        relay.close();
        server.close();
    }

    /** Makes a call on a thread that is interrupted when the call waits for its answer; returns what it threw. */
    private @Nullable Throwable interrupted(Callable<?> call, Runnable afterwards) throws InterruptedException {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        AtomicBoolean flag = new AtomicBoolean();
        relay.stall(true);
        Thread caller = new Thread(() -> {
            try {
                call.call();
            } catch (Throwable thrown) {
                failure.set(thrown);
            }
            flag.set(Thread.currentThread().isInterrupted());
        });
        caller.start();
        Await.until(() -> relay.waiting() + " connections wait", () -> relay.waiting() > 0);
        caller.interrupt();
        afterwards.run();
        caller.join(Await.BOUND.toMillis());
        relay.stall(false);
        assertFalse(caller.isAlive());
        assertTrue(flag.get(), "the flag was cleared");
        return failure.get();
    }

    @Test
    void endsTheWaitForAnAnswer() throws Exception {
        KvDriver kv = stores.kv("CACHE");
        KvRecord entry = new KvRecord("open".getBytes(UTF_8), null, null);
        kv.put("session", entry);

        Throwable put = interrupted(
                () -> {
                    kv.put("session", entry);
                    return true;
                },
                () -> {});
        Throwable get = interrupted(() -> kv.get("session", KvWanted.VALUE), () -> {});

        assertInstanceOf(RedisCommandInterruptedException.class, put);
        assertInstanceOf(RedisCommandInterruptedException.class, get);
    }

    @Test
    void movesADeadLetterToTheEnd() throws Exception {
        QueueDriver jobs = stores.queue("jobs");
        QueueDriver dead = stores.queue("dead");
        jobs.send(List.of(OpenStores.message("job")));
        Leased leased = jobs.take(1, Duration.ZERO, LEASE).messages().get(0);
        List<Settlement> bury = List.of(new Settlement(leased.lease(), Decision.BURY, Duration.ZERO));

        Throwable failure = interrupted(() -> jobs.settle(bury, "dead"), () -> relay.stall(false));

        assertNull(failure);
        assertEquals(1, dead.take(10, Duration.ZERO, LEASE).messages().size());
        now = now.plus(LEASE.multipliedBy(2));
        assertEquals(List.of(), jobs.take(10, Duration.ZERO, LEASE).messages());
    }
}
