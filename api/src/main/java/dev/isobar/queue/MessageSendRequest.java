package dev.isobar.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One message of a batch that is sent.
 *
 * @param body what is sent; {@code null} is JSON's {@code null} (Q-SEND-02)
 * @param contentType how the body is encoded; {@code null} for bytes if the body is a {@code byte[]} or a {@code
 *     ByteBuffer}, and JSON otherwise
 * @param delay how long the message stays invisible, 0 to 24 hours in whole seconds; {@code null} for the batch's
 *     (Q-SEND-09)
 * @since 0.1.0
 */
public record MessageSendRequest(
        @Nullable Object body,
        @Nullable QueueContentType contentType,
        @Nullable Duration delay) {
    /**
     * Creates a message with the batch's delay, encoded by the type of its body.
     *
     * @param body what is sent; {@code null} is JSON's {@code null}
     * @return the message
     */
    public static MessageSendRequest of(@Nullable Object body) {
        return new MessageSendRequest(body, null, null);
    }

    /**
     * Sets how the body is encoded.
     *
     * @param type the content type; not {@link QueueContentType#V8}
     * @return a changed copy
     */
    public MessageSendRequest withContentType(QueueContentType type) {
        return new MessageSendRequest(body, type, delay);
    }

    /**
     * Keeps the message invisible for a while, whatever the delay of its batch.
     *
     * @param time 0 to 24 hours; fractions of a second are cut off
     * @return a changed copy
     */
    public MessageSendRequest withDelay(Duration time) {
        return new MessageSendRequest(body, contentType, time);
    }

    /** Leaves out the body. */
    @Override
    public String toString() {
        return "MessageSendRequest[" + (body == null ? "null" : body.getClass().getSimpleName()) + ", contentType="
                + contentType + ", delay=" + delay + "]";
    }
}
