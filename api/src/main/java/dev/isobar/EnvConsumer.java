package dev.isobar;

import dev.isobar.queue.QueueConsumerSettings;
import org.jspecify.annotations.Nullable;

/**
 * What an environment knows about the consumer of a queue, declared or running. Holds no address, so no secret.
 *
 * @param queue the name of the queue, not of a binding
 * @param scheme the scheme of its backend; {@code null} for a queue over a driver that code passed
 * @param settings how it is consumed
 * @param running whether a consumer was started and has not been closed
 * @since 0.1.0
 */
public record EnvConsumer(String queue, @Nullable String scheme, QueueConsumerSettings settings, boolean running) {
    /** Shows queue, scheme and whether the consumer runs. */
    @Override
    public String toString() {
        return "consumer of '" + queue + "' on " + (scheme == null ? "a driver" : scheme + ":")
                + (running ? ", running" : "");
    }
}
