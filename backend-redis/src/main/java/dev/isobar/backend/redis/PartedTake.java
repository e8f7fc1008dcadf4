package dev.isobar.backend.redis;

import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.Taken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Taking from a queue of several parts: first a look at all, then leases from those whose messages wait longest. */
record PartedTake(List<QueueScripts> parts, int most, Duration visibility) {
    Taken take(Duration fill) {
        List<QueueLook> looks = QueueLook.all(parts);
        if (looks.stream().anyMatch(QueueLook::paused)) {
            return new Taken(List.of(), null, true);
        }
        long ready = looks.stream().mapToLong(look -> look.backlog().count()).sum();
        Instant from = earliest(looks, look -> look.from());
        Instant filled = from == null ? null : from.plus(fill);
        boolean due = filled != null && (ready >= most || looks.stream().anyMatch(look -> !filled.isAfter(look.now())));
        if (due) {
            return new Taken(lease(looks), null, false);
        }
        Instant next = earliest(looks, look -> look.next());
        boolean sooner = filled == null || (next != null && next.isBefore(filled));
        return new Taken(List.of(), sooner ? next : filled, false);
    }

    private static @Nullable Instant earliest(List<QueueLook> looks, Function<QueueLook, @Nullable Instant> time) {
        Instant earliest = null;
        for (QueueLook look : looks) {
            Instant its = time.apply(look);
            if (its != null && (earliest == null || its.isBefore(earliest))) {
                earliest = its;
            }
        }
        return earliest;
    }

    private List<Leased> lease(List<QueueLook> looks) {
        List<Leased> leased = new ArrayList<>();
        IntStream.range(0, parts.size())
                .boxed()
                .filter(part -> looks.get(part).from() != null)
                .sorted(Comparator.comparing(
                        part -> Objects.requireNonNull(looks.get(part).from())))
                .forEach(part -> {
                    if (leased.size() < most) {
                        List<byte[]> answer = parts.get(part)
                                .take(most - leased.size(), 0, visibility.toMillis())
                                .await();
                        leased.addAll(QueueAnswers.taken(part, answer).messages());
                    }
                });
        return leased;
    }
}
