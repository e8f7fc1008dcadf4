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
import dev.isobar.spi.support.Suggestion;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
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
    private final Declarations declarations;
    private final Map<String, ConsumerConfig> declared;
    private final List<String> problems;
    private final Map<String, Known> known = new ConcurrentSkipListMap<>();
    private final Set<String> missing = new HashSet<>();
    private final Map<String, String> queuesOfBindings = new HashMap<>();
    private final ConsumerSeats seats;

    private record Known(@Nullable OpenedBinding origin, QueueReceiver source) {}

    QueueRegistry(Bindings bindings, StoreGates gates, Declarations declarations, List<String> problems) {
        this.bindings = bindings;
        this.gates = gates;
        this.seats = new ConsumerSeats(gates.state());
        this.declarations = declarations;
        this.declared = Map.copyOf(declarations.consumers());
        this.problems = problems;
    }

    /** Makes the queue of a declaration known, and notes if another declaration of it leads elsewhere (ENV-CONS-07). */
    void declare(String queue, OpenedBinding origin, List<String> problems) {
        ResolvedBinding resolved = origin.resolved();
        queuesOfBindings.putIfAbsent(resolved.target().binding(), queue);
        Known there = known.get(queue);
        if (there != null && !storedTogether(origin, there.origin())) {
            String other = there.origin() == null
                    ? "binding " + queue
                    : there.origin().resolved().place();
            problems.add(resolved.place() + ": the queue '" + queue + "' is on another backend at " + other
                    + "; use the same backend URL for both, or rename one of the queues");
        }
        add(queue, origin);
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
        missing.addAll(declarations.lostQueues());
        deliveryDelays.forEach((binding, delay) -> {
            checks.deliveryDelay(delay);
            checkDelayed(binding, delay);
        });
        declared.forEach(checks::settings);
        Deque<String> open = new ArrayDeque<>(known.keySet());
        while (!open.isEmpty()) {
            String queue = open.remove();
            String deadLetters = settingsOf(queue).deadLetterQueue();
            if (deadLetters != null && addDeadLetters(queue, deadLetters)) {
                open.add(deadLetters);
            }
        }
        loseDeadLetters();
        declared.forEach((queue, consumer) -> {
            if (!known.containsKey(queue) && !missing.contains(queue) && declarations.isComplete()) {
                String explanation = explanation(queue);
                problems.add(consumer.place() + ": no binding leads to this queue; "
                        + (explanation == null ? "" : explanation + "; ")
                        + "declare a producer, or the consumer with a URL");
            }
        });
    }

    /** A dead letter queue is not known because its own queue is not: that was reported. */
    private void loseDeadLetters() {
        Deque<String> open = new ArrayDeque<>(missing);
        while (!open.isEmpty()) {
            String deadLetters = settingsOf(open.remove()).deadLetterQueue();
            if (deadLetters != null && missing.add(deadLetters)) {
                open.add(deadLetters);
            }
        }
    }

    private void checkDelayed(String binding, DeliveryDelay delay) {
        Map<String, Service> services = declarations.services();
        Service service = services.get(binding);
        if (service == Service.QUEUES || declarations.lostBindings().contains(binding)) {
            return;
        }
        if (service != null) {
            problems.add(delay.place() + ": a delivery delay belongs to a queue; this binding is declared as "
                    + service.label());
        } else if (declarations.isComplete()) {
            problems.add(delay.place() + ": no binding has this name, so its delivery delay has no effect; "
                    + RecordBinder.explanation(binding, services.keySet(), declarations.otherParts()));
        }
    }

    /** Says why a queue is not known, as far as that is clear: a binding's name was used, or another part declares it. */
    private @Nullable String explanation(String queue) {
        String meant = queuesOfBindings.get(queue);
        return meant != null && !queue.equals(meant) && known.containsKey(meant)
                ? "the binding " + queue + " leads to the queue '" + meant + "': use that name"
                : declarations.otherParts().explainQueue(queue);
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
            String explanation = explanation(queue);
            throw new ConfigurationException(List.of("no queue '" + queue + "'; "
                    + (explanation == null ? "" : explanation + "; ") + "known are " + known.keySet()
                    + (explanation == null ? Suggestion.of(queue, known.keySet()) : "")));
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
