package dev.isobar.internal.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.CallSite;
import dev.isobar.error.EnvClosedException;
import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.QueueRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When leases are renewed, and when no more (Q-LEASE-04). No test fails because the machine is slow. */
@Timeout(60)
class LeaseKeeperTest {
    private record Call(List<String> leases, long at) {}

    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final BlockingQueue<Throwable> told = new LinkedBlockingQueue<>();
    private @Nullable LeaseKeeper keeper;

    @AfterEach
    void end() {
        if (keeper != null) {
            keeper.end();
        }
    }

    /** Starts a keeper whose renewals answer like this. */
    private LeaseKeeper start(Duration visibility, UnaryOperator<List<String>> answer) {
        LeaseKeeper started = new LeaseKeeper("jobs", visibility, new LeaseKeeper.Renewal() {
            @Override
            public List<String> extend(List<String> leases) {
                calls.add(new Call(leases.stream().sorted().toList(), System.nanoTime()));
                return answer.apply(leases);
            }

            @Override
            public void failed(Throwable failure) {
                told.add(failure);
                throw new OutOfMemoryError("planned");
            }
        });
        started.start();
        keeper = started;
        return started;
    }

    private static List<Leased> leases(String... names) {
        QueueRecord message = new QueueRecord("id", Instant.EPOCH, "text", new byte[0]);
        return List.of(names).stream()
                .map(name -> new Leased(name, message, 1, 0))
                .toList();
    }

    private static long ago(Duration time) {
        return System.nanoTime() - time.toNanos();
    }

    private Call next() throws InterruptedException {
        Call call = calls.poll(40, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("no renewal");
        }
        return call;
    }

    @Test
    void renewsWhileThreeMoreTriesMayFail() throws InterruptedException {
        Duration lease = Duration.ofSeconds(40);
        long since = ago(Duration.ofMillis(9500));
        start(lease, leases -> List.of()).add(leases("a"), since);

        Duration waited = Duration.ofNanos(next().at() - since);

        assertTrue(waited.compareTo(lease.dividedBy(4)) >= 0, waited::toString);
        assertTrue(waited.compareTo(lease.dividedBy(2)) < 0, waited::toString);
    }

    @Test
    void repeatsARenewalThatFailedWithinTheSamePeriod() throws InterruptedException {
        Duration lease = Duration.ofSeconds(32);
        start(lease, leases -> {
                    throw new NoClassDefFoundError("planned");
                })
                .add(leases("a"), ago(lease.dividedBy(4)));

        Duration between = Duration.ofNanos(-next().at() + next().at());

        assertTrue(between.compareTo(lease.dividedBy(4)) < 0, between::toString);
        // Each failure is told, and telling it may fail too.
        assertInstanceOf(NoClassDefFoundError.class, told.poll(40, TimeUnit.SECONDS));
    }

    @Test
    void renewsALostLeaseNoMore() throws InterruptedException {
        start(Duration.ofSeconds(2), leases -> List.of("a")).add(leases("a", "b"), ago(Duration.ofSeconds(1)));

        assertEquals(List.of("a", "b"), next().leases());
        assertEquals(List.of("b"), next().leases());
    }

    @Test
    void renewsForAQuarterOfAnHour() throws InterruptedException {
        LeaseKeeper started = start(Duration.ofSeconds(2), leases -> List.of());
        started.add(leases("old"), ago(Duration.ofMinutes(15)));
        started.add(leases("young"), ago(Duration.ofMinutes(14)));

        assertTrue(next().leases().contains("young"));
        assertEquals(List.of("young"), next().leases());
    }

    @Test
    void goesOnThoughTheApplicationHasInterruptedIt() throws InterruptedException {
        start(Duration.ofSeconds(2), leases -> {
                    Thread.currentThread().interrupt();
                    return List.of();
                })
                .add(leases("a"), ago(Duration.ofSeconds(1)));

        next();
        assertEquals(List.of("a"), next().leases());
    }

    @Test
    void endsWithTheEnvironment() throws InterruptedException {
        start(Duration.ofSeconds(2), leases -> {
                    throw new EnvClosedException(new CallSite(null, null, "settle"), null);
                })
                .add(leases("a"), ago(Duration.ofSeconds(1)));

        next();
        assertNull(calls.poll(1, TimeUnit.SECONDS));
        assertNull(told.poll());
    }
}
