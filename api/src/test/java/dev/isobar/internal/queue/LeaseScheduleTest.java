package dev.isobar.internal.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.QueueRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The times of renewals to the nanosecond, by a clock of the test (Q-LEASE-04). */
@Timeout(60)
class LeaseScheduleTest {
    private static final Duration LEASE = Duration.ofSeconds(40);
    private static final long PERIOD = LEASE.dividedBy(4).toNanos();
    private static final long REPEAT = PERIOD / 4;

    private final AtomicLong now = new AtomicLong(-5);
    private final BlockingQueue<List<String>> calls = new LinkedBlockingQueue<>();
    private UnaryOperator<List<String>> answer = leases -> List.of();
    private LeaseKeeper keeper = keeper();
    private int probes;

    private LeaseKeeper keeper() {
        LeaseKeeper.Renewal renewal = new LeaseKeeper.Renewal() {
            @Override
            public List<String> extend(List<String> leases) {
                calls.add(leases.stream().sorted().toList());
                return leases.get(0).startsWith("probe") ? leases : answer.apply(leases);
            }

            @Override
            public void failed(Throwable failure) {}
        };
        return new LeaseKeeper("jobs", LEASE, renewal, now::get);
    }

    @BeforeEach
    void start() {
        keeper.start();
    }

    @AfterEach
    void end() {
        keeper.end();
    }

    private static List<Leased> leases(String... names) {
        QueueRecord message = new QueueRecord("id", Instant.EPOCH, "text", new byte[0]);
        return List.of(names).stream()
                .map(name -> new Leased(name, message, 1, 0))
                .toList();
    }

    private List<String> next() throws InterruptedException {
        List<String> call = calls.poll(30, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("no renewal");
        }
        return call;
    }

    /** Moves time on and has the keeper look. */
    private void pass(long nanos) {
        now.addAndGet(nanos);
        keeper.add(List.of(), 0);
    }

    /** A lease that is due at once is renewed alone, so nothing else is due; it is lost thereby. */
    private void assertNothingIsDue() throws InterruptedException {
        String probe = "probe " + probes++;
        keeper.add(leases(probe), now.get() - PERIOD);
        assertEquals(List.of(probe), next());
    }

    @Test
    void renewsAfterAQuarterOfALease() throws InterruptedException {
        keeper.add(leases("a"), now.get());

        pass(PERIOD - 1);
        assertNothingIsDue();
        pass(1);

        assertEquals(List.of("a"), next());
    }

    @Test
    void countsThePeriodFromTheCallAndNotFromItsAnswer() throws InterruptedException {
        List<String> none = List.of();
        answer = leases -> {
            answer = later -> none;
            now.addAndGet(PERIOD);
            return none;
        };
        keeper.add(leases("a"), now.get());
        pass(PERIOD);

        assertEquals(List.of("a"), next());
        assertEquals(List.of("a"), next());
        assertNothingIsDue();
    }

    @Test
    void renewsAgainAfterAnotherQuarter() throws InterruptedException {
        keeper.add(leases("a"), now.get());
        pass(PERIOD);
        assertEquals(List.of("a"), next());

        pass(PERIOD - 1);
        assertNothingIsDue();
        pass(1);

        assertEquals(List.of("a"), next());
    }

    @Test
    void repeatsWhatFailedAfterAQuarterOfAPeriod() throws InterruptedException {
        answer = leases -> {
            throw new IllegalStateException("planned");
        };
        keeper.add(leases("a"), now.get());
        pass(PERIOD);
        assertEquals(List.of("a"), next());

        pass(REPEAT - 1);
        assertNothingIsDue();
        pass(1);

        assertEquals(List.of("a"), next());
    }

    @Test
    void renewsNothingThatWasRemoved() throws InterruptedException {
        keeper.add(leases("a", "b"), now.get());
        keeper.remove(leases("a"));
        pass(PERIOD);

        assertEquals(List.of("b"), next());
        assertNothingIsDue();
    }

    @Test
    void endsAfterAQuarterOfAnHourToTheNanosecond() throws InterruptedException {
        long quarter = Duration.ofMinutes(15).toNanos();
        keeper.add(leases("old"), now.get() - quarter);
        assertNothingIsDue();

        keeper.add(leases("young"), now.get() - quarter + 1);

        assertEquals(List.of("young"), next());
    }

    @Test
    void renewsAHundredInOneCall() throws InterruptedException {
        List<Leased> many = new ArrayList<>();
        IntStream.range(0, 250).forEach(i -> many.addAll(leases("lease " + i)));
        keeper.add(many, now.get() - PERIOD);

        TreeSet<String> renewed = new TreeSet<>();
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            List<String> call = next();
            sizes.add(call.size());
            renewed.addAll(call);
        }

        assertEquals(List.of(100, 100, 50), sizes);
        assertEquals(250, renewed.size());
    }
}
