package dev.isobar.backend.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.isobar.spi.QueueDriver.Decision;
import dev.isobar.spi.QueueDriver.QueueRecord;
import dev.isobar.spi.QueueDriver.Sending;
import dev.isobar.spi.QueueDriver.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decisions on leases. A dead letter is first held by its lease, then stored in its new queue, then removed here: a crash
 * in between leaves it in both for a while, never in none, and it is stored there once. An interrupt does not stop a move
 * that has begun.
 */
record QueueSettling(String queue, List<QueueScripts> parts, Function<String, RedisQueueDriver> queues) {
    /** How long a dead letter is held while it moves. */
    private static final Duration MOVE = Duration.ofSeconds(20);

    private record Named(Settlement settlement, RedisLease lease) {}

    List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) {
        List<String> lost = new ArrayList<>();
        Map<Integer, List<Named>> byPart = new LinkedHashMap<>();
        for (Settlement settlement : settlements) {
            RedisLease lease = RedisLease.parse(settlement.lease());
            if (lease == null || !lease.queue().equals(queue) || lease.part() >= parts.size()) {
                lost.add(settlement.lease());
            } else {
                byPart.computeIfAbsent(lease.part(), part -> new ArrayList<>()).add(new Named(settlement, lease));
            }
        }
        boolean buries = settlements.stream().anyMatch(settlement -> settlement.decision() == Decision.BURY);
        RedisQueueDriver deadLetters = deadLetterQueue == null || !buries ? null : queues.apply(deadLetterQueue);
        Map<Integer, Script.Call<List<byte[]>>> calls = new LinkedHashMap<>();
        byPart.forEach((part, named) -> calls.put(part, decide(part, named, deadLetters != null)));
        calls.forEach((part, call) -> {
            List<byte[]> answer = deadLetters == null ? call.await() : call.finish();
            List<Sending> buried = new ArrayList<>();
            List<byte[]> moved = new ArrayList<>();
            int at = 0;
            for (Named named : byPart.getOrDefault(part, List.of())) {
                byte[] told = answer.get(at++);
                boolean burying = named.settlement().decision() == Decision.BURY && deadLetters != null;
                byte[] body = burying ? answer.get(at++) : new byte[0];
                if (told.length == 0) {
                    lost.add(named.settlement().lease());
                } else if (burying) {
                    buried.add(letter(named.lease().id(), told, body));
                    moved.addAll(arguments("ack", named.lease(), Duration.ZERO));
                }
            }
            if (deadLetters != null && !buried.isEmpty()) {
                deadLetters.bury(buried);
                parts.get(part).settle(moved).finish();
            }
        });
        return lost;
    }

    private Script.Call<List<byte[]>> decide(int part, List<Named> all, boolean kept) {
        List<byte[]> arguments = new ArrayList<>();
        for (Named named : all) {
            Settlement settlement = named.settlement();
            boolean bury = settlement.decision() == Decision.BURY;
            String decision =
                    bury && !kept ? "delete" : settlement.decision().name().toLowerCase(Locale.ROOT);
            arguments.addAll(arguments(decision, named.lease(), bury ? MOVE : settlement.time()));
        }
        return parts.get(part).settle(arguments);
    }

    private static List<byte[]> arguments(String decision, RedisLease lease, Duration time) {
        return List.of(
                decision.getBytes(UTF_8),
                lease.id().getBytes(UTF_8),
                QueueScripts.number(lease.number()),
                QueueScripts.number(time.toMillis()));
    }

    private static Sending letter(String id, byte[] head, byte[] body) {
        String[] members = QueueAnswers.text(head).split(" ", -1);
        Instant timestamp = Instant.ofEpochMilli(QueueAnswers.number(members[0].getBytes(UTF_8)));
        return new Sending(new QueueRecord(id, timestamp, members[2], body), Duration.ZERO);
    }
}
