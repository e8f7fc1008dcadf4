package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.Service;
import dev.isobar.queue.QueueConsumerSettings;
import java.time.Duration;
import java.util.List;

/** Rules ENV-CONS-06 to ENV-CONS-09, and ENV-OPEN-01 of queues: which queue a name stands for, and where it is. */
abstract class EnvQueueRules {
    private static final String PRODUCER = "[[queues.producers]]\nbinding = 'JOBS'\nqueue = 'jobs'\n";
    private static final String CONSUMER = "[[queues.consumers]]\nqueue = 'jobs'\n";
    private static final String BURYING =
            CONSUMER + "max_batch_size = 1\nmax_retries = 0\ndead_letter_queue = 'failed'\n";
    private static final String DEAD_LETTERS = """
        [[queues.producers]]
        binding = 'FAILED'
        queue = 'failed'
        [[queues.consumers]]
        queue = 'failed'
        """;
    private static final String ELSEWHERE = "[backends]\nJOBS = 'memory:elsewhere'\n";

    @Rule("ENV-CONS-06")
    void keepsADeadLetterQueueOfItsOwnConsumerWhereItsQueueIs(EnvFolder folder) {
        folder.write("wrangler.toml", PRODUCER + BURYING + "[[queues.consumers]]\nqueue = 'failed'\n")
                .write("isobar.toml", ELSEWHERE);

        assertBuries(folder);
    }

    @Rule("ENV-CONS-06")
    void keepsADeadLetterQueueOfABindingWhereItsQueueIs(EnvFolder folder) {
        folder.write("wrangler.toml", PRODUCER + BURYING + DEAD_LETTERS).write("isobar.toml", ELSEWHERE);

        assertBuries(folder);
    }

    private static void assertBuries(EnvFolder folder) {
        try (Env env = folder.open()) {
            env.queue("JOBS").send("resize");
            env.consumeStepped("jobs", String.class, batch -> batch.retryAll()).runDue();

            assertEquals(1, env.puller("failed").pull().size());
        }
    }

    @Rule("ENV-CONS-06")
    void refusesADeadLetterQueueThatIsPlacedElsewhere(EnvFolder folder) {
        folder.write("wrangler.toml", PRODUCER + BURYING + "[[queues.consumers]]\nqueue = 'failed'\n")
                .write("isobar.toml", ELSEWHERE + "failed = 'memory:'\n");

        assertEquals(
                "wrangler.toml:4: queues.consumers[0]: its dead letter queue failed is stored elsewhere;"
                        + " use the same backend URL for both queues",
                folder.problem());
    }

    @Rule("ENV-CONS-07")
    void refusesOneQueueOnTwoBackends(EnvFolder folder) {
        folder.write("wrangler.toml", PRODUCER + "[[queues.producers]]\nbinding = 'MORE'\nqueue = 'jobs'\n")
                .write("isobar.toml", "[backends]\nJOBS = 'memory:elsewhere'\nMORE = 'memory:'\n");

        assertEquals(
                "isobar.toml:3: backends.MORE: the queue 'jobs' is on another backend at isobar.toml:2: backends.JOBS;"
                        + " use the same backend URL for both, or rename one of the queues",
                folder.problem());
    }

    @Rule("ENV-CONS-07")
    void refusesAConsumerOnAnotherBackendThanItsProducer(EnvFolder folder) {
        folder.write("wrangler.toml", PRODUCER)
                .code(builder -> builder.consumer("jobs", QueueConsumerSettings.DEFAULT, "memory:elsewhere"));

        assertEquals(
                "consumer of queue jobs: the queue 'jobs' is on another backend at wrangler.toml:1: queues.producers[0];"
                        + " use the same backend URL for both, or rename one of the queues",
                folder.problem());
    }

    @Rule("ENV-CONS-07")
    void allowsTwoBindingsOfOneQueue(EnvFolder folder) {
        folder.write("wrangler.toml", PRODUCER + "[[queues.producers]]\nbinding = 'MORE'\nqueue = 'jobs'\n")
                .write("isobar.toml", "[backends]\nJOBS = 'memory:elsewhere'\nMORE = 'memory:elsewhere'\n");

        folder.works();
    }

    @Rule("ENV-CONS-08")
    void refusesTheDelayOfABindingThatDoesNotExist(EnvFolder folder) {
        folder.write("wrangler.toml", PRODUCER).code(builder -> builder.deliveryDelay("JOB", Duration.ofSeconds(1)));

        assertEquals(
                "binding JOB: no binding has this name, so its delivery delay has no effect; declared are JOBS;"
                        + " did you mean 'JOBS'?",
                folder.problem());
    }

    @Rule("ENV-CONS-08")
    void refusesTheDelayOfAnotherService(EnvFolder folder) {
        folder.write("wrangler.toml", "[[kv_namespaces]]\nbinding = 'CACHE'\n")
                .code(builder -> builder.deliveryDelay("CACHE", Duration.ofSeconds(1)));

        assertEquals(
                "binding CACHE: a delivery delay belongs to a queue; this binding is declared as kv", folder.problem());
    }

    @Rule("ENV-CONS-09")
    void saysWhichQueueABindingLeadsTo(EnvFolder folder) {
        folder.write("wrangler.toml", PRODUCER);

        try (Env env = folder.open()) {
            String hint = "no queue 'JOBS'; the binding JOBS leads to the queue 'jobs': use that name";
            List<String> consuming = problems(() -> env.consume("JOBS", String.class, batch -> {}));
            List<String> pulling = problems(() -> env.puller("JOBS"));

            assertTrue(consuming.get(0).startsWith(hint), consuming::toString);
            assertTrue(pulling.get(0).startsWith(hint), pulling::toString);
        }
    }

    @Rule("ENV-CONS-09")
    void saysWhichQueueAConsumerInCodeMeans(EnvFolder folder) {
        folder.write("wrangler.toml", PRODUCER)
                .code(builder -> builder.consumer("JOBS", QueueConsumerSettings.DEFAULT));

        assertEquals(
                "consumer of queue JOBS: no binding leads to this queue; the binding JOBS leads to the queue 'jobs': use"
                        + " that name; declare a producer, or the consumer with a URL",
                folder.problem());
    }

    private static List<String> problems(Runnable call) {
        return assertThrows(ConfigurationException.class, call::run).problems();
    }

    @Rule("ENV-OPEN-01")
    void reportsNoQueueThatFollowsFromOneWithoutABackend(EnvFolder folder) {
        folder.write("wrangler.toml", PRODUCER + BURYING)
                .write("isobar.toml", "[backends]\nJOBS = 'nowhere:'\n")
                .code(builder -> builder.consumer("failed", QueueConsumerSettings.DEFAULT)
                        .deliveryDelay("JOBS", Duration.ofSeconds(1)));

        assertTrue(folder.problem().startsWith("isobar.toml:2: backends.JOBS: unknown scheme nowhere:"));
    }

    @Rule("ENV-OPEN-01")
    void reportsNoQueueThatFollowsFromOneWithoutAValue(EnvFolder folder) {
        folder.write("wrangler.toml", PRODUCER + BURYING + DEAD_LETTERS)
                .write("isobar.toml", "[backends]\nJOBS = '${env:JOBS_URL}'\n")
                .code(builder -> builder.deliveryDelay("JOBS", Duration.ofSeconds(1)));

        assertEquals("isobar.toml:2: backends.JOBS: the environment variable JOBS_URL is not set", folder.problem());
    }

    @Rule("ENV-OPEN-01")
    void reportsNoQueueThatFollowsFromAFileThatCannotBeRead(EnvFolder folder) {
        folder.write("wrangler.toml", "queues = [\n")
                .code(builder -> builder.consumer("jobs", QueueConsumerSettings.DEFAULT)
                        .deliveryDelay("JOBS", Duration.ofSeconds(1)));

        assertTrue(folder.problem().startsWith("wrangler.toml:"), folder::problem);
    }

    @Rule("ENV-OPEN-01")
    void reportsNothingOfTheTopLevelForAnEnvironmentThatDoesNotExist(EnvFolder folder) {
        folder.write("wrangler.toml", PRODUCER + CONSUMER + "[env.staging]\n")
                .write("isobar.toml", "[backends]\nJOBS = 'nowhere:'\n")
                .variable("ISOBAR_ENV", "stagin")
                .code(builder ->
                        builder.deliveryDelay("JOBS", Duration.ofSeconds(1)).bind(Service.KV, "CACHE", "memory:"));

        assertEquals(
                "ISOBAR_ENV: wrangler.toml has no environment 'stagin'; it has staging; did you mean 'staging'?",
                folder.problem());
    }
}
