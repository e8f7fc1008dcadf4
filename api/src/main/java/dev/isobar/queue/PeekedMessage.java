package dev.isobar.queue;

import java.time.Instant;

/**
 * A message that was looked at and not taken.
 *
 * @param id the message's id
 * @param timestamp when it was sent
 * @param contentType how the body is encoded
 * @param body the serialised body
 * @param attempts how often it was delivered so far
 * @since 0.1.0
 */
public record PeekedMessage(String id, Instant timestamp, QueueContentType contentType, byte[] body, int attempts) {

    /** Leaves out the body. */
    @Override
    public String toString() {
        return "PeekedMessage[" + id + ", " + timestamp + ", " + contentType + ", " + body.length + " bytes, attempts="
                + attempts + "]";
    }
}
