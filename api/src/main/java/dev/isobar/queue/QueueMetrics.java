package dev.isobar.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What waits in a queue, best effort: not a base for flow control (Q-SEND-15, Q-MET-01).
 *
 * @param backlogCount the messages that wait for delivery
 * @param backlogBytes the bytes of their bodies
 * @param oldestMessageTimestamp about when the oldest of them was sent, by the clock of its sender or of the store; {@code
 *     null} if none waits
 * @since 0.1.0
 */
public record QueueMetrics(
        long backlogCount, long backlogBytes, @Nullable Instant oldestMessageTimestamp) {}
