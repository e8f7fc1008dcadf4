package dev.isobar.internal.queue;

import dev.isobar.queue.Message;
import dev.isobar.queue.MessageBatch;
import dev.isobar.queue.QueueContentType;
import dev.isobar.queue.QueueMetrics;
import dev.isobar.spi.QueueDriver.Leased;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A batch as its handler sees it; calls go to a ledger. */
final class DeliveredBatch<T> implements MessageBatch<T> {
    private final String queue;
    private final List<Message<T>> messages;
    private final BatchLedger ledger;
    private final MessageEncoder requests;
    private final Supplier<QueueMetrics> metrics;

    /** A leased message and its decoded body. */
    record Decoded<T>(
            Leased leased, QueueContentType type, @Nullable T body) {
        /** Leaves out the body. */
        @Override
        public String toString() {
            return "Decoded[" + leased + "]";
        }
    }

    DeliveredBatch(
            String queue,
            List<Decoded<T>> decoded,
            BatchLedger ledger,
            MessageEncoder requests,
            Supplier<QueueMetrics> metrics) {
        this.queue = queue;
        this.ledger = ledger;
        this.requests = requests;
        this.metrics = metrics;
        List<Message<T>> list = new ArrayList<>(decoded.size());
        for (int i = 0; i < decoded.size(); i++) {
            list.add(new Delivered<>(decoded.get(i), i, ledger, requests));
        }
        this.messages = List.copyOf(list);
    }

    @Override
    public String queue() {
        return queue;
    }

    @Override
    public List<Message<T>> messages() {
        return messages;
    }

    @Override
    public QueueMetrics metrics() {
        return metrics.get();
    }

    @Override
    public void ackAll() {
        ledger.ackAll();
    }

    @Override
    public void retryAll() {
        ledger.retryAll(null);
    }

    @Override
    public void retryAll(Duration delay) {
        ledger.retryAll(requests.batchDelay("retryAll", delay));
    }

    private record Delivered<T>(Decoded<T> decoded, int index, BatchLedger ledger, MessageEncoder requests)
            implements Message<T> {
        @Override
        public String id() {
            return decoded.leased().message().id();
        }

        @Override
        public Instant timestamp() {
            return decoded.leased().message().timestamp();
        }

        @Override
        public @Nullable T body() {
            return decoded.body();
        }

        @Override
        public byte[] bytes() {
            return decoded.leased().message().body().clone();
        }

        @Override
        public QueueContentType contentType() {
            return decoded.type();
        }

        @Override
        public int attempts() {
            return decoded.leased().attempts();
        }

        @Override
        public void ack() {
            ledger.ack(index);
        }

        @Override
        public void retry() {
            ledger.retry(index, null);
        }

        @Override
        public void retry(Duration delay) {
            ledger.retry(index, requests.messageDelay("retry", delay));
        }

        @Override
        public String toString() {
            return "message " + id() + ", attempt " + attempts();
        }
    }
}
