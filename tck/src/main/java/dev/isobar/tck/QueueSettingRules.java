package dev.isobar.tck;

import static dev.isobar.tck.QueueScripts.attempts;
import static dev.isobar.tck.QueueScripts.requests;
import static dev.isobar.tck.QueueScripts.script;
import static dev.isobar.tck.QueueScripts.sizes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.ConfigurationException;
import dev.isobar.queue.QueueConsumerSettings;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** Rule Q-CONS-08: the defaults and ranges of a consumer's settings. */
abstract class QueueSettingRules {
    @Rule("Q-CONS-08")
    void deliversTenMessagesAtOnceByDefault(QueueSubject subject) {
        subject.open(QueueSetup.of("main", QueueConsumerSettings.DEFAULT));

        subject.queue("main").sendBatch(requests(Collections.nCopies(11, "x").toArray()));

        assertEquals(List.of(10), sizes(subject.advance(1)));
    }

    @Rule("Q-CONS-08")
    void waitsFiveSecondsForABatchByDefault(QueueSubject subject) {
        subject.open(QueueSetup.of("main", QueueConsumerSettings.DEFAULT));
        subject.queue("main").send("x");

        assertEquals(List.of(), subject.advance(4));
        assertEquals(List.of(1), sizes(subject.advance(2)));
    }

    @Rule("Q-CONS-08")
    void retriesThreeTimesByDefault(QueueSubject subject) {
        subject.open(QueueSetup.of("main", QueueConsumerSettings.DEFAULT));
        subject.queue("main").send(script(1, "retry"));

        assertEquals(List.of(1, 2, 3, 4), attempts(subject.advance(40)));
    }

    @Rule("Q-CONS-08")
    void refusesBatchSizesOutOfRange(QueueSubject subject) {
        assertRefused(subject, "max_batch_size", QueueConsumerSettings.DEFAULT.withMaxBatchSize(0));
        assertRefused(subject, "max_batch_size", QueueConsumerSettings.DEFAULT.withMaxBatchSize(101));
    }

    @Rule("Q-CONS-08")
    void refusesBatchTimeoutsOutOfRange(QueueSubject subject) {
        assertRefused(
                subject,
                "max_batch_timeout",
                QueueConsumerSettings.DEFAULT.withMaxBatchTimeout(Duration.ofSeconds(61)));
        assertRefused(
                subject,
                "max_batch_timeout",
                QueueConsumerSettings.DEFAULT.withMaxBatchTimeout(Duration.ofSeconds(-1)));
    }

    @Rule("Q-CONS-08")
    void refusesRetriesOutOfRange(QueueSubject subject) {
        assertRefused(subject, "max_retries", QueueConsumerSettings.DEFAULT.withMaxRetries(101));
        assertRefused(subject, "max_retries", QueueConsumerSettings.DEFAULT.withMaxRetries(-1));
        assertRefused(subject, "retry_delay", QueueConsumerSettings.DEFAULT.withRetryDelay(Duration.ofSeconds(86_401)));
    }

    @Rule("Q-CONS-08")
    void refusesConcurrencyAndLeasesOutOfRange(QueueSubject subject) {
        assertRefused(subject, "max_concurrency", QueueConsumerSettings.DEFAULT.withMaxConcurrency(0));
        assertRefused(subject, "max_concurrency", QueueConsumerSettings.DEFAULT.withMaxConcurrency(251));
        assertRefused(
                subject,
                "visibility_timeout",
                QueueConsumerSettings.DEFAULT.withVisibilityTimeout(Duration.ofHours(13)));
    }

    @Rule("Q-CONS-08")
    void refusesEndlessTimes(QueueSubject subject) {
        for (Duration time : Times.ENDLESS) {
            assertRefused(subject, "max_batch_timeout", QueueConsumerSettings.DEFAULT.withMaxBatchTimeout(time));
            assertRefused(subject, "retry_delay", QueueConsumerSettings.DEFAULT.withRetryDelay(time));
            assertRefused(subject, "visibility_timeout", QueueConsumerSettings.DEFAULT.withVisibilityTimeout(time));
        }
    }

    private static void assertRefused(QueueSubject subject, String setting, QueueConsumerSettings settings) {
        ConfigurationException refused =
                assertThrows(ConfigurationException.class, () -> subject.open(QueueSetup.of("main", settings)));

        assertTrue(String.valueOf(refused.getMessage()).contains(setting), refused::toString);
    }
}
