package dev.isobar.backend.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.queue.MessageBatch;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.QueueHandler;
import dev.isobar.queue.SteppedQueueConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a consumer logs (Q-DLQ-07, and the default of QueueHandler.onFailure). */
class MemoryQueueLogTest {
    private static final QueueConsumerSettings ONCE =
            QueueConsumerSettings.DEFAULT.withMaxBatchTimeout(Duration.ZERO).withMaxRetries(0);

    private final Logger logger = Logger.getLogger("dev.isobar.queue");
    private final List<LogRecord> records = new ArrayList<>();
    private boolean broken;
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            records.add(line);
            if (broken) {
                throw new NoClassDefFoundError("planned");
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(listener);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(listener);
        logger.setUseParentHandlers(true);
    }

    private static void consume(Env env, QueueHandler<String> handler) {
        try (SteppedQueueConsumer consumer = env.consumeStepped("jobs", String.class, handler)) {
            consumer.runDue();
        }
    }

    private static Env open(QueueConsumerSettings settings) {
        return Env.builder()
                .bind(Service.QUEUES, "jobs", "memory:")
                .consumer("jobs", settings)
                .open();
    }

    @Test
    void logsDeletedMessagesOncePerQueue() {
        try (Env env = open(ONCE)) {
            for (int i = 0; i < 3; i++) {
                env.queue("jobs").send("secret " + i);
            }

            consume(env, MessageBatch::retryAll);
        }

        assertEquals(1, records.size());
        String text = records.get(0).getMessage();
        assertTrue(text.contains("3 messages were deleted after the last attempt"), text);
        assertFalse(text.contains("secret"), text);
    }

    @Test
    void logsNoFurtherDeletionsAlsoOfTheNextConsumer() {
        try (Env env = open(ONCE)) {
            for (int i = 0; i < 3; i++) {
                env.queue("jobs").send("secret " + i);
                consume(env, MessageBatch::retryAll);
            }
        }

        assertEquals(1, records.size());
    }

    @Test
    void deliversThoughTheLoggerFails() {
        broken = true;
        List<String> handled = new ArrayList<>();
        try (Env env = open(ONCE.withMaxBatchSize(1))) {
            env.queue("jobs").send("bad");
            env.queue("jobs").send("good");

            consume(env, batch -> {
                handled.add(batch.messages().get(0).body());
                batch.messages().get(0).retry();
            });
        }

        assertEquals(List.of("bad", "good"), handled);
        assertEquals(1, records.size());
    }

    @Test
    void logsWhatAHandlerThrowsWithTheMessagesItConcerns() {
        try (Env env = open(ONCE.withDeadLetterQueue("dead"))) {
            env.queue("jobs").send("secret");

            consume(env, batch -> {
                throw new IllegalStateException("planned");
            });
        }

        assertEquals(1, records.size());
        String text = records.get(0).getMessage();
        assertTrue(text.startsWith("a consumer of queue jobs failed, messages [FailedMessage[id="), text);
        assertFalse(text.contains("secret"), text);
        assertEquals("planned", records.get(0).getThrown().getMessage());
    }
}
