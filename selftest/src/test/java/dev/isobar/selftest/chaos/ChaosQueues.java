package dev.isobar.selftest.chaos;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.queue.QueueConsumerSettings;
import java.time.Duration;
import java.util.List;

/** The queues that all processes agree on. */
final class ChaosQueues {
    static final List<String> CONSUMED = List.of("JOBS", "TASKS");
    static final String DEAD = "DEAD";
    static final int MAX_RETRIES = 3;

    private ChaosQueues() {}

    static Env open(String url, Mischief mischief) {
        QueueConsumerSettings settings = QueueConsumerSettings.DEFAULT
                .withMaxBatchSize(20)
                .withMaxBatchTimeout(Duration.ofMillis(50))
                .withMaxRetries(MAX_RETRIES)
                .withMaxConcurrency(2)
                .withDeadLetterQueue(DEAD)
                .withVisibilityTimeout(Duration.ofSeconds(2));
        var builder = Env.builder().bind(Service.QUEUES, DEAD, url).intercept(mischief);
        for (String queue : CONSUMED) {
            builder.bind(Service.QUEUES, queue, url).consumer(queue, settings);
        }
        return builder.open();
    }
}
