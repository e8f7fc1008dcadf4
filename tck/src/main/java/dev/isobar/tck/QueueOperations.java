package dev.isobar.tck;

import static java.util.Objects.requireNonNull;

import dev.isobar.queue.MessageSendRequest;
import dev.isobar.queue.Queue;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.QueueContentType;
import dev.isobar.queue.QueueMetrics;
import dev.isobar.queue.QueueSendBatchOptions;
import dev.isobar.queue.QueueSendOptions;
import dev.isobar.queue.QueueSendResult;
import dev.isobar.spi.Capability;
import dev.isobar.tck.QueueDelivery.Seen;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The operations of recorded queue scenarios. */
final class QueueOperations implements GoldenOperations {
    private final QueueSubject subject;
    private final TestClock clock;
    private final SentTimes times;
    private final boolean ordered;
    private final Map<String, String> labels = new HashMap<>();
    private final Map<String, Place> places = new HashMap<>();

    QueueOperations(TckSubject<QueueSubject> subject, TestClock clock, JsonNode scenario) {
        this.subject = subject.binding();
        this.clock = clock;
        boolean controlled = subject.capabilities().has(Capability.CONTROLLED_CLOCK);
        this.times = new SentTimes(controlled ? clock : InstantSource.system(), controlled);
        this.ordered = subject.capabilities().has(Capability.QUEUE_ORDER);
        List<QueueSetup> setups = new ArrayList<>();
        scenario.path("config").path("queues").properties().forEach(queue -> {
            setups.add(setup(queue.getKey(), queue.getValue()));
        });
        this.subject.open(setups.toArray(QueueSetup[]::new));
    }

    /** Absent settings are the simulator's, not the service's. */
    private static QueueSetup setup(String name, JsonNode config) {
        JsonNode deadLetters = config.path("deadLetterQueue");
        QueueConsumerSettings settings = QueueConsumerSettings.DEFAULT
                .withMaxBatchSize(config.path("maxBatchSize").asInt(5))
                .withMaxBatchTimeout(
                        Duration.ofSeconds(config.path("maxBatchTimeout").asInt(1)))
                .withMaxRetries(config.path("maxRetries").asInt(2))
                .withRetryDelay(Duration.ofSeconds(config.path("retryDelay").asInt(0)))
                .withDeadLetterQueue(deadLetters.isString() ? deadLetters.stringValue() : null);
        Duration delay = Duration.ofSeconds(config.path("deliveryDelay").asInt(0));
        return new QueueSetup(name, settings, config.path("consumer").asBoolean(true), delay, null);
    }

    @Override
    public @Nullable Object perform(String operation, GoldenArguments arguments) {
        String name = arguments.has("queue") ? arguments.text("queue") : "main";
        return switch (operation) {
            case "send" -> result(times.during(() -> send(subject.queue(name), arguments)));
            case "sendBatch" -> result(times.during(() -> sendBatch(subject.queue(name), arguments)));
            case "metrics" -> metrics(subject.queue(name).metrics());
            case "advance" -> advanced((int) arguments.number("seconds", 0));
            default -> throw new IllegalArgumentException("unknown operation " + operation);
        };
    }

    private QueueSendResult send(Queue queue, GoldenArguments arguments) {
        GoldenArguments options = arguments.object("options");
        place(arguments.get("body"), delay(options));
        return queue.send(arguments.get("body"), new QueueSendOptions(type(options), delay(options)));
    }

    private QueueSendResult sendBatch(Queue queue, GoldenArguments arguments) {
        List<MessageSendRequest> messages = new ArrayList<>();
        for (Object message : arguments.list("messages")) {
            GoldenArguments members = members(message);
            place(members.get("body"), delay(members));
            messages.add(new MessageSendRequest(members.get("body"), type(members), delay(members)));
        }
        return queue.sendBatch(messages, new QueueSendBatchOptions(delay(arguments.object("options"))));
    }

    @SuppressWarnings("unchecked")
    private static GoldenArguments members(@Nullable Object message) {
        if (!(message instanceof Map<?, ?>)) {
            throw new IllegalArgumentException("a message of a batch is an object");
        }
        return new GoldenArguments((Map<String, @Nullable Object>) message);
    }

    private static @Nullable QueueContentType type(GoldenArguments arguments) {
        Object named = arguments.get("contentType");
        return named == null
                ? QueueContentType.JSON
                : QueueContentType.valueOf(((String) named).toUpperCase(Locale.ROOT));
    }

    private static @Nullable Duration delay(GoldenArguments arguments) {
        Object seconds = arguments.get("delaySeconds");
        return seconds instanceof Number number ? Duration.ofMillis((long) (number.doubleValue() * 1_000)) : null;
    }

    private static Map<String, @Nullable Object> result(QueueSendResult result) {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        QueueMetrics metrics = result.metrics();
        metadata.put("metrics", metrics == null ? Map.of() : metrics(metrics));
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("metadata", metadata);
        return map;
    }

    private static Map<String, @Nullable Object> metrics(QueueMetrics metrics) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("backlogCount", metrics.backlogCount());
        map.put("backlogBytes", metrics.backlogBytes());
        map.put("oldestMessageTimestamp", metrics.oldestMessageTimestamp());
        return map;
    }

    private Map<String, Object> advanced(int seconds) {
        List<Object> deliveries = new ArrayList<>();
        times.advance(seconds);
        subject.advance(seconds).forEach(delivery -> deliveries.add(delivery(delivery)));
        return Map.of("deliveries", deliveries);
    }

    private Map<String, @Nullable Object> delivery(QueueDelivery delivery) {
        List<Object> messages = new ArrayList<>();
        inOrder(delivery.messages()).forEach(message -> messages.add(message(message)));
        List<Object> calls = new ArrayList<>();
        delivery.calls().forEach(call -> {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put("message", call.message());
            map.put("call", call.call());
            calls.add(map);
        });
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("at", delivery.at().toSeconds());
        map.put("queue", delivery.queue());
        map.put("size", messages.size());
        map.put("messages", messages);
        map.put("calls", calls.isEmpty() ? null : calls);
        QueueMetrics metrics = delivery.metrics();
        map.put("backlogCount", metrics == null ? 0 : metrics.backlogCount());
        return map;
    }

    /** Where a message stands among the first attempts. */
    private record Place(Instant ready, int turn) {
        static final Comparator<Place> ORDER =
                Comparator.comparing(Place::ready).thenComparing(Place::turn);
    }

    private void place(@Nullable Object body, @Nullable Duration delay) {
        Instant ready = clock.instant().plus(delay == null ? Duration.ZERO : delay);
        places.putIfAbsent(String.valueOf(body), new Place(ready, places.size()));
    }

    // First attempts were recorded in the order in which they became ready. What a backend delivers in another order is
    // sorted before it is compared.
    private List<Seen> inOrder(List<Seen> messages) {
        if (ordered || messages.stream().anyMatch(message -> message.attempts() > 1)) {
            return messages;
        }
        Comparator<Seen> order = Comparator.comparing(
                message -> requireNonNull(places.get(String.valueOf(message.body()))), Place.ORDER);
        return messages.stream().sorted(order).toList();
    }

    private Map<String, @Nullable Object> message(Seen message) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("id", labels.computeIfAbsent(message.id(), id -> "m" + (labels.size() + 1)));
        map.put("body", message.body());
        map.put("attempts", message.attempts());
        map.put("sentAtMillis", times.millis(message.timestamp()));
        return map;
    }
}
