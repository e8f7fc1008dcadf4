package dev.isobar.queue;

import java.time.Instant;

/**
 * A message that was pulled.
 *
 * @param leaseId stands for this delivery; another delivery has another one (Q-PULL-03)
 * @param id the message's id, the same in all deliveries
 * @param timestamp when it was sent
 * @param contentType how the body is encoded
 * @param body the serialised body
 * @param attempts 1 at the first delivery
 * @since 0.1.0
 */
public record PulledMessage(
        String leaseId, String id, Instant timestamp, QueueContentType contentType, byte[] body, int attempts) {

    /** Leaves out the body and the lease. */
    @Override
    public String toString() {
        return "PulledMessage[" + id + ", " + timestamp + ", " + contentType + ", " + body.length + " bytes, attempts="
                + attempts + "]";
    }
}
