package dev.isobar.backend.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.Env;
import dev.isobar.EnvBuilder;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.Service;
import dev.isobar.queue.QueueConsumerSettings;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bindings share a connection, and keep the settings that are their own. */
class SharedConnectionTest {
    private static final QueueConsumerSettings PROMPT =
            QueueConsumerSettings.DEFAULT.withMaxBatchTimeout(Duration.ZERO);

    private final String prefix = TestServers.uniquePrefix();
    private final String url = TestServers.single() + "?prefix=" + prefix;

    @Test
    void storesDeadLettersUnderThePrefixOfTheirQueue() {
        QueueConsumerSettings once = QueueConsumerSettings.DEFAULT
                .withMaxBatchTimeout(Duration.ZERO)
                .withMaxRetries(0)
                .withDeadLetterQueue("failed");
        List<String> seen = new ArrayList<>();

        try (Env env = Env.builder()
                .bind(Service.QUEUES, "JOBS", "jobs", url + "&partitions=2")
                .consumer("jobs", once)
                .consumer("failed", PROMPT)
                .open()) {
            env.queue("JOBS").send("mail");
            env.consumeStepped("jobs", String.class, batch -> batch.retryAll()).runDue();
            env.consumeStepped("failed", String.class, batch -> batch.messages()
                            .forEach(message -> seen.add(message.body())))
                    .runDue();
        }

        assertEquals(List.of("mail"), seen);
    }

    @Test
    void refusesADeadLetterQueueUnderAnotherPrefix() {
        EnvBuilder builder = Env.builder()
                .bind(Service.QUEUES, "JOBS", "jobs", url)
                .bind(Service.QUEUES, "FAILED", "failed", url + "other:")
                .consumer("jobs", QueueConsumerSettings.DEFAULT.withDeadLetterQueue("failed"));

        assertEquals(
                List.of("consumer of queue jobs: its dead letter queue failed is stored elsewhere;"
                        + " use the same backend URL for both queues"),
                assertThrows(ConfigurationException.class, builder::open).problems());
    }

    @Test
    void sharesOneClientBetweenPrefixes() {
        try (Env env = Env.builder()
                .bind(Service.KV, "ONE", "cache", url + "one:&timeout=4s&connectTimeout=5s")
                .bind(Service.KV, "TWO", "cache", url + "two:&connectTimeout=5s&timeout=4s")
                .bind(Service.KV, "SLOW", "cache", url + "one:&timeout=20s")
                .open()) {
            env.kv("ONE").put("k", "v");

            assertNull(env.kv("TWO").get("k"));
            assertEquals("v", env.kv("SLOW").get("k"));
            assertSame(env.unwrap("ONE", RedisClient.class), env.unwrap("TWO", RedisClient.class));
            assertNotSame(env.unwrap("ONE", RedisClient.class), env.unwrap("SLOW", RedisClient.class));
        }
    }
}
