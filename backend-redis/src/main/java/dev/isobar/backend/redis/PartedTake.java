package dev.isobar.backend.redis;

import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.Taken;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Taking from a queue of several parts: first a look at all, then leases from those whose messages wait longest. */
record PartedTake(String queue, List<QueueScripts> parts, int most, Duration visibility) {
    Taken take(Duration fill) {
        List<QueueLook> looks = QueueLook.all(parts);
        if (looks.stream().anyMatch(QueueLook::paused)) {
            return new Taken(List.of(), null, true);
        }
        List<Integer> filled = IntStream.range(0, parts.size())
                .boxed()
                .filter(part -> looks.get(part).from() != null)
                .sorted(Comparator.comparing(part -> waited(looks.get(part)), Comparator.reverseOrder()))
                .toList();
        long ready = looks.stream().mapToLong(look -> look.backlog().count()).sum();
        boolean due = !filled.isEmpty()
                && (ready >= most || waited(looks.get(filled.get(0))).compareTo(fill) >= 0);
        if (due) {
            return lease(looks, filled);
        }
        Stream<Duration> full =
                looks.stream().filter(look -> look.from() != null).map(look -> fill.minus(waited(look)));
        Stream<Duration> next = looks.stream().map(QueueLook::untilNext).filter(Objects::nonNull);
        return new Taken(
                List.of(),
                Stream.concat(full, next).min(Comparator.naturalOrder()).orElse(null),
                false);
    }

    /** How long the first message of a part has been ready, by the clock of its own server. */
    private static Duration waited(QueueLook look) {
        return look.from() == null ? Duration.ZERO : Duration.between(look.from(), look.now());
    }

    /**
     * Leases in rounds: as many parts at once as should fill the batch, and more if other consumers were faster. What is
     * leased is handed out though a part fails or the thread is interrupted: it would wait for the end of its lease.
     */
    private Taken lease(List<QueueLook> looks, List<Integer> filled) {
        List<Leased> leased = new ArrayList<>();
        Duration again = null;
        RedisException failure = null;
        boolean interrupted = false;
        for (int next = 0; next < filled.size() && leased.size() < most && !interrupted; ) {
            Map<Integer, Script.Call<List<byte[]>>> calls = new LinkedHashMap<>();
            for (int left = most - leased.size(); next < filled.size() && left > 0; next++) {
                int part = filled.get(next);
                int share = (int) Math.min(left, looks.get(part).backlog().count());
                calls.put(part, parts.get(part).take(share, Duration.ZERO, visibility));
                left -= share;
            }
            for (Map.Entry<Integer, Script.Call<List<byte[]>>> call : calls.entrySet()) {
                try {
                    Taken taken = QueueAnswers.taken(
                            queue, call.getKey(), call.getValue().finish());
                    leased.addAll(taken.messages());
                    again = taken.next() == null ? again : taken.next();
                } catch (RedisException failed) {
                    failure = failed;
                }
            }
            interrupted = Thread.currentThread().isInterrupted();
        }
        if (failure != null && leased.isEmpty()) {
            throw failure;
        }
        return new Taken(leased, leased.isEmpty() ? again : null, false);
    }
}
