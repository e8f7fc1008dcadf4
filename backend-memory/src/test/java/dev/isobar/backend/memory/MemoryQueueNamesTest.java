package dev.isobar.backend.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.EnvBuilder;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.ConflictException;
import dev.isobar.error.Service;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.tck.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Producers are found by their binding, consumers by the name of the queue. */
class MemoryQueueNamesTest {
    private static final QueueConsumerSettings PROMPT =
            QueueConsumerSettings.DEFAULT.withMaxBatchTimeout(Duration.ZERO);

    private final List<Object> seen = new ArrayList<>();

    private int consume(Env env, String queue) {
        return env.consumeStepped(queue, Object.class, batch -> batch.messages()
                        .forEach(message -> seen.add(String.valueOf(message.body()))))
                .runDue();
    }

    @Test
    void consumesByTheNameOfTheQueue() {
        try (Env env = Env.builder()
                .bind(Service.QUEUES, "JOBS", "jobs", "memory:")
                .consumer("jobs", PROMPT)
                .open()) {
            env.queue("JOBS").send("mail");

            consume(env, "jobs");

            assertEquals(List.of("mail"), seen);
            assertThrows(ConfigurationException.class, () -> consume(env, "JOBS"));
        }
    }

    @Test
    void sharesAQueueBetweenTwoProducers() {
        try (Env env = Env.builder()
                .bind(Service.QUEUES, "FIRST", "jobs", "memory:")
                .bind(Service.QUEUES, "SECOND", "jobs", "memory:")
                .consumer("jobs", PROMPT)
                .open()) {
            env.queue("FIRST").send("a");
            env.queue("SECOND").send("b");

            consume(env, "jobs");

            assertEquals(List.of("a", "b"), seen);
        }
    }

    @Test
    void consumesADeadLetterQueueThatNoBindingNames() {
        QueueConsumerSettings once = QueueConsumerSettings.DEFAULT
                .withMaxBatchTimeout(Duration.ZERO)
                .withMaxRetries(0)
                .withDeadLetterQueue("jobs-dead");
        try (Env env = Env.builder()
                .clock(new TestClock())
                .bind(Service.QUEUES, "JOBS", "jobs", "memory:")
                .consumer("jobs", once)
                .consumer("jobs-dead", PROMPT)
                .open()) {
            env.queue("JOBS").send("mail");
            env.consumeStepped("jobs", Object.class, batch -> batch.retryAll()).runDue();

            consume(env, "jobs-dead");

            assertEquals(List.of("mail"), seen);
        }
    }

    @Test
    void consumesAQueueOfAUrlThatNoBindingNames() {
        try (Env env = Env.builder().consumer("jobs", PROMPT, "memory:").open()) {
            assertEquals(0, consume(env, "jobs"));
        }
    }

    @Test
    void refusesAConsumerOfAnUnknownQueue() {
        EnvBuilder builder = Env.builder().consumer("jobs", PROMPT);

        ConfigurationException refused = assertThrows(ConfigurationException.class, builder::open);

        assertTrue(String.valueOf(refused.getMessage()).contains("consumer of queue jobs"), refused::toString);
    }

    @Test
    void refusesADeadLetterQueueThatIsStoredElsewhere() {
        QueueConsumerSettings settings = QueueConsumerSettings.DEFAULT.withDeadLetterQueue("dead");
        EnvBuilder builder = Env.builder()
                .bind(Service.QUEUES, "JOBS", "jobs", "memory:")
                .bind(Service.QUEUES, "DEAD", "dead", "memory:elsewhere")
                .consumer("jobs", settings);

        ConfigurationException refused = assertThrows(ConfigurationException.class, builder::open);

        assertTrue(String.valueOf(refused.getMessage()).contains("is stored elsewhere"), refused::toString);
    }

    @Test
    void countsEveryMistakeOfTheSettings() {
        QueueConsumerSettings settings =
                QueueConsumerSettings.DEFAULT.withMaxBatchSize(0).withMaxRetries(101);
        EnvBuilder builder = Env.builder()
                .bind(Service.QUEUES, "JOBS", "jobs", "memory:")
                .consumer("jobs", settings)
                .deliveryDelay("JOBS", Duration.ofDays(2));

        ConfigurationException refused = assertThrows(ConfigurationException.class, builder::open);

        assertEquals(3, refused.problems().size(), refused::toString);
    }

    @Test
    void keepsTheBodyAsItWasSentThroughTheEnvironment() {
        try (Env env = Env.builder()
                .bind(Service.QUEUES, "jobs", "memory:")
                .consumer("jobs", PROMPT)
                .open()) {
            env.queue("jobs").send(Map.of("id", 7));

            consume(env, "jobs");

            assertEquals(List.of("{id=7}"), seen);
        }
    }

    @Test
    void endsTheConsumerOfADroppedQueue() {
        try (Env env = Env.builder()
                .bind(Service.QUEUES, "jobs", "memory:")
                .consumer("jobs", PROMPT)
                .open()) {
            env.consume("jobs", Object.class, batch -> {});
            boolean before = env.consumers().get(0).running();
            env.stores("jobs").drop("jobs");

            assertTrue(before);
            assertEquals(List.of(), env.consumers());
            assertThrows(ConfigurationException.class, () -> consume(env, "jobs"));
            assertThrows(ConflictException.class, () -> env.queue("jobs").send("mail"));
        }
    }
}
