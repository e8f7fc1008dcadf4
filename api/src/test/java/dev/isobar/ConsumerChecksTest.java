package dev.isobar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.QueueLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules Q-CONS-08 and Q-DLQ-06: the ranges of a consumer's settings, both ends of each. */
class ConsumerChecksTest {
    private static final QueueConsumerSettings DEFAULT = QueueConsumerSettings.DEFAULT;

    private final List<String> problems = new ArrayList<>();
    private final ConsumerChecks checks = new ConsumerChecks(QueueLimits.CLOUDFLARE, problems);

    private void check(QueueConsumerSettings settings) {
        checks.settings("jobs", new ConsumerConfig(settings, null, "here"));
    }

    private static QueueConsumerSettings with(String setting, int value) {
        Duration seconds = Duration.ofSeconds(value);
        return switch (setting) {
            case "max_batch_size" -> DEFAULT.withMaxBatchSize(value);
            case "max_batch_timeout" -> DEFAULT.withMaxBatchTimeout(seconds);
            case "max_retries" -> DEFAULT.withMaxRetries(value);
            case "retry_delay" -> DEFAULT.withRetryDelay(seconds);
            case "visibility_timeout" -> DEFAULT.withVisibilityTimeout(seconds);
            case "max_concurrency" -> DEFAULT.withMaxConcurrency(value);
            default -> throw new IllegalArgumentException(setting);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "max_batch_size, 1, 100, ''",
        "max_batch_timeout, 0, 60, ' seconds'",
        "max_retries, 0, 100, ''",
        "retry_delay, 0, 86400, ' seconds'",
        "visibility_timeout, 2, 43200, ' seconds'",
        "max_concurrency, 1, 250, ''",
    })
    void refusesWhatIsOutOfRange(String setting, int least, int most, String unit) {
        check(with(setting, least));
        check(with(setting, most));
        assertEquals(List.of(), problems);

        check(with(setting, least - 1));
        check(with(setting, most + 1));

        String allowed = unit + "; " + least + " to " + most + unit + " are allowed";
        assertEquals(
                List.of(
                        "here: " + setting + " is " + (least - 1) + allowed,
                        "here: " + setting + " is " + (most + 1) + allowed),
                problems);
    }

    @Test
    void refusesTheQueueItselfAsTheDeadLetterQueue() {
        check(DEFAULT.withDeadLetterQueue("failed"));
        check(DEFAULT.withDeadLetterQueue("jobs"));

        assertEquals(List.of("here: Dead letter queue for queue \"jobs\" cannot be itself"), problems);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "86400, 0", "86401, 1", "-1, 1"})
    void checksTheDelayOfAProducer(int seconds, int expected) {
        checks.deliveryDelay(new DeliveryDelay(Duration.ofSeconds(seconds), "here"));

        assertEquals(expected, problems.size(), problems::toString);
        problems.forEach(problem -> assertEquals(
                "here: delivery_delay is " + seconds + " seconds; 0 to 86400 seconds are allowed", problem));
    }
}
