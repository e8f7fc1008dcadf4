package dev.isobar.internal.queue;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.internal.DriverCalls;
import dev.isobar.internal.Json;
import dev.isobar.internal.Refusals;
import dev.isobar.internal.Utf8;
import dev.isobar.queue.MessageSendRequest;
import dev.isobar.queue.QueueContentType;
import dev.isobar.queue.QueueLimits;
import dev.isobar.spi.Capability;
import dev.isobar.spi.QueueDriver.QueueRecord;
import dev.isobar.spi.QueueDriver.Sending;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Checks what goes into a queue and serialises it; refusals have Cloudflare's codes. */
final class MessageEncoder {
    private static final String BATCH_DELAY = "10202";
    private static final String MESSAGE_REFUSED = "10203";
    private static final String MESSAGE_TOO_LARGE = "10204";
    private static final String BATCH_TOO_LARGE = "10205";
    private static final String TOO_MANY_MESSAGES = "10206";
    private static final Duration SHORTEST_LEASE = Duration.ofMillis(1);

    private final DriverCalls calls;
    private final Refusals refusals;
    private final QueueLimits limits;
    private final InstantSource clock;

    MessageEncoder(DriverCalls calls, QueueLimits limits, InstantSource clock) {
        this.calls = calls;
        this.refusals = new Refusals(calls);
        this.limits = limits;
        this.clock = clock;
    }

    Sending single(MessageSendRequest message, Duration deliveryDelay) {
        Sending sending = sending("send", message, deliveryDelay);
        int length = sending.message().body().length;
        if (length > limits.messageBytes()) {
            throw refusals.exceeded(
                    "send",
                    MESSAGE_TOO_LARGE,
                    "message length of " + length + " bytes exceeds limit of " + limits.messageBytes());
        }
        return sending;
    }

    List<Sending> batch(Iterable<MessageSendRequest> messages, @Nullable Duration batchDelay, Duration deliveryDelay) {
        List<MessageSendRequest> requests = new ArrayList<>();
        messages.forEach(message -> requests.add(Objects.requireNonNull(message, "message")));
        if (requests.isEmpty()) {
            throw refusals.invalid("sendBatch", "sendBatch() requires at least one message");
        }
        if (requests.size() > limits.batchMessages()) {
            throw refusals.exceeded(
                    "sendBatch",
                    TOO_MANY_MESSAGES,
                    "batch message count of " + requests.size() + " exceeds limit of " + limits.batchMessages());
        }
        Duration delay = batchDelay == null ? deliveryDelay : batchDelay("sendBatch", batchDelay);
        List<Sending> sendings = new ArrayList<>(requests.size());
        for (MessageSendRequest request : requests) {
            sendings.add(sending("sendBatch", request, delay));
        }
        checkSizes(sendings);
        return sendings;
    }

    private void checkSizes(List<Sending> sendings) {
        for (Sending sending : sendings) {
            int length = sending.message().body().length;
            if (length > limits.messageBytes()) {
                throw refusals.exceeded(
                        "sendBatch",
                        MESSAGE_TOO_LARGE,
                        "message in batch has length " + length + " bytes which exceeds single message size limit of "
                                + limits.messageBytes());
            }
        }
        long total = bytes(sendings);
        if (total > limits.batchBytes()) {
            throw refusals.exceeded(
                    "sendBatch",
                    BATCH_TOO_LARGE,
                    "batch length of " + total + " bytes exceeds limit of " + limits.batchBytes());
        }
    }

    static long bytes(List<Sending> sendings) {
        return sendings.stream()
                .mapToLong(sending -> sending.message().body().length)
                .sum();
    }

    private Sending sending(String operation, MessageSendRequest request, Duration otherwise) {
        Duration own = request.delay();
        Duration delay = own == null ? otherwise : messageDelay(operation, own);
        QueueContentType type = type(request);
        byte[] body = body(operation, request.body(), type);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String id = UUID.randomUUID().toString().replace("-", "");
        return new Sending(new QueueRecord(id, now, type.label(), body), delay);
    }

    private static QueueContentType type(MessageSendRequest request) {
        if (request.contentType() != null) {
            return request.contentType();
        }
        boolean bytes = request.body() instanceof byte[] || request.body() instanceof ByteBuffer;
        return bytes ? QueueContentType.BYTES : QueueContentType.JSON;
    }

    private byte[] body(String operation, @Nullable Object body, QueueContentType type) {
        return switch (type) {
            case BYTES -> bytes(operation, body);
            case JSON -> json(operation, body);
            case TEXT -> text(operation, body);
            case V8 -> throw refusals.invalid(operation, MESSAGE_REFUSED, "content type v8 can be consumed, not sent");
        };
    }

    private byte[] bytes(String operation, @Nullable Object body) {
        byte[] bytes;
        if (body instanceof byte[] array) {
            bytes = array.clone();
        } else if (body instanceof ByteBuffer buffer) {
            ByteBuffer view = buffer.duplicate();
            bytes = new byte[view.remaining()];
            view.get(bytes);
        } else {
            throw mismatch(operation, "bytes", "ArrayBufferView", body);
        }
        calls.require(Capability.QUEUE_BYTES, operation);
        return bytes;
    }

    private byte[] text(String operation, @Nullable Object body) {
        if (body instanceof String text) {
            return Utf8.encode(text);
        }
        throw mismatch(operation, "text", "string", body);
    }

    private byte[] json(String operation, @Nullable Object body) {
        try {
            return Json.MAPPER.writeValueAsBytes(body);
        } catch (JacksonException unwritable) {
            String text = Json.unwritable("the message", unwritable);
            throw refusals.invalid(operation, null, text, Json.causeOf(unwritable));
        }
    }

    private InvalidRequestException mismatch(String operation, String type, String wanted, @Nullable Object body) {
        String found = body == null ? "null" : body.getClass().getSimpleName();
        return refusals.invalid(
                operation,
                MESSAGE_REFUSED,
                "Content Type \"" + type + "\" requires a value of type " + wanted + ", but received: " + found);
    }

    Duration messageDelay(String operation, Duration delay) {
        return delay(operation, MESSAGE_REFUSED, delay);
    }

    Duration batchDelay(String operation, Duration delay) {
        return delay(operation, BATCH_DELAY, delay);
    }

    private Duration delay(String operation, String code, Duration delay) {
        Duration whole = Duration.ofSeconds(delay.toSeconds());
        if (delay.isNegative() || whole.compareTo(limits.maxDelay()) > 0) {
            throw refusals.invalid(
                    operation,
                    code,
                    "delay of " + delay.toSeconds() + " seconds is out of range; 0 to "
                            + limits.maxDelay().toSeconds() + " are allowed");
        }
        return whole;
    }

    int count(String operation, int messages) {
        if (messages < 1 || messages > limits.consumerBatch()) {
            throw refusals.invalid(
                    operation,
                    "batch size of " + messages + " is out of range; 1 to " + limits.consumerBatch() + " are allowed");
        }
        return messages;
    }

    Duration visibility(String operation, Duration time) {
        if (time.compareTo(SHORTEST_LEASE) < 0 || time.compareTo(limits.maxVisibility()) > 0) {
            throw refusals.invalid(
                    operation,
                    "visibility timeout of " + TimeUnit.MILLISECONDS.convert(time) + " ms is out of range; 1 to "
                            + limits.maxVisibility().toMillis() + " are allowed");
        }
        return time;
    }

    /** Returns a lease within the limit. */
    Duration shortened(Duration visibility) {
        return visibility.compareTo(limits.maxVisibility()) > 0 ? limits.maxVisibility() : visibility;
    }
}
