package dev.isobar.tck;

import dev.isobar.queue.QueueConsumerSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One queue that a test asks for.
 *
 * @param name the name of the queue, and of its producer binding
 * @param settings how it is consumed
 * @param consumed whether the standard handler consumes it from the start
 * @param deliveryDelay the delay of messages that are sent without one
 * @param retention how long the queue keeps a message; {@code null} for what its binding says otherwise. Given only if
 *     {@link QueueSubject#setsRetention} holds.
 * @since 0.1.0
 */
public record QueueSetup(
        String name,
        QueueConsumerSettings settings,
        boolean consumed,
        Duration deliveryDelay,
        @Nullable Duration retention) {
    /**
     * Asks for a queue that the standard handler consumes.
     *
     * @param name the name
     * @param settings how it is consumed
     * @return the queue
     */
    static QueueSetup of(String name, QueueConsumerSettings settings) {
        return new QueueSetup(name, settings, true, Duration.ZERO, null);
    }

    QueueSetup withoutConsumer() {
        return new QueueSetup(name, settings, false, deliveryDelay, retention);
    }

    QueueSetup withDeliveryDelay(Duration delay) {
        return new QueueSetup(name, settings, consumed, delay, retention);
    }

    QueueSetup withRetention(Duration time) {
        return new QueueSetup(name, settings, consumed, deliveryDelay, time);
    }
}
