package dev.isobar.tck;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.queue.QueueConsumerSettings;
import java.time.Duration;

/** What a second process does with queues: it consumes "main" and refuses each message, so that all move to "dead". */
final class BuryingOperations implements GoldenOperations, AutoCloseable {
    /** Each message moves at its first failure, in many small batches; leases of a killed process end soon. */
    private static final QueueConsumerSettings SETTINGS = QueueConsumerSettings.DEFAULT
            .withMaxBatchSize(10)
            .withMaxBatchTimeout(Duration.ZERO)
            .withMaxRetries(0)
            .withVisibilityTimeout(Duration.ofSeconds(2))
            .withDeadLetterQueue("dead");

    private final Env env;

    BuryingOperations(String url, TestClock clock) {
        env = Env.builder()
                .clock(clock)
                .bind(Service.QUEUES, "main", url)
                .bind(Service.QUEUES, "dead", url)
                .consumer("main", SETTINGS)
                .open();
    }

    @Override
    public Object perform(String operation, GoldenArguments arguments) {
        if (!operation.equals("bury")) {
            throw new IllegalArgumentException("unknown operation " + operation);
        }
        env.consume("main", String.class, batch -> batch.retryAll());
        return true;
    }

    @Override
    public void close() {
        env.close();
    }
}
