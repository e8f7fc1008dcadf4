package dev.isobar.selftest;

import dev.isobar.selftest.BrokenQueue.Place;
import dev.isobar.tck.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A queue driver over a good one that remembers what was sent and leased; subclasses break one thing. */
class WatchedQueue extends QueueOver {
    static final Duration RETENTION = Duration.ofDays(4);

    final TestClock clock;
    final Map<String, Sending> sent = new LinkedHashMap<>();
    final Map<String, Instant> sentAt = new LinkedHashMap<>();
    final Map<String, Leased> leases = new LinkedHashMap<>();

    WatchedQueue(Place queue) {
        super(queue.good());
        this.clock = queue.clock();
    }

    @Override
    public @Nullable Backlog send(List<Sending> messages) throws Exception {
        for (Sending sending : messages) {
            sent.put(sending.message().id(), sending);
            sentAt.putIfAbsent(sending.message().id(), clock.instant());
        }
        return good.send(messages);
    }

    @Override
    public Taken take(int most, Duration fill, Duration visibility) throws Exception {
        Taken taken = good.take(most, fill, visibility);
        taken.messages().forEach(leased -> leases.put(leased.lease(), leased));
        return taken;
    }

    boolean isOld(Instant since) {
        return !since.plus(RETENTION).isAfter(clock.instant());
    }

    /** Whether the retention of a leased message would be over if it counted from the call of send. */
    boolean isOld(String lease) {
        Leased leased = Objects.requireNonNull(leases.get(lease));
        return isOld(sentAt.getOrDefault(leased.message().id(), leased.message().timestamp()));
    }
}
