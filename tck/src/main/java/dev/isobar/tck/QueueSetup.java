package dev.isobar.tck;

import dev.isobar.queue.QueueConsumerSettings;
import java.time.Duration;

/**
 * One queue that a test asks for.
 *
 * @param name the name of the queue, and of its producer binding
 * @param settings how it is consumed
 * @param consumed whether the standard handler consumes it from the start
 * @param deliveryDelay the delay of messages that are sent without one
 * @since 0.1.0
 */
public record QueueSetup(String name, QueueConsumerSettings settings, boolean consumed, Duration deliveryDelay) {
    /**
     * Asks for a queue that the standard handler consumes.
     *
     * @param name the name
     * @param settings how it is consumed
     * @return the queue
     */
    static QueueSetup of(String name, QueueConsumerSettings settings) {
        return new QueueSetup(name, settings, true, Duration.ZERO);
    }

    QueueSetup withoutConsumer() {
        return new QueueSetup(name, settings, false, deliveryDelay);
    }

    QueueSetup withDeliveryDelay(Duration delay) {
        return new QueueSetup(name, settings, consumed, delay);
    }
}
