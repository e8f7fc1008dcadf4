package dev.isobar;

import dev.isobar.config.PlacedUrl;
import dev.isobar.error.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives a dead letter queue without a declared backend that of the queue which buries into it (ENV-CONS-06). */
final class DeadLetterPlaces {
    private final List<Declaration> bindings;
    private final Map<String, ConsumerConfig> consumers;
    private final Set<String> lost;
    private final Map<String, PlacedUrl> urls = new HashMap<>();

    /** Takes declarations, which are changed, and the queues whose own URL has problems. */
    DeadLetterPlaces(List<Declaration> bindings, Map<String, ConsumerConfig> consumers, Set<String> lost) {
        this.bindings = bindings;
        this.consumers = consumers;
        this.lost = lost;
    }

    void fill() {
        bindings.stream().filter(DeadLetterPlaces::isQueue).forEach(this::add);
        consumers.values().forEach(consumer -> {
            if (consumer.source() != null) {
                add(consumer.source());
            }
        });
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Map.Entry<String, ConsumerConfig> consumer : List.copyOf(consumers.entrySet())) {
                String deadLetters = consumer.getValue().settings().deadLetterQueue();
                changed |= deadLetters != null && fill(deadLetters, consumer.getKey());
            }
        }
    }

    private static boolean isQueue(Declaration declaration) {
        return declaration.service() == Service.QUEUES;
    }

    private void add(Declaration declaration) {
        if (!declaration.location().isDefault()) {
            urls.putIfAbsent(declaration.target().store(), declaration.location());
        }
    }

    /** Returns whether this has placed a dead letter queue. */
    private boolean fill(String deadLetters, String queue) {
        PlacedUrl url = urls.get(queue);
        if (url == null ? !lost.contains(queue) : urls.containsKey(deadLetters)) {
            return false;
        }
        return url == null ? forget(deadLetters) : place(deadLetters, url);
    }

    private boolean place(String queue, PlacedUrl url) {
        urls.put(queue, url);
        bindings.replaceAll(binding -> isUnplaced(binding, queue) ? binding.at(url) : binding);
        consumers.computeIfPresent(queue, (name, consumer) -> {
            Declaration source = consumer.source();
            return source != null && isUnplaced(source, queue) ? consumer.from(source.at(url)) : consumer;
        });
        return true;
    }

    /** Where the URL that a queue would have is not known, neither is its own: it is not opened elsewhere. */
    private boolean forget(String queue) {
        if (urls.containsKey(queue) || !lost.add(queue)) {
            return false;
        }
        bindings.removeIf(binding -> isUnplaced(binding, queue));
        consumers.computeIfPresent(queue, (name, consumer) -> {
            @Nullable Declaration source = consumer.source();
            return source != null && isUnplaced(source, queue) ? consumer.from(null) : consumer;
        });
        return true;
    }

    private static boolean isUnplaced(Declaration declaration, String queue) {
        return isQueue(declaration)
                && declaration.location().isDefault()
                && declaration.target().store().equals(queue);
    }
}
