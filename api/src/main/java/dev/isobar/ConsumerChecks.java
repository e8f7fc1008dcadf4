package dev.isobar;

import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.QueueLimits;
import java.time.Duration;
import java.util.List;

/** Notes what is out of range in the settings of queue consumers (Q-CONS-08, Q-DLQ-06). */
final class ConsumerChecks {
    /** Renewals come at a quarter of the lease: a shorter one would not outlast a pause of the process or of its store. */
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(2);

    private final QueueLimits limits;
    private final List<String> problems;

    ConsumerChecks(QueueLimits limits, List<String> problems) {
        this.limits = limits;
        this.problems = problems;
    }

    void deliveryDelay(DeliveryDelay delay) {
        range(delay.place(), "delivery_delay", delay.delay(), Duration.ZERO, limits.maxDelay());
    }

    void settings(String queue, ConsumerConfig consumer) {
        QueueConsumerSettings settings = consumer.settings();
        String place = consumer.place();
        range(place, "max_batch_size", settings.maxBatchSize(), 1, limits.consumerBatch());
        range(place, "max_batch_timeout", settings.maxBatchTimeout(), Duration.ZERO, limits.maxBatchTimeout());
        range(place, "max_retries", settings.maxRetries(), 0, limits.maxRetries());
        range(place, "retry_delay", settings.retryDelay(), Duration.ZERO, limits.maxDelay());
        range(place, "visibility_timeout", settings.visibilityTimeout(), SHORTEST_LEASE, limits.maxVisibility());
        if (settings.maxConcurrency() != null) {
            range(place, "max_concurrency", settings.maxConcurrency(), 1, limits.maxConcurrency());
        }
        if (queue.equals(settings.deadLetterQueue())) {
            problems.add(place + ": Dead letter queue for queue \"" + queue + "\" cannot be itself");
        }
    }

    private void range(String place, String setting, int value, int least, int most) {
        if (value < least || value > most) {
            problems.add(place + ": " + setting + " is " + value + "; " + least + " to " + most + " are allowed");
        }
    }

    private void range(String place, String setting, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            problems.add(place + ": " + setting + " is " + seconds(value) + "; " + least.toSeconds() + " to "
                    + seconds(most) + " are allowed");
        }
    }

    private static String seconds(Duration time) {
        return time.toSeconds() + " seconds";
    }
}
