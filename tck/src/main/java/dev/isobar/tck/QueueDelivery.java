package dev.isobar.tck;

import dev.isobar.queue.QueueMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One batch that the standard handler was given.
 *
 * @param at when, since the queues were opened
 * @param queue the name of the queue, as the batch told it
 * @param messages its messages in their order
 * @param calls the calls that the handler made, in their order
 * @param metrics what the batch told of the backlog; {@code null} if the target does not count
 * @since 0.1.0
 */
public record QueueDelivery(
        Duration at,
        String queue,
        List<Seen> messages,
        List<Call> calls,
        @Nullable QueueMetrics metrics) {
    /** Copies the lists. */
    public QueueDelivery {
        messages = List.copyOf(messages);
        calls = List.copyOf(calls);
    }

    /**
     * A message as the handler saw it.
     *
     * @param id its id
     * @param timestamp when it was sent
     * @param body text as a String, bytes as a byte[], JSON as Map, List, String, Number, Boolean or {@code null}
     * @param attempts how often it was delivered
     * @since 0.1.0
     */
    public record Seen(
            String id, Instant timestamp, @Nullable Object body, int attempts) {}

    /**
     * A call of the handler.
     *
     * @param message the member {@code n} of the body that asked for it
     * @param call what was called, as the body spells it; {@code refused} follows a call that threw
     * @since 0.1.0
     */
    public record Call(@Nullable Object message, String call) {}

    /** The bodies of the messages. */
    List<@Nullable Object> bodies() {
        List<@Nullable Object> bodies = new java.util.ArrayList<>();
        messages.forEach(message -> bodies.add(message.body()));
        return bodies;
    }
}
