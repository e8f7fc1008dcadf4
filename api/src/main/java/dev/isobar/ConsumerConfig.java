package dev.isobar;

import dev.isobar.queue.QueueConsumerSettings;
import org.jspecify.annotations.Nullable;

/**
 * A queue consumer as the configuration or the builder declares it.
 *
 * @param settings how it consumes
 * @param source the queue and its URL, or null if a producer binding leads to it
 * @param place where this was said, for messages
 */
record ConsumerConfig(
        QueueConsumerSettings settings, @Nullable Declaration source, String place) {
    /** Returns this consumer with another source. */
    ConsumerConfig from(@Nullable Declaration other) {
        return new ConsumerConfig(settings, other, place);
    }
}
