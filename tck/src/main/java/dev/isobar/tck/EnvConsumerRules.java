package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.SteppedQueueConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Rules ENV-CONS-01 to ENV-CONS-06: queues in the file of wrangler. */
abstract class EnvConsumerRules {
    private static final String PRODUCER = "[[queues.producers]]\nbinding = 'JOBS'\nqueue = 'jobs'\n";
    private static final String CONSUMER = "[[queues.consumers]]\nqueue = 'jobs'\n";

    @Rule("ENV-CONS-01")
    void consumesAsTheFileSays(EnvFolder folder) {
        folder.write("wrangler.toml", PRODUCER + CONSUMER + "max_batch_size = 2\n");

        try (Env env = folder.open()) {
            assertEquals(List.of(2, 2), sizesOfBatches(env));
        }
    }

    @Rule("ENV-CONS-01")
    void consumesWithTheServicesDefaultsWhereTheFileIsSilent(EnvFolder folder, TestClock clock) {
        folder.write("wrangler.toml", PRODUCER + CONSUMER).code(builder -> builder.clock(clock));

        try (Env env = folder.open()) {
            List<Integer> early = sizesOfBatches(env);
            clock.advance(Duration.ofSeconds(5));

            assertEquals(List.of(), early);
            assertEquals(List.of(4 + 4), sizesOfBatches(env));
        }
    }

    @Rule("ENV-CONS-01")
    void readsEverySettingOfTheFile(EnvFolder folder) {
        folder.write("wrangler.toml", PRODUCER + CONSUMER + """
            max_batch_size = 2
            max_batch_timeout = 3
            max_retries = 4
            retry_delay = 5
            max_concurrency = 6
            dead_letter_queue = "failed"
            visibility_timeout_ms = 7000
            """);

        assertEquals(
                new QueueConsumerSettings(
                        2, Duration.ofSeconds(3), 4, Duration.ofSeconds(5), 6, "failed", Duration.ofSeconds(7)),
                settings(folder));
    }

    @Rule("ENV-CONS-01")
    void takesZeroAsAValueAndNotAsTheDefault(EnvFolder folder) {
        folder.write(
                "wrangler.toml", PRODUCER + CONSUMER + "max_batch_timeout = 0\nmax_retries = 0\nretry_delay = 0\n");

        assertEquals(
                QueueConsumerSettings.DEFAULT
                        .withMaxBatchTimeout(Duration.ZERO)
                        .withMaxRetries(0)
                        .withRetryDelay(Duration.ZERO),
                settings(folder));
    }

    private static QueueConsumerSettings settings(EnvFolder folder) {
        try (Env env = folder.open()) {
            assertEquals(1, env.consumers().size(), "one consumer is declared");
            return env.consumers().get(0).settings();
        }
    }

    @Rule("ENV-BIND-05")
    void refusesNumbersBelowZero(EnvFolder folder) {
        for (String setting : List.of("max_retries", "retry_delay", "max_batch_timeout", "visibility_timeout_ms")) {
            folder.write("wrangler.toml", PRODUCER + CONSUMER + setting + " = -1\n");

            assertEquals(
                    "wrangler.toml:6: queues.consumers[0]." + setting + ": must be a whole number, 0 or more",
                    folder.problem());
        }
    }

    @Rule("ENV-CONS-02")
    void delaysMessagesAsTheFileSays(EnvFolder folder, TestClock clock) {
        folder.write("wrangler.toml", PRODUCER + "delivery_delay = 60\n" + CONSUMER + "max_batch_size = 2\n")
                .code(builder -> builder.clock(clock));

        try (Env env = folder.open()) {
            assertEquals(List.of(), sizesOfBatches(env));
            clock.advance(Duration.ofSeconds(60));

            assertEquals(List.of(2, 2), sizesOfBatches(env, 0));
        }
    }

    @Rule("ENV-CONS-03")
    void findsAQueueThatIsOnlyConsumedByItsOwnName(EnvFolder folder) {
        folder.write("wrangler.toml", CONSUMER).write("isobar.toml", "[backends]\njobs = 'nowhere:'\n");

        assertTrue(folder.problem().startsWith("isobar.toml:2: backends.jobs: unknown scheme nowhere: for queues"));
    }

    @Rule("ENV-CONS-03")
    void consumesAQueueThatNobodyProduces(EnvFolder folder) {
        folder.write("wrangler.toml", CONSUMER + "max_batch_size = 2\n")
                .code(builder -> builder.bind(Service.QUEUES, "JOBS", "jobs", "memory:"));

        try (Env env = folder.open()) {
            assertEquals(List.of(2, 2), sizesOfBatches(env));
        }
    }

    @Rule("ENV-CONS-04")
    void refusesSettingsOutOfRange(EnvFolder folder) {
        folder.write("wrangler.toml", PRODUCER + "delivery_delay = 90000\n" + CONSUMER + "max_retries = 101\n");

        assertEquals(
                List.of(
                        "wrangler.toml:1: queues.producers[0]: delivery_delay is 90000 seconds;"
                                + " 0 to 86400 seconds are allowed",
                        "wrangler.toml:5: queues.consumers[0]: max_retries is 101; 0 to 100 are allowed"),
                folder.problems());
    }

    @Rule("ENV-CONS-04")
    void refusesASecondConsumerAndAnUnknownType(EnvFolder folder) {
        folder.write("wrangler.toml", PRODUCER + CONSUMER + CONSUMER + "type = 'push'\n");

        assertEquals(
                List.of(
                        "wrangler.toml:8: queues.consumers[1].type: unknown type; known are worker, http_pull",
                        "wrangler.toml:6: queues.consumers[1]: the queue 'jobs' has a consumer at"
                                + " wrangler.toml:4: queues.consumers[0]; remove one of them"),
                folder.problems());
    }

    @Rule("ENV-CONS-05")
    void prefersTheSettingsOfTheCode(EnvFolder folder) {
        QueueConsumerSettings four = QueueConsumerSettings.DEFAULT.withMaxBatchSize(4);
        folder.write("wrangler.toml", PRODUCER + CONSUMER + "max_batch_size = 2\n")
                .code(builder -> builder.consumer("jobs", four));

        try (Env env = folder.open()) {
            assertEquals(List.of(4), sizesOfBatches(env));
        }
    }

    @Rule("ENV-CONS-06")
    void keepsDeadLettersWhereTheirQueueIs(EnvFolder folder) {
        folder.write(
                "wrangler.toml",
                PRODUCER + CONSUMER + "max_batch_size = 1\nmax_retries = 0\n" + "dead_letter_queue = 'failed'\n");

        try (Env env = folder.open()) {
            env.queue("JOBS").send("resize");
            env.consumeStepped("jobs", String.class, batch -> batch.retryAll()).runDue();

            assertEquals(1, env.puller("failed").pull().size());
        }
    }

    @Rule("ENV-CONS-06")
    void refusesADeadLetterQueueElsewhere(EnvFolder folder) {
        folder.write("wrangler.toml", PRODUCER + CONSUMER + "dead_letter_queue = 'failed'\n")
                .code(builder -> builder.bind(Service.QUEUES, "FAILED", "failed", "memory:elsewhere"));

        assertEquals(
                "wrangler.toml:4: queues.consumers[0]: its dead letter queue failed is stored elsewhere;"
                        + " use the same backend URL for both queues",
                folder.problem());
    }

    private static List<Integer> sizesOfBatches(Env env) {
        return sizesOfBatches(env, 4);
    }

    private static List<Integer> sizesOfBatches(Env env, int messages) {
        for (int i = 0; i < messages; i++) {
            env.queue("JOBS").send("resize");
        }
        List<Integer> sizes = new ArrayList<>();
        try (SteppedQueueConsumer consumer = env.consumeStepped(
                "jobs", String.class, batch -> sizes.add(batch.messages().size()))) {
            consumer.runDue();
        }
        return sizes;
    }
}
