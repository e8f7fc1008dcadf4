package dev.isobar;

import dev.isobar.error.CallSite;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.ConflictException;
import dev.isobar.error.Service;
import dev.isobar.internal.queue.QueueReceiver;
import dev.isobar.queue.QueueConsumer;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.QueueHandler;
import dev.isobar.queue.SteppedQueueConsumer;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.InvalidSettingException;
import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.Settings;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The queues that an environment can receive from, by their own names, and the consumers at work on them. */
final class QueueRegistry implements AutoCloseable {
    private final Bindings bindings;
    private final Map<String, ConsumerConfig> declared;
    private final List<String> problems;
    private final Map<String, Known> known = new TreeMap<>();
    private final ConcurrentMap<String, Seat> seats = new ConcurrentHashMap<>();

    /** A queue with its backend and the settings of its URL; both are null for a driver that was passed. */
    private record Known(
            @Nullable Backend backend, @Nullable Settings settings, QueueReceiver source) {}

    /** The one consumer's place at a queue; empty while the consumer is being made. */
    private static final class Seat {
        private volatile @Nullable QueueConsumer consumer;
    }

    QueueRegistry(Bindings bindings, Map<String, ConsumerConfig> declared, List<String> problems) {
        this.bindings = bindings;
        this.declared = Map.copyOf(declared);
        this.problems = problems;
    }

    /** Makes a queue known whose driver has no backend. */
    void add(String queue, QueueDriver driver) {
        known.putIfAbsent(queue, new Known(null, null, receiver(queue, driver)));
    }

    void add(String queue, QueueDriver driver, Backends.Opened opened) {
        known.putIfAbsent(queue, new Known(opened.backend(), opened.settings(), receiver(queue, driver)));
    }

    private QueueReceiver receiver(String queue, QueueDriver driver) {
        return new QueueReceiver(queue, driver, bindings.limits().queue(), bindings.clock(), bindings.interceptors());
    }

    /** Makes dead letter queues known and notes what is wrong with settings and delays. */
    void check(Map<String, DeliveryDelay> deliveryDelays) {
        ConsumerChecks checks = new ConsumerChecks(bindings.limits().queue(), problems);
        deliveryDelays.values().forEach(checks::deliveryDelay);
        declared.forEach(checks::settings);
        Deque<String> open = new ArrayDeque<>(known.keySet());
        while (!open.isEmpty()) {
            String queue = open.remove();
            String deadLetters = settingsOf(queue).deadLetterQueue();
            if (deadLetters != null && addDeadLetters(queue, deadLetters)) {
                open.add(deadLetters);
            }
        }
        declared.forEach((queue, consumer) -> {
            if (!known.containsKey(queue) && consumer.source() == null) {
                problems.add(consumer.place()
                        + ": no binding leads to this queue; declare a producer, or the consumer with a URL");
            }
        });
    }

    private boolean addDeadLetters(String queue, String deadLetters) {
        Known source = Objects.requireNonNull(known.get(queue));
        Backend backend = source.backend();
        Known there = known.get(deadLetters);
        if (there != null && there.backend() != backend) {
            problems.add(placeOf(queue) + ": its dead letter queue " + deadLetters
                    + " lives on another backend; give both queues the same URL");
        }
        if (there != null || backend == null || source.settings() == null) {
            return false;
        }
        // A queue that nothing declares is used with the settings of the queue that buries into it.
        try {
            QueueDriver driver = backend.queue(new BindingTarget(deadLetters, null, source.settings()));
            known.put(deadLetters, new Known(backend, source.settings(), receiver(deadLetters, driver)));
            return true;
        } catch (InvalidSettingException refused) {
            refused.problems()
                    .forEach(problem -> problems.add(placeOf(queue) + ": its dead letter queue " + deadLetters + ": "
                            + problem + "; declare that queue with a URL"));
            return false;
        }
    }

    private QueueConsumerSettings settingsOf(String queue) {
        ConsumerConfig consumer = declared.get(queue);
        return consumer == null ? QueueConsumerSettings.DEFAULT : consumer.settings();
    }

    private String placeOf(String queue) {
        ConsumerConfig consumer = declared.get(queue);
        return consumer == null ? "queue " + queue : consumer.place();
    }

    QueueReceiver source(String queue) {
        Known found = known.get(queue);
        if (found == null) {
            throw new ConfigurationException(List.of("no queue '" + queue + "'; known are " + known.keySet()));
        }
        return found.source();
    }

    <T> QueueConsumer consume(String queue, Type type, QueueHandler<T> handler) {
        return seated(queue, ended -> source(queue).consume(settingsOf(queue), type, handler, ended));
    }

    <T> SteppedQueueConsumer step(String queue, Type type, QueueHandler<T> handler) {
        return seated(queue, ended -> source(queue).step(settingsOf(queue), type, handler, ended));
    }

    private <C extends QueueConsumer> C seated(String queue, Function<Runnable, C> start) {
        source(queue);
        Seat seat = new Seat();
        if (seats.putIfAbsent(queue, seat) != null) {
            throw new ConflictException(
                    new CallSite(Service.QUEUES, queue, "consume"),
                    null,
                    "queue " + queue + " has a consumer already; close it first",
                    null);
        }
        C consumer = start.apply(() -> seats.remove(queue, seat));
        seat.consumer = consumer;
        return consumer;
    }

    @Override
    public void close() {
        for (Seat seat : List.copyOf(seats.values())) {
            QueueConsumer consumer = seat.consumer;
            if (consumer != null) {
                consumer.close();
            }
        }
    }
}
