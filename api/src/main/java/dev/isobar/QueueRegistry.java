package dev.isobar;

import static java.util.Objects.requireNonNull;

import dev.isobar.error.CallSite;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.Service;
import dev.isobar.internal.queue.QueueReceiver;
import dev.isobar.queue.QueueConsumer;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.QueueControl;
import dev.isobar.queue.QueueHandler;
import dev.isobar.queue.QueuePuller;
import dev.isobar.queue.SteppedQueueConsumer;
import dev.isobar.spi.InvalidSettingException;
import dev.isobar.spi.QueueDriver;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The queues that an environment can receive from, by their own names, and the consumers at work on them. */
final class QueueRegistry {
    private final Bindings bindings;
    private final StoreGates gates;
    private final Map<String, ConsumerConfig> declared;
    private final List<String> problems;
    private final Map<String, Known> known = new ConcurrentSkipListMap<>();
    private final Set<String> missing = new HashSet<>();
    private final ConsumerSeats seats;

    private record Known(@Nullable OpenedBinding origin, QueueReceiver source) {}

    QueueRegistry(Bindings bindings, StoreGates gates, Map<String, ConsumerConfig> declared, List<String> problems) {
        this.bindings = bindings;
        this.gates = gates;
        this.seats = new ConsumerSeats(gates.state());
        this.declared = Map.copyOf(declared);
        this.problems = problems;
    }

    /** Makes a queue of a backend known. */
    void add(String queue, OpenedBinding origin) {
        add(queue, origin, (QueueDriver) origin.driver());
    }

    /** Makes a queue known; the origin is null for a driver that has no backend. */
    void add(String queue, @Nullable OpenedBinding origin, QueueDriver driver) {
        known.putIfAbsent(
                queue,
                new Known(
                        origin,
                        new QueueReceiver(
                                queue,
                                driver,
                                bindings.limits().queue(),
                                bindings.clock(),
                                bindings.elapsed(),
                                bindings.interceptors(),
                                origin == null
                                        ? gates.single()
                                        : gates.of(origin.resolved().store()))));
    }

    /** Notes a queue that is declared and cannot be opened, which is a problem already. */
    void missing(String queue) {
        missing.add(queue);
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
            if (!known.containsKey(queue) && !missing.contains(queue) && consumer.source() == null) {
                problems.add(consumer.place()
                        + ": no binding leads to this queue; declare a producer, or the consumer with a URL");
            }
        });
    }

    private boolean addDeadLetters(String queue, String deadLetters) {
        OpenedBinding origin = requireNonNull(known.get(queue)).origin();
        Known there = known.get(deadLetters);
        if (there != null && !storedTogether(origin, there.origin())) {
            problems.add(placeOf(queue) + ": its dead letter queue " + deadLetters
                    + " is stored elsewhere; use the same backend URL for both queues");
        }
        if (there != null || origin == null) {
            return false;
        }
        try {
            add(deadLetters, origin.deadLetters(deadLetters));
            return true;
        } catch (InvalidSettingException refused) {
            refused.problems()
                    .forEach(problem -> problems.add(placeOf(queue) + ": its dead letter queue " + deadLetters + ": "
                            + problem + "; declare that queue with a URL"));
            return false;
        }
    }

    private static boolean storedTogether(@Nullable OpenedBinding one, @Nullable OpenedBinding other) {
        return one == null ? other == null : other != null && one.isKeptWith(other);
    }

    private QueueConsumerSettings settingsOf(String queue) {
        ConsumerConfig consumer = declared.get(queue);
        return consumer == null ? QueueConsumerSettings.DEFAULT : consumer.settings();
    }

    /** Returns where the consumer of a queue is declared, which alone can name a dead letter queue. */
    private String placeOf(String queue) {
        return requireNonNull(declared.get(queue)).place();
    }

    /** Returns whether a queue of another store has this name. */
    boolean isTaken(String queue, OpenedBinding by) {
        Known there = known.get(queue);
        return there != null && !storedTogether(by, there.origin());
    }

    /** Ends the consumer of a queue that is to be dropped, and forgets the queue. */
    void remove(StoreIdentity store) {
        Known there = known.get(store.name());
        boolean same = there != null
                && there.origin() != null
                && there.origin().resolved().store().equals(store);
        if (same && known.remove(store.name(), there)) {
            seats.close(store.name());
        }
    }

    /** Returns the consumers that are declared, or running. */
    List<EnvConsumer> consumers() {
        List<EnvConsumer> consumers = new ArrayList<>();
        known.forEach((queue, there) -> {
            if (declared.containsKey(queue) || seats.isTaken(queue)) {
                String scheme = there.origin() == null ? null : there.origin().scheme();
                consumers.add(new EnvConsumer(queue, scheme, settingsOf(queue), seats.isTaken(queue)));
            }
        });
        return consumers;
    }

    ConsumerSeats seats() {
        return seats;
    }

    QueueReceiver source(String queue) {
        Known found = known.get(queue);
        if (found == null) {
            throw new ConfigurationException(List.of("no queue '" + queue + "'; known are " + known.keySet()));
        }
        return found.source();
    }

    <T> QueueConsumer consume(String queue, Type type, QueueHandler<T> handler) {
        requireNonNull(type, "type");
        requireNonNull(handler, "handler");
        return seats.seat(queue, site(queue, "consume"), events -> source(queue)
                .consumer(settingsOf(queue), type, handler, events));
    }

    <T> SteppedQueueConsumer step(String queue, Type type, QueueHandler<T> handler) {
        requireNonNull(type, "type");
        requireNonNull(handler, "handler");
        return seats.seat(queue, site(queue, "consumeStepped"), events -> source(queue)
                .stepped(settingsOf(queue), type, handler, events));
    }

    QueuePuller puller(String queue) {
        gates.state().requireOpen(site(queue, "puller"));
        return source(queue).puller();
    }

    QueueControl control(String queue) {
        gates.state().requireOpen(site(queue, "queueControl"));
        return source(queue).control();
    }

    private static CallSite site(String queue, String operation) {
        return new CallSite(Service.QUEUES, queue, operation);
    }
}
