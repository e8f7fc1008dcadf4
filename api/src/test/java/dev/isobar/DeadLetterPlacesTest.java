package dev.isobar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.isobar.config.PlacedUrl;
import dev.isobar.error.Service;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.spi.BindingTarget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rule ENV-CONS-06: where dead letter queues are for which no backend is declared. */
class DeadLetterPlacesTest {
    private static final PlacedUrl DEFAULT = new PlacedUrl("memory:", "memory:", "default", true);

    private final List<Declaration> bindings = new ArrayList<>();
    private final Map<String, ConsumerConfig> consumers = new LinkedHashMap<>();
    private final Set<String> lost = new HashSet<>();

    private static PlacedUrl url(@Nullable String text) {
        return text == null ? DEFAULT : new PlacedUrl(text, text, "file");
    }

    private void produce(Service service, String queue, @Nullable String url) {
        BindingTarget target = new BindingTarget("TO_" + queue, queue);
        bindings.add(new Declaration(service, target, url(url)));
    }

    private void consume(String queue, @Nullable String deadLetters, boolean alone) {
        Declaration source = alone ? Declarations.source(queue, DEFAULT) : null;
        QueueConsumerSettings settings = QueueConsumerSettings.DEFAULT.withDeadLetterQueue(deadLetters);
        consumers.put(queue, new ConsumerConfig(settings, source, "file"));
    }

    private void fill() {
        new DeadLetterPlaces(bindings, consumers, lost).fill();
    }

    private List<String> urls() {
        return bindings.stream().map(Declaration::url).toList();
    }

    private @Nullable Declaration source(String queue) {
        return Objects.requireNonNull(consumers.get(queue)).source();
    }

    @Test
    void areWhereTheirQueueIsUpToTheLast() {
        produce(Service.QUEUES, "last", null);
        produce(Service.KV, "last", null);
        consume("failed", "last", true);
        produce(Service.QUEUES, "jobs", "redis:");
        consume("jobs", "failed", false);

        fill();

        assertEquals(List.of("redis:", "memory:", "redis:"), urls());
        assertEquals("redis:", Objects.requireNonNull(source("failed")).url());
    }

    @Test
    void areWhereTheyAreDeclared() {
        produce(Service.QUEUES, "jobs", "redis:");
        produce(Service.QUEUES, "failed", "memory:declared");
        consume("jobs", "failed", false);

        fill();

        assertEquals(List.of("redis:", "memory:declared"), urls());
    }

    @Test
    void areInMemoryIfTheirQueueIsToo() {
        produce(Service.QUEUES, "jobs", null);
        produce(Service.QUEUES, "failed", null);
        consume("jobs", "failed", false);
        consume("failed", "jobs", false);

        fill();

        assertEquals(List.of("memory:", "memory:"), urls());
    }

    @Test
    void areLostWithTheirQueue() {
        lost.add("jobs");
        produce(Service.QUEUES, "failed", null);
        produce(Service.QUEUES, "declared", "redis:");
        consume("jobs", "failed", false);
        consume("failed", "last", true);
        consume("last", "declared", true);

        fill();

        assertEquals(List.of("redis:"), urls());
        assertNull(source("failed"));
        assertNull(source("last"));
        assertEquals(Set.of("jobs", "failed", "last"), lost);
    }
}
