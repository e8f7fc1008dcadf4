package dev.isobar.queue;

import org.jspecify.annotations.Nullable;

/**
 * The producer's side of a queue.
 *
 * <p>A message has at most 128,000 bytes in its serialised form, a batch at most 100 messages and 256,000 bytes. Calls
 * return after the messages are stored (Q-SEND-01); an exception of the backend means that storing is not confirmed, not
 * that it did not happen. {@link dev.isobar.intercept.Retry} repeats such a send on backends that declare {@code
 * queue-idempotent-send}, where the repetition does nothing while the message is stored; if the message was acknowledged
 * before, it is delivered again (Q-SEND-18). Messages wait until a consumer takes them or their retention is over, 4 days
 * by default (Q-RET-01).
 *
 * <p>Instances are safe for use from many threads and belong to the environment that handed them out.
 *
 * @see <a href="https://developers.cloudflare.com/queues/configuration/javascript-apis/">Queues, JavaScript APIs</a>
 * @since 0.1.0
 */
public interface Queue {
    /**
     * Sends a message with the queue's default delay, a {@code byte[]} or {@code ByteBuffer} as bytes and anything else
     * as JSON.
     *
     * @param body what Jackson can write as JSON, or bytes; {@code null} is JSON's {@code null} (Q-SEND-02)
     * @return the answer, once the message is stored
     * @throws dev.isobar.error.InvalidRequestException if the body cannot be written as JSON
     * @throws dev.isobar.error.LimitExceededException if the message is too large (10204, Q-SEND-11)
     */
    default QueueSendResult send(@Nullable Object body) {
        return send(body, QueueSendOptions.NONE);
    }

    /**
     * Sends a message.
     *
     * @param body a text for {@link QueueContentType#TEXT}; a {@code byte[]}, or a {@code ByteBuffer} from position to
     *     limit, for {@link QueueContentType#BYTES}; what Jackson can write for {@link QueueContentType#JSON}
     * @param options content type and delay
     * @return the answer, once the message is stored
     * @throws dev.isobar.error.InvalidRequestException if body and content type disagree (Q-SEND-04), the body cannot be
     *     written as JSON, or the delay is out of range (10203, Q-SEND-08)
     * @throws dev.isobar.error.LimitExceededException if the message is too large (10204, Q-SEND-11)
     * @throws dev.isobar.error.UnsupportedCapabilityException if the backend cannot send bytes (Q-REST-01)
     */
    QueueSendResult send(@Nullable Object body, QueueSendOptions options);

    /**
     * Sends 1 to 100 messages with the queue's default delay; one refused message, and none is stored (Q-SEND-13).
     *
     * @param messages the messages; read once (Q-SEND-14)
     * @return the answer, once the messages are stored
     * @throws dev.isobar.error.InvalidRequestException if there is no message (Q-SEND-12), or one is refused as in
     *     {@link #send(Object, QueueSendOptions)}
     * @throws dev.isobar.error.LimitExceededException if there are too many messages (10206), one is too large (10204),
     *     or all are together (10205; Q-SEND-12)
     */
    default QueueSendResult sendBatch(Iterable<MessageSendRequest> messages) {
        return sendBatch(messages, QueueSendBatchOptions.NONE);
    }

    /**
     * Sends 1 to 100 messages; one refused message, and none is stored (Q-SEND-13).
     *
     * @param messages the messages; read once (Q-SEND-14)
     * @param options the delay of the messages that have none of their own
     * @return the answer, once the messages are stored
     * @throws dev.isobar.error.InvalidRequestException if there is no message (Q-SEND-12), one is refused as in {@link
     *     #send(Object, QueueSendOptions)}, or the delay is out of range (10202, Q-SEND-08)
     * @throws dev.isobar.error.LimitExceededException if there are too many messages (10206), one is too large (10204),
     *     or all are together (10205; Q-SEND-12)
     */
    QueueSendResult sendBatch(Iterable<MessageSendRequest> messages, QueueSendBatchOptions options);

    /**
     * Counts what waits for delivery: neither delayed nor in the hands of a consumer (Q-MET-01).
     *
     * @return the backlog, best effort
     * @throws dev.isobar.error.UnsupportedCapabilityException if the backend cannot count
     */
    QueueMetrics metrics();
}
