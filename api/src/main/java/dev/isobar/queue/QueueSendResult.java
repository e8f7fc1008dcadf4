package dev.isobar.queue;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a send: the messages are stored.
 *
 * @param metrics the backlog about the time of the request; {@code null} if the backend does not tell it with a send
 *     (Q-SEND-15)
 * @since 0.1.0
 */
public record QueueSendResult(@Nullable QueueMetrics metrics) {}
