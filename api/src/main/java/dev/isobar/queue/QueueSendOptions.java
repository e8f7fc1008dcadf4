package dev.isobar.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a message is sent.
 *
 * @param contentType how the body is encoded; {@code null} for bytes if the body is a {@code byte[]} or a {@code
 *     ByteBuffer}, and JSON otherwise
 * @param delay how long the message stays invisible, 0 to 24 hours in whole seconds (Q-SEND-08); {@code null} for the
 *     queue's default (Q-SEND-09)
 * @since 0.1.0
 */
public record QueueSendOptions(
        @Nullable QueueContentType contentType, @Nullable Duration delay) {
    /** Sends by the type of the body, with the queue's default delay. */
    public static final QueueSendOptions NONE = new QueueSendOptions(null, null);

    /**
     * Sets how the body is encoded.
     *
     * @param type the content type; not {@link QueueContentType#V8}
     * @return a changed copy
     */
    public QueueSendOptions withContentType(QueueContentType type) {
        return new QueueSendOptions(type, delay);
    }

    /**
     * Keeps the message invisible for a while.
     *
     * @param time 0 to 24 hours; fractions of a second are cut off. Zero cancels the queue's default.
     * @return a changed copy
     */
    public QueueSendOptions withDelay(Duration time) {
        return new QueueSendOptions(contentType, time);
    }
}
