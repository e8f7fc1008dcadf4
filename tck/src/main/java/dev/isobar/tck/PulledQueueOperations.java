package dev.isobar.tck;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.queue.PulledMessage;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.QueueSettleResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a second process does with a queue: sends, pulls and settles. */
final class PulledQueueOperations implements GoldenOperations, AutoCloseable {
    private final Env env;

    PulledQueueOperations(String url, TestClock clock) {
        env = Env.builder()
                .clock(clock)
                .bind(Service.QUEUES, TckSubject.NAME, url)
                .consumer(TckSubject.NAME, QueueConsumerSettings.DEFAULT)
                .open();
    }

    @Override
    public @Nullable Object perform(String operation, GoldenArguments arguments) {
        return switch (operation) {
            case "send" -> sent(arguments.get("body"));
            case "pull" -> pull(arguments);
            case "settle" -> settle(arguments);
            default -> throw new IllegalArgumentException("unknown operation " + operation);
        };
    }

    private @Nullable Object sent(@Nullable Object body) {
        env.queue(TckSubject.NAME).send(body);
        return null;
    }

    private List<Map<String, Object>> pull(GoldenArguments arguments) {
        Duration visibility = Duration.ofSeconds(arguments.number("visibilitySeconds", 30));
        List<Map<String, Object>> pulled = new ArrayList<>();
        for (PulledMessage message :
                env.puller(TckSubject.NAME).pull((int) arguments.number("batchSize", 5), visibility)) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("leaseId", message.leaseId());
            map.put("id", message.id());
            map.put("body", message.body());
            map.put("attempts", message.attempts());
            pulled.add(map);
        }
        return pulled;
    }

    private Map<String, Object> settle(GoldenArguments arguments) {
        List<String> acks = arguments.list("acks").stream()
                .map(lease -> (String) Objects.requireNonNull(lease))
                .toList();
        QueueSettleResult settled = env.puller(TckSubject.NAME).settle(acks, Map.of());
        return Map.of(
                "ackCount", settled.ackCount(), "warnings", settled.warnings().size());
    }

    @Override
    public void close() {
        env.close();
    }
}
