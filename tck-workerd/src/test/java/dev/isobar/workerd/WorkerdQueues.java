package dev.isobar.workerd;

import dev.isobar.error.CallSite;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.Service;
import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.queue.PeekedMessage;
import dev.isobar.queue.PulledMessage;
import dev.isobar.queue.Queue;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.QueueControl;
import dev.isobar.queue.QueuePuller;
import dev.isobar.queue.QueueSettleResult;
import dev.isobar.spi.Capability;
import dev.isobar.tck.QueueDelivery;
import dev.isobar.tck.QueueDelivery.Call;
import dev.isobar.tck.QueueDelivery.Seen;
import dev.isobar.tck.QueueSetup;
import dev.isobar.tck.QueueSubject;
import dev.isobar.tck.TestClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Queues inside the runtime, consumed there by the standard handler. */
final class WorkerdQueues implements QueueSubject {
    private final Bridge process;
    private final TestClock clock;
    private final Instant start;
    private final Map<String, Map<String, Object>> queues = new LinkedHashMap<>();
    private final Map<String, QueueConsumerSettings> settings = new LinkedHashMap<>();
    // What the queues are called in the runtime, and the other way round.
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, String> aliases = new LinkedHashMap<>();
    private @Nullable Bridge bridge;

    WorkerdQueues(Bridge process, TestClock clock) {
        this.process = process;
        this.clock = clock;
        this.start = clock.instant();
    }

    @Override
    public void open(QueueSetup... setups) {
        for (QueueSetup setup : setups) {
            Map<String, Object> members = setup.consumed() ? settings(setup.settings()) : new LinkedHashMap<>();
            members.put("consumer", setup.consumed());
            members.put("deliveryDelay", setup.deliveryDelay().toSeconds());
            queues.put(setup.name(), members);
            settings.put(setup.name(), setup.settings());
        }
        configure();
    }

    private void configure() {
        Map<String, Object> wanted =
                Map.of("queues", queues, "millis", clock.instant().toEpochMilli());
        try {
            JsonNode found = JsonMapper.shared().readTree(process.control("/queues", wanted));
            found.path("names").properties().forEach(name -> {
                names.put(name.getKey(), name.getValue().stringValue());
                aliases.put(name.getValue().stringValue(), name.getKey());
            });
            bridge = process.to(URI.create(found.path("url").stringValue()), "");
        } catch (Failure refused) {
            throw new ConfigurationException(List.of(refused.text()));
        }
    }

    private static Map<String, Object> settings(QueueConsumerSettings settings) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("maxBatchSize", settings.maxBatchSize());
        members.put("maxBatchTimeout", settings.maxBatchTimeout().toSeconds());
        members.put("maxRetries", settings.maxRetries());
        members.put("retryDelay", settings.retryDelay().toSeconds());
        if (settings.deadLetterQueue() != null) {
            members.put("deadLetterQueue", settings.deadLetterQueue());
        }
        return members;
    }

    private Bridge bridge() {
        return Objects.requireNonNull(bridge, "open() comes first");
    }

    @Override
    public Queue queue(String name) {
        return new WorkerdQueue(() -> process.to(bridge().runtime(), Objects.requireNonNull(names.get(name))), name);
    }

    @Override
    public void consume(String queue) {
        Map<String, Object> members = Objects.requireNonNull(queues.get(queue));
        members.putAll(settings(Objects.requireNonNull(settings.get(queue))));
        members.put("consumer", true);
        configure();
    }

    @Override
    public List<QueueDelivery> advance(int seconds) {
        List<QueueDelivery> deliveries = new ArrayList<>();
        move(Duration.ZERO, deliveries);
        for (int i = 0; i < seconds; i++) {
            move(Duration.ofSeconds(1), deliveries);
        }
        return deliveries;
    }

    private void move(Duration time, List<QueueDelivery> deliveries) {
        clock.advance(time);
        process.control("/advance", Map.of("queues", names.values(), "millis", time.toMillis()));
        Duration at = Duration.between(start, clock.instant());
        for (Object found : (List<?>) Objects.requireNonNull(bridge().call("deliveries"))) {
            Map<String, @Nullable Object> members = WorkerdQueue.members(found);
            // What an earlier test has left behind is none of this one's.
            if (aliases.containsKey(String.valueOf(members.get("queue")))) {
                deliveries.add(delivery(at, members));
            }
        }
    }

    private QueueDelivery delivery(Duration at, Map<String, @Nullable Object> found) {
        List<Seen> messages = new ArrayList<>();
        for (Object message : (List<?>) Objects.requireNonNull(found.get("messages"))) {
            Map<String, @Nullable Object> members = WorkerdQueue.members(message);
            messages.add(new Seen(
                    (String) Objects.requireNonNull(members.get("id")),
                    (Instant) Objects.requireNonNull(members.get("timestamp")),
                    body(members.get("body")),
                    ((Number) Objects.requireNonNull(members.get("attempts"))).intValue()));
        }
        List<Call> calls = new ArrayList<>();
        for (Object call : (List<?>) Objects.requireNonNull(found.get("calls"))) {
            Map<String, @Nullable Object> members = WorkerdQueue.members(call);
            calls.add(new Call(body(members.get("message")), (String) Objects.requireNonNull(members.get("call"))));
        }
        Object metrics = found.get("metrics");
        return new QueueDelivery(
                at,
                Objects.requireNonNull(aliases.get(String.valueOf(found.get("queue")))),
                messages,
                calls,
                metrics == null ? null : WorkerdQueue.metrics(WorkerdQueue.members(metrics)));
    }

    /** Whole numbers as small as Jackson makes them, so that the kit can compare bodies with Java's own. */
    private static @Nullable Object body(@Nullable Object value) {
        if (value instanceof Long number && number == number.intValue()) {
            return number.intValue();
        }
        if (value instanceof List<?> items) {
            List<@Nullable Object> all = new ArrayList<>();
            items.forEach(item -> all.add(body(item)));
            return all;
        }
        if (value instanceof Map<?, ?> members) {
            Map<Object, @Nullable Object> all = new LinkedHashMap<>();
            members.forEach((name, member) -> all.put(name, body(member)));
            return all;
        }
        return value;
    }

    @Override
    public Queue withoutAnswer(String name, Runnable meanwhile) {
        throw unsupported("send", Capability.QUEUE_IDEMPOTENT_SEND);
    }

    @Override
    public void pass(Duration time) {
        throw unsupported("pull", Capability.QUEUE_PULL);
    }

    @Override
    public Duration retention() {
        return Duration.ofDays(4);
    }

    @Override
    public void giveBack(String queue) {
        throw unsupported("take", Capability.QUEUE_RELEASE);
    }

    @Override
    public QueuePuller puller(String queue) {
        return new QueuePuller() {
            @Override
            public List<PulledMessage> pull(int batchSize, Duration visibilityTimeout) {
                throw unsupported("pull", Capability.QUEUE_PULL);
            }

            @Override
            public QueueSettleResult settle(Collection<String> acks, Map<String, Duration> retries) {
                throw unsupported("settle", Capability.QUEUE_PULL);
            }
        };
    }

    private static UnsupportedCapabilityException unsupported(String operation, Capability capability) {
        return new UnsupportedCapabilityException(
                new CallSite(Service.QUEUES, "SUBJECT", operation), capability.label());
    }

    @Override
    public QueueControl control(String queue) {
        return new QueueControl() {
            @Override
            public void pause() {
                throw unsupported("pause", Capability.QUEUE_PAUSE);
            }

            @Override
            public void resume() {
                throw unsupported("resume", Capability.QUEUE_PAUSE);
            }

            @Override
            public void purge() {
                throw unsupported("purge", Capability.QUEUE_PURGE);
            }

            @Override
            public List<PeekedMessage> peek(int most) {
                throw unsupported("peek", Capability.QUEUE_PEEK);
            }
        };
    }
}
