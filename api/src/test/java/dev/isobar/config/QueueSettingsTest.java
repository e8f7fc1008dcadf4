package dev.isobar.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules ENV-CONS-01 to ENV-CONS-04: queues in wrangler's file. */
class QueueSettingsTest {
    private static final String CONSUMER = "[[queues.consumers]]\nqueue = 'jobs'\n";
    private static final String PRODUCER = "[[queues.producers]]\nbinding = 'JOBS'\nqueue = 'jobs'\n";
    private static final String PLACE = "wrangler.toml:1: queues.consumers[0]";

    private ConfigFolder folder = new ConfigFolder(Path.of(""));

    @BeforeEach
    void create(@TempDir Path path) {
        folder = new ConfigFolder(path);
    }

    private WranglerConsumer consumer(String keys) throws IOException {
        List<WranglerConsumer> consumers =
                folder.write("wrangler.toml", CONSUMER + keys).read().consumers();
        assertEquals(1, consumers.size(), consumers::toString);
        return consumers.get(0);
    }

    private static PlacedUrl url(Configuration found, String queue) {
        return Objects.requireNonNull(found.queueUrls().get(queue));
    }

    @Test
    void readsEverySetting() throws IOException {
        WranglerConsumer found = consumer("""
            max_batch_size = 2
            max_batch_timeout = 3
            max_retries = 4
            retry_delay = 5
            max_concurrency = 6
            dead_letter_queue = "failed"
            visibility_timeout_ms = 7000
            type = "http_pull"
            """);

        assertEquals(
                new WranglerConsumer(
                        "jobs",
                        found.place(),
                        2,
                        Duration.ofSeconds(3),
                        4,
                        Duration.ofSeconds(5),
                        6,
                        "failed",
                        Duration.ofSeconds(7)),
                found);
        assertEquals(PLACE, folder.within(found.place()));
    }

    @Test
    void leavesOpenWhatTheFileDoesNotSay() throws IOException {
        WranglerConsumer found = consumer("type = 'worker'\n");

        assertEquals(new WranglerConsumer("jobs", found.place(), null, null, null, null, null, null, null), found);
    }

    /** Zero is a value: no retries and no wait are not the defaults. */
    @Test
    void keepsZero() throws IOException {
        WranglerConsumer found = consumer("""
            max_batch_timeout = 0
            max_retries = 0
            retry_delay = 0
            max_batch_size = 0
            max_concurrency = 0
            visibility_timeout_ms = 0
            """);

        assertEquals(
                new WranglerConsumer("jobs", found.place(), 0, Duration.ZERO, 0, Duration.ZERO, 0, null, Duration.ZERO),
                found);
    }

    /** JSON writes {@code null} for what is not set. */
    @Test
    void takesNullAsAbsent() throws IOException {
        folder.write("wrangler.json", """
            {"queues": {"consumers": [{"queue": "jobs", "max_concurrency": null, "dead_letter_queue": null}]}}
            """);

        WranglerConsumer found = folder.read().consumers().get(0);

        assertNull(found.maxConcurrency());
        assertNull(found.deadLetterQueue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max_batch_size",
                "max_batch_timeout",
                "max_retries",
                "retry_delay",
                "max_concurrency",
                "visibility_timeout_ms"
            })
    void refusesNumbersThatAreNotWholeOrBelowZero(String key) throws IOException {
        for (String value : List.of("-1", "1.5", "2147483648", "'2'", "true", "[1]")) {
            assertEquals(
                    List.of("wrangler.toml:3: queues.consumers[0]." + key + ": must be a whole number, 0 or more"),
                    folder.write("wrangler.toml", CONSUMER + key + " = " + value + "\n")
                            .problems(),
                    value);
        }
        consumer(key + " = 2147483647\n");
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2147483647"})
    void readsTheDelayOfAProducer(int seconds) throws IOException {
        Configuration found = folder.write("wrangler.toml", PRODUCER + "delivery_delay = " + seconds + "\n")
                .read();

        assertEquals(Duration.ofSeconds(seconds), found.bindings().get(0).deliveryDelay());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0.5", "'1'"})
    void refusesOtherDelays(String value) throws IOException {
        assertEquals(
                List.of("wrangler.toml:4: queues.producers[0].delivery_delay: must be a whole number, 0 or more"),
                folder.write("wrangler.toml", PRODUCER + "delivery_delay = " + value + "\n")
                        .problems());
    }

    @ParameterizedTest
    @ValueSource(strings = {"push", "Worker", "http-pull"})
    void refusesOtherTypes(String type) throws IOException {
        assertEquals(
                List.of("wrangler.toml:3: queues.consumers[0].type: unknown type; known are worker, http_pull"),
                folder.write("wrangler.toml", CONSUMER + "type = '" + type + "'\n")
                        .problems());
    }

    @Test
    void refusesASecondConsumerAndKeepsTheFirst() throws IOException {
        folder.write("wrangler.toml", CONSUMER + "max_retries = 1\n" + CONSUMER + "max_retries = 2\n");

        assertEquals(
                List.of("wrangler.toml:4: queues.consumers[1]: the queue 'jobs' has a consumer at " + PLACE
                        + "; remove one of them"),
                folder.problems());
    }

    @Test
    void refusesAConsumerWithoutItsQueueOnce() throws IOException {
        assertEquals(
                List.of(
                        "wrangler.toml:1: queues.consumers[0]: 'queue' is missing; add it",
                        "wrangler.toml:2: queues.consumers[1]: 'queue' is missing; add it"),
                folder.write("wrangler.toml", "[[queues.consumers]]\n[[queues.consumers]]\n")
                        .problems());
        assertEquals(List.of(), folder.read(new ArrayList<>()).consumers());
    }

    @Test
    void givesAUrlToQueuesThatAreOnlyConsumed() throws IOException {
        folder.write("wrangler.toml", PRODUCER + CONSUMER + "[[queues.consumers]]\nqueue = 'mails'\n")
                .write("isobar.toml", "[backends]\nJOBS = 'memory:a'\nmails = 'memory:b'\n");

        Configuration found = folder.read();

        assertEquals(Set.of("mails"), found.queueUrls().keySet());
        assertEquals("memory:b", url(found, "mails").url());
        assertEquals(Set.of("JOBS"), found.urls().keySet());
        assertEquals(2, found.consumers().size());
    }

    /** A namespace with the name of a queue produces nothing. */
    @Test
    void givesAUrlToAQueueThatHasTheNameOfAnotherStore() throws IOException {
        folder.write("wrangler.toml", CONSUMER + "[[kv_namespaces]]\nbinding = 'CACHE'\nid = 'jobs'\n");

        Configuration found = folder.read();

        assertEquals("memory:", url(found, "jobs").url());
        assertEquals(PLACE, folder.within(url(found, "jobs").place()));
    }

    @Test
    void givesNoUrlToAQueueWhoseSecretIsMissing() throws IOException {
        folder.write("wrangler.toml", CONSUMER).write("isobar.toml", "[backends]\njobs = 'x:?token=${env:TOKEN}'\n");

        assertEquals(
                List.of("isobar.toml:2: backends.jobs: the environment variable TOKEN is not set"), folder.problems());
        assertEquals(Set.of(), folder.read(new ArrayList<>()).queueUrls().keySet());
    }
}
