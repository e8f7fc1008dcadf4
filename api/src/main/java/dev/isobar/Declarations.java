package dev.isobar;

import dev.isobar.config.Configuration;
import dev.isobar.config.DeclaredBinding;
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
    private final Map<String, Map.Entry<Service, Driver>> drivers = new LinkedHashMap<>();
    private final Map<String, ConsumerConfig> consumers = new LinkedHashMap<>();
    private final Map<String, DeliveryDelay> delays = new LinkedHashMap<>();

    void bind(Declaration binding) {
        bindings.add(binding);
    }

    void bind(String name, Service service, Driver driver) {
        drivers.put(name, Map.entry(service, driver));
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

    Map<String, Map.Entry<Service, Driver>> drivers() {
        return drivers;
    }

    Map<String, ConsumerConfig> consumers() {
        return consumers;
    }

    Map<String, DeliveryDelay> delays() {
        return delays;
    }

    /** Returns these declarations and those of the files that they do not replace. */
    Declarations over(Configuration files) {
        Declarations all = new Declarations();
        all.bindings.addAll(bindings);
        all.drivers.putAll(drivers);
        Set<String> taken = new HashSet<>(drivers.keySet());
        bindings.forEach(binding -> taken.add(binding.target().binding()));
        for (DeclaredBinding binding : files.bindings()) {
            PlacedUrl url = files.urls().get(binding.name());
            if (url != null && !taken.contains(binding.name())) {
                BindingTarget target = new BindingTarget(binding.name(), binding.resource());
                all.bindings.add(new Declaration(binding.service(), target, url));
                if (binding.deliveryDelay() != null) {
                    all.delays.put(binding.name(), new DeliveryDelay(binding.deliveryDelay(), binding.place()));
                }
            }
        }
        for (WranglerConsumer consumer : files.consumers()) {
            PlacedUrl url = files.queueUrls().get(consumer.queue());
            Declaration source = url == null ? null : source(consumer.queue(), url);
            all.consumers.put(consumer.queue(), new ConsumerConfig(settings(consumer), source, consumer.place()));
        }
        all.delays.putAll(delays);
        all.consumers.putAll(consumers);
        return all;
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
