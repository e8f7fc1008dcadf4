package dev.isobar.workerd;

import dev.isobar.error.CallSite;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.IsobarException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.error.Service;
import dev.isobar.queue.MessageSendRequest;
import dev.isobar.queue.Queue;
import dev.isobar.queue.QueueContentType;
import dev.isobar.queue.QueueMetrics;
import dev.isobar.queue.QueueSendBatchOptions;
import dev.isobar.queue.QueueSendOptions;
import dev.isobar.queue.QueueSendResult;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The producer of one queue inside the runtime. */
record WorkerdQueue(Supplier<Bridge> bridge, String name) implements Queue {
    @Override
    public QueueSendResult send(@Nullable Object body, QueueSendOptions options) {
        return result(call("send", javaScript(body), options(type(body, options.contentType()), options.delay())));
    }

    @Override
    public QueueSendResult sendBatch(Iterable<MessageSendRequest> messages, QueueSendBatchOptions options) {
        List<Object> sent = new ArrayList<>();
        for (MessageSendRequest message : messages) {
            Map<String, @Nullable Object> request =
                    new LinkedHashMap<>(options(type(message.body(), message.contentType()), message.delay()));
            request.put("body", javaScript(message.body()));
            sent.add(request);
        }
        return result(call("sendBatch", sent, options(null, options.delay())));
    }

    @Override
    public QueueMetrics metrics() {
        return metrics(members(call("metrics")));
    }

    private @Nullable Object call(String operation, @Nullable Object... arguments) {
        try {
            return bridge.get().call(operation, arguments);
        } catch (Failure failed) {
            throw typed(operation, failed);
        }
    }

    private IsobarException typed(String operation, Failure failed) {
        CallSite site = new CallSite(Service.QUEUES, name, operation);
        String text = failed.text();
        return text.contains(" exceeds ")
                ? new LimitExceededException(site, null, text, failed)
                : new InvalidRequestException(site, null, text, failed);
    }

    /** Bytes are bytes unless the caller says otherwise; JavaScript would make JSON of them. */
    private static @Nullable QueueContentType type(@Nullable Object body, @Nullable QueueContentType given) {
        boolean bytes = body instanceof byte[] || body instanceof ByteBuffer;
        return given == null && bytes ? QueueContentType.BYTES : given;
    }

    private static Map<String, Object> options(@Nullable QueueContentType type, @Nullable Duration delay) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (type != null) {
            members.put("contentType", type.label());
        }
        if (delay != null) {
            members.put("delaySeconds", delay.toSeconds() + delay.toNanosPart() / 1e9);
        }
        return members;
    }

    private static @Nullable Object javaScript(@Nullable Object body) {
        if (body instanceof ByteBuffer buffer) {
            byte[] window = new byte[buffer.remaining()];
            buffer.duplicate().get(window);
            return window;
        }
        return body == null || body instanceof byte[]
                ? body
                : JsonMapper.shared().convertValue(body, Object.class);
    }

    private static QueueSendResult result(@Nullable Object answer) {
        if (!(answer instanceof Map<?, ?> members) || !(members.get("metadata") instanceof Map<?, ?> metadata)) {
            return new QueueSendResult(null);
        }
        Object metrics = metadata.get("metrics");
        return new QueueSendResult(metrics == null ? null : metrics(members(metrics)));
    }

    static QueueMetrics metrics(Map<String, @Nullable Object> members) {
        Object oldest = members.get("oldestMessageTimestamp");
        return new QueueMetrics(
                number(members.get("backlogCount")),
                number(members.get("backlogBytes")),
                oldest instanceof Number millis && millis.longValue() > 0
                        ? Instant.ofEpochMilli(millis.longValue())
                        : oldest instanceof Instant instant && instant.toEpochMilli() > 0 ? instant : null);
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> members(@Nullable Object value) {
        return (Map<String, @Nullable Object>) java.util.Objects.requireNonNull(value);
    }
}
