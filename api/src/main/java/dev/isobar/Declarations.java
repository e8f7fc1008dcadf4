package dev.isobar;

import dev.isobar.config.Configuration;
import dev.isobar.config.DeclaredBinding;
import dev.isobar.config.OtherParts;
import dev.isobar.config.PlacedUrl;
import dev.isobar.config.WranglerConsumer;
import dev.isobar.error.Service;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.Driver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bindings and consumers that files and code declare; a declaration in code replaces that of its name in the files. */
final class Declarations {
    private final List<Declaration> bindings = new ArrayList<>();
    private final List<DeclaredDriver> drivers = new ArrayList<>();
    private final Map<String, ConsumerConfig> consumers = new LinkedHashMap<>();
    private final Map<String, DeliveryDelay> delays = new LinkedHashMap<>();
    private final Set<String> lostBindings = new HashSet<>();
    private final Set<String> lostQueues = new HashSet<>();
    private OtherParts otherParts = OtherParts.NONE;
    private @Nullable String unplaced;
    private boolean complete = true;

    void bind(Declaration binding) {
        bindings.add(binding);
    }

    void bind(String name, Service service, Driver driver) {
        drivers.add(new DeclaredDriver(name, service, driver));
    }

    void consume(String queue, ConsumerConfig consumer) {
        consumers.put(queue, consumer);
    }

    void delay(String binding, DeliveryDelay delay) {
        delays.put(binding, delay);
    }

    List<Declaration> bindings() {
        return bindings;
    }

    List<DeclaredDriver> drivers() {
        return drivers;
    }

    Map<String, ConsumerConfig> consumers() {
        return consumers;
    }

    Map<String, DeliveryDelay> delays() {
        return delays;
    }

    /** Returns the bindings of the files whose own URL has problems. */
    Set<String> lostBindings() {
        return lostBindings;
    }

    /** Returns the queues that cannot be known because their own URL has problems. */
    Set<String> lostQueues() {
        return lostQueues;
    }

    /** Returns what other parts of wrangler's file declare. */
    OtherParts otherParts() {
        return otherParts;
    }

    /** Returns where bindings without a declared backend are refused, or null if they are in memory. */
    @Nullable
    String unplaced() {
        return unplaced;
    }

    /** Returns whether no binding is missing for want of a file, an environment or a name. */
    boolean isComplete() {
        return complete;
    }

    /** Returns these declarations and those of the files that they do not replace. */
    Declarations over(Configuration files) {
        Declarations all = new Declarations();
        all.otherParts = files.otherParts();
        all.unplaced = files.unplaced();
        all.complete = files.isComplete();
        all.bindings.addAll(bindings);
        all.drivers.addAll(drivers);
        Set<String> taken = new HashSet<>();
        drivers.forEach(driver -> taken.add(driver.name()));
        bindings.forEach(binding -> taken.add(binding.target().binding()));
        files.bindings().stream()
                .filter(binding -> !taken.contains(binding.name()))
                .forEach(binding -> all.add(binding, files.urls().get(binding.name())));
        Set<String> produced = all.producedQueues();
        files.consumers().forEach(consumer -> all.add(consumer, files, produced));
        all.delays.putAll(delays);
        consumers.forEach((queue, consumer) -> all.consumers.merge(queue, consumer, Declarations::replaced));
        new DeadLetterPlaces(all.bindings, all.consumers, all.lostQueues).fill();
        return all;
    }

    /** Settings in code replace those in the file, but leave the queue where the file places it. */
    private static ConsumerConfig replaced(ConsumerConfig file, ConsumerConfig code) {
        return code.source() == null ? code.from(file.source()) : code;
    }

    private void add(DeclaredBinding binding, @Nullable PlacedUrl url) {
        BindingTarget target = new BindingTarget(binding.name(), binding.resource());
        if (url == null) {
            lostBindings.add(binding.name());
            if (binding.service() == Service.QUEUES) {
                lostQueues.add(target.store());
            }
            return;
        }
        bindings.add(new Declaration(binding.service(), target, url));
        if (binding.deliveryDelay() != null) {
            delays.put(binding.name(), new DeliveryDelay(binding.deliveryDelay(), binding.place()));
        }
    }

    /** Adds a consumer; a queue that a binding leads to needs no place of its own. */
    private void add(WranglerConsumer consumer, Configuration files, Set<String> produced) {
        String queue = consumer.queue();
        PlacedUrl url = files.queueUrls().get(queue);
        boolean ofFile = files.bindings().stream()
                .anyMatch(binding -> binding.service() == Service.QUEUES && queue.equals(binding.resource()));
        if (url == null && !ofFile) {
            lostQueues.add(queue);
        }
        Declaration source = url == null || (url.isDefault() && produced.contains(queue)) ? null : source(queue, url);
        consumers.put(queue, new ConsumerConfig(settings(consumer), source, consumer.place()));
    }

    /** Returns the names of the bindings, each with its service. */
    Map<String, Service> services() {
        Map<String, Service> services = new LinkedHashMap<>();
        drivers.forEach(driver -> services.put(driver.name(), driver.service()));
        bindings.forEach(binding -> services.put(binding.target().binding(), binding.service()));
        return services;
    }

    private Set<String> producedQueues() {
        Set<String> queues = new HashSet<>();
        drivers.forEach(driver -> queues.add(driver.name()));
        for (Declaration binding : bindings) {
            if (binding.service() == Service.QUEUES) {
                queues.add(binding.target().store());
            }
        }
        return queues;
    }

    /** Declares a queue that no binding names. */
    static Declaration source(String queue, PlacedUrl url) {
        return new Declaration(Service.QUEUES, new BindingTarget(queue, null), url);
    }

    private static QueueConsumerSettings settings(WranglerConsumer consumer) {
        QueueConsumerSettings standard = QueueConsumerSettings.DEFAULT;
        return new QueueConsumerSettings(
                declared(consumer.maxBatchSize(), standard.maxBatchSize()),
                declared(consumer.maxBatchTimeout(), standard.maxBatchTimeout()),
                declared(consumer.maxRetries(), standard.maxRetries()),
                declared(consumer.retryDelay(), standard.retryDelay()),
                consumer.maxConcurrency(),
                consumer.deadLetterQueue(),
                declared(consumer.visibilityTimeout(), standard.visibilityTimeout()));
    }

    private static <T> T declared(@Nullable T value, T standard) {
        return value == null ? standard : value;
    }
}
