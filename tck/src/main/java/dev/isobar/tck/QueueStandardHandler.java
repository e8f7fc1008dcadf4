package dev.isobar.tck;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.RetriesExhaustedException;
import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.queue.Message;
import dev.isobar.queue.MessageBatch;
import dev.isobar.queue.QueueFailure;
import dev.isobar.queue.QueueHandler;
import dev.isobar.queue.QueueMetrics;
import dev.isobar.tck.QueueDelivery.Call;
import dev.isobar.tck.QueueDelivery.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The handler that {@link QueueSubject} describes, and what it was given. */
final class QueueStandardHandler implements QueueHandler<Object> {
    private final Supplier<Duration> time;
    private final Consumer<QueueDelivery> deliveries;
    private final Queue<Runnable> late = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> unexpected = new ConcurrentLinkedQueue<>();

    QueueStandardHandler(Supplier<Duration> time, Consumer<QueueDelivery> deliveries) {
        this.time = time;
        this.deliveries = deliveries;
    }

    /** What a body that says {@code throw} leads to. */
    private static final class AskedFor extends Exception {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void handle(MessageBatch<Object> batch) throws Exception {
        List<Seen> messages = new ArrayList<>();
        List<Call> calls = new ArrayList<>();
        QueueMetrics metrics = metrics(batch);
        for (Message<Object> message : batch.messages()) {
            messages.add(new Seen(message.id(), message.timestamp(), message.body(), message.attempts()));
        }
        try {
            for (Message<Object> message : batch.messages()) {
                obey(batch, message, calls);
            }
        } finally {
            deliveries.accept(new QueueDelivery(time.get(), batch.queue(), messages, calls, metrics));
        }
    }

    @Override
    public void onFailure(QueueFailure failure) {
        Throwable error = failure.error();
        if (!(error instanceof AskedFor) && !(error instanceof RetriesExhaustedException)) {
            unexpected.add(error);
        }
    }

    /** Fails if the consumer has met anything that no body asked for. */
    void checkFailures() {
        Throwable failure = unexpected.poll();
        if (failure != null) {
            throw new AssertionError("the consumer has failed", failure);
        }
    }

    /** Makes the calls that were to come after the end of the handler. */
    void callLate() {
        Runnable call;
        while ((call = late.poll()) != null) {
            call.run();
        }
    }

    private static @Nullable QueueMetrics metrics(MessageBatch<Object> batch) {
        try {
            return batch.metrics();
        } catch (UnsupportedCapabilityException notCounted) {
            return null;
        }
    }

    private void obey(MessageBatch<Object> batch, Message<Object> message, List<Call> calls) throws AskedFor {
        if (!(message.body() instanceof Map<?, ?> body) || !(body.get("act") instanceof List<?> acts)) {
            return;
        }
        String act = (String) acts.get(Math.min(message.attempts(), acts.size()) - 1);
        for (String call : act.split("\\+", -1)) {
            if (call.startsWith("late:")) {
                late.add(() -> call(batch, message, call.substring("late:".length())));
            } else if (!call.equals("none")) {
                calls.add(new Call(body.get("n"), call(batch, message, call) ? call : call + " refused"));
            }
            if (call.equals("throw")) {
                throw new AskedFor();
            }
        }
    }

    private static boolean call(MessageBatch<Object> batch, Message<Object> message, String call) {
        int colon = call.indexOf(':');
        Duration delay = colon < 0 ? null : Duration.ofSeconds(Long.parseLong(call.substring(colon + 1)));
        try {
            call(batch, message, colon < 0 ? call : call.substring(0, colon), delay);
            return true;
        } catch (InvalidRequestException refused) {
            return false;
        }
    }

    private static void call(
            MessageBatch<Object> batch, Message<Object> message, String call, @Nullable Duration delay) {
        switch (call) {
            case "ack" -> message.ack();
            case "ackAll" -> batch.ackAll();
            case "retry" -> {
                if (delay == null) {
                    message.retry();
                } else {
                    message.retry(delay);
                }
            }
            case "retryAll" -> {
                if (delay == null) {
                    batch.retryAll();
                } else {
                    batch.retryAll(delay);
                }
            }
            case "throw" -> {}
            default -> throw new IllegalArgumentException("the standard handler knows no " + call);
        }
    }
}
