package dev.isobar.selftest;

import dev.isobar.selftest.BrokenQueue.Place;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A queue driver over a good one that tells other failures. */
abstract class FailuresOver extends WatchedQueue {
    private final Map<String, Map<Decision, Integer>> decisions = new HashMap<>();

    FailuresOver(Place queue) {
        super(queue);
    }

    abstract int failures(Leased leased);

    /** How often a message was settled in one way. */
    final int settled(String id, Decision decision) {
        return decisions.getOrDefault(id, Map.of()).getOrDefault(decision, 0);
    }

    @Override
    public Taken take(int most, Duration fill, Duration visibility) throws Exception {
        Taken taken = super.take(most, fill, visibility);
        return new Taken(
                taken.messages().stream()
                        .map(leased ->
                                new Leased(leased.lease(), leased.message(), leased.attempts(), failures(leased)))
                        .toList(),
                taken.next(),
                taken.paused());
    }

    @Override
    public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) throws Exception {
        for (Settlement one : settlements) {
            if (leases.containsKey(one.lease())) {
                String id = Objects.requireNonNull(leases.get(one.lease()))
                        .message()
                        .id();
                decisions.computeIfAbsent(id, first -> new HashMap<>()).merge(one.decision(), 1, Integer::sum);
            }
        }
        return good.settle(settlements, deadLetterQueue);
    }
}
