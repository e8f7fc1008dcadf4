package dev.isobar.internal.queue;

import dev.isobar.internal.DriverCalls;
import dev.isobar.queue.MessageSendRequest;
import dev.isobar.queue.Queue;
import dev.isobar.queue.QueueLimits;
import dev.isobar.queue.QueueMetrics;
import dev.isobar.queue.QueueSendBatchOptions;
import dev.isobar.queue.QueueSendOptions;
import dev.isobar.queue.QueueSendResult;
import dev.isobar.spi.Capability;
import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.QueueDriver.Backlog;
import dev.isobar.spi.QueueDriver.Sending;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The producer's side of a queue over any driver: limits, encoding, delays. */
public final class PortableQueue implements Queue {
    private final QueueDriver driver;
    private final DriverCalls calls;
    private final MessageEncoder requests;
    private final Duration deliveryDelay;

    public PortableQueue(
            QueueDriver driver, DriverCalls calls, QueueLimits limits, InstantSource clock, Duration deliveryDelay) {
        this.driver = driver;
        this.calls = calls;
        this.requests = new MessageEncoder(calls, limits, clock);
        this.deliveryDelay = deliveryDelay;
    }

    @Override
    public QueueSendResult send(@Nullable Object body, QueueSendOptions options) {
        Objects.requireNonNull(options, "options");
        MessageSendRequest message = new MessageSendRequest(body, options.contentType(), options.delay());
        return store("send", List.of(requests.single(message, deliveryDelay)));
    }

    @Override
    public QueueSendResult sendBatch(Iterable<MessageSendRequest> messages, QueueSendBatchOptions options) {
        Objects.requireNonNull(messages, "messages");
        Objects.requireNonNull(options, "options");
        return store("sendBatch", requests.batch(messages, options.delay(), deliveryDelay));
    }

    private QueueSendResult store(String operation, List<Sending> messages) {
        Map<String, Object> attributes = Map.of("messages", messages.size(), "bytes", MessageEncoder.bytes(messages));
        boolean idempotent = driver.capabilities().has(Capability.QUEUE_IDEMPOTENT_SEND);
        Backlog backlog = calls.<@Nullable Backlog>call(operation, idempotent, attributes, () -> driver.send(messages));
        return new QueueSendResult(backlog == null ? null : metrics(backlog));
    }

    @Override
    public QueueMetrics metrics() {
        return metrics(driver, calls);
    }

    static QueueMetrics metrics(QueueDriver driver, DriverCalls calls) {
        calls.require(Capability.QUEUE_METRICS, "metrics");
        return metrics(calls.read("metrics", driver::backlog));
    }

    private static QueueMetrics metrics(Backlog backlog) {
        return new QueueMetrics(backlog.count(), backlog.bytes(), backlog.oldest());
    }
}
