package dev.isobar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.ConfigurationException;
import dev.isobar.error.ConflictException;
import dev.isobar.error.EnvClosedException;
import dev.isobar.error.IsobarException;
import dev.isobar.error.Service;
import dev.isobar.queue.QueueConsumer;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.SteppedQueueConsumer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.core.type.TypeReference;

/** Which queues an environment knows, which dead letter queues it opens with them, and what it says of consumers. */
@Timeout(60)
class QueueRegistryTest {
    private final FakeShelf shelf = new FakeShelf();
    private final Declarations declarations = new Declarations();

    private void produce(String binding, String queue, String url) {
        declarations.bind(FakeShelf.binding(Service.QUEUES, binding, queue, url));
    }

    private void consume(String queue, @Nullable String deadLetters, @Nullable String url) {
        QueueConsumerSettings settings = QueueConsumerSettings.DEFAULT.withDeadLetterQueue(deadLetters);
        Declaration source = url == null ? null : FakeShelf.binding(Service.QUEUES, queue, null, url);
        declarations.consume(queue, new ConsumerConfig(settings, source, "consumer of " + queue));
    }

    private List<String> problems() {
        return assertThrows(ConfigurationException.class, () -> shelf.open(declarations))
                .problems();
    }

    private static void assertUnknown(Env env, String queue) {
        ConfigurationException refusal = assertThrows(ConfigurationException.class, () -> env.puller(queue));
        assertTrue(refusal.problems().get(0).startsWith("no queue '" + queue + "'; "), refusal::getMessage);
    }

    @Test
    void knowsQueuesByTheirOwnNamesAndNotByThoseOfBindings() {
        produce("JOBS", "jobs", "shelf:a");
        declarations.bind("EVENTS", Service.QUEUES, new IdleQueue());

        try (Env env = shelf.open(declarations)) {
            assertNotNull(env.puller("jobs"));
            assertNotNull(env.puller("EVENTS"));
            assertUnknown(env, "JOBS");
            assertEquals(
                    List.of(
                            "no queue 'JOBS'; the binding JOBS leads to the queue 'jobs': use that name; known are [EVENTS,"
                                    + " jobs]"),
                    assertThrows(ConfigurationException.class, () -> env.queueControl("JOBS"))
                            .problems());
        }
    }

    @Test
    void opensDeadLetterQueuesWithTheUrlOfTheirQueueUpToTheLast() {
        produce("JOBS", "jobs", "shelf:a?prefix=p");
        consume("jobs", "failed", null);
        consume("failed", "lost", null);

        try (Env env = shelf.open(declarations)) {
            assertEquals(
                    List.of("opened a", "queue jobs {prefix=p}", "queue failed {prefix=p}", "queue lost {prefix=p}"),
                    shelf.events);
            assertNotNull(env.puller("lost"));
            env.queueControl("failed").purge();
        }
    }

    @Test
    void twoQueuesMayBeTheDeadLetterQueuesOfEachOther() {
        produce("JOBS", "jobs", "shelf:a");
        consume("jobs", "failed", null);
        consume("failed", "jobs", null);

        try (Env env = shelf.open(declarations)) {
            assertNotNull(env.puller("failed"));
            assertEquals(List.of("opened a", "queue jobs {}", "queue failed {}"), shelf.events);
        }
    }

    @Test
    void refusesADeadLetterQueueThatIsStoredElsewhere() {
        produce("JOBS", "jobs", "shelf:a");
        produce("FAILED", "failed", "shelf:b");
        consume("jobs", "failed", null);

        assertEquals(
                List.of(
                        "consumer of jobs: its dead letter queue failed is stored elsewhere; use the same backend URL for"
                                + " both queues"),
                problems());
    }

    @Test
    void refusesADeadLetterQueueWithOtherSettingsOfTheStore() {
        produce("JOBS", "jobs", "shelf:a?prefix=p");
        produce("FAILED", "failed", "shelf:a?prefix=q");
        consume("jobs", "failed", null);

        assertEquals(1, problems().size());
    }

    @Test
    void refusesADriverAsTheDeadLetterQueueOfABackendAndTheOtherWayRound() {
        produce("JOBS", "jobs", "shelf:a");
        declarations.bind("failed", Service.QUEUES, new IdleQueue());
        consume("jobs", "failed", null);
        consume("failed", "jobs", null);

        assertEquals(
                List.of(
                        "consumer of failed: its dead letter queue jobs is stored elsewhere; use the same backend URL for"
                                + " both queues",
                        "consumer of jobs: its dead letter queue failed is stored elsewhere; use the same backend URL for"
                                + " both queues"),
                problems());
    }

    @Test
    void aDriverAloneMayNameADeadLetterQueueOfItsOwn() {
        declarations.bind("jobs", Service.QUEUES, new IdleQueue());
        declarations.bind("failed", Service.QUEUES, new IdleQueue());
        consume("jobs", "failed", null);
        consume("failed", "elsewhere", null);

        try (Env env = shelf.open(declarations)) {
            assertUnknown(env, "elsewhere");
        }
    }

    @Test
    void reportsWhatTheBackendSaysAgainstTheNameOfADeadLetterQueue() {
        produce("JOBS", "jobs", "shelf:a");
        consume("jobs", "refused", null);

        assertEquals(
                List.of(
                        "consumer of jobs: its dead letter queue refused: the name is refused; declare that queue with a"
                                + " URL"),
                problems());
    }

    @Test
    void refusesAConsumerOfAQueueThatNothingLeadsTo() {
        consume("jobs", null, null);

        assertEquals(
                List.of("consumer of jobs: no binding leads to this queue; declare a producer, or the consumer with a"
                        + " URL"),
                problems());
    }

    @Test
    void saysNothingOfAConsumerWhoseQueueCannotBeOpened() {
        produce("JOBS", "jobs", "shelf:down");
        produce("REFUSED", "refused", "shelf:a");
        consume("jobs", null, null);
        consume("refused", null, null);
        consume("other", null, "shelf:down");

        assertEquals(
                List.of("binding JOBS", "binding REFUSED", "binding other"),
                problems().stream()
                        .map(problem -> problem.substring(0, problem.indexOf(':')))
                        .toList());
    }

    @Test
    void reportsSettingsAndDelaysThatAreOutOfRange() {
        produce("JOBS", "jobs", "shelf:a");
        declarations.delay("JOBS", new DeliveryDelay(Duration.ofDays(2), "binding JOBS"));
        declarations.consume(
                "jobs",
                new ConsumerConfig(QueueConsumerSettings.DEFAULT.withMaxBatchSize(101), null, "consumer of jobs"));

        assertEquals(
                List.of(
                        "binding JOBS: delivery_delay is 172800 seconds; 0 to 86400 seconds are allowed",
                        "consumer of jobs: max_batch_size is 101; 1 to 100 are allowed"),
                problems());
    }

    @Test
    void listsDeclaredAndRunningConsumersByTheNamesOfTheirQueues() {
        produce("JOBS", "jobs", "shelf:a");
        produce("IDLE", "idle", "shelf:a");
        declarations.bind("EVENTS", Service.QUEUES, new IdleQueue());
        consume("other", null, "shelf:a");

        try (Env env = shelf.open(declarations)) {
            assertEquals("[consumer of 'other' on shelf:]", env.consumers().toString());

            QueueConsumer jobs = env.consume("jobs", String.class, batch -> {});
            SteppedQueueConsumer events =
                    env.consumeStepped("EVENTS", new TypeReference<List<String>>() {}, batch -> {});

            assertEquals(
                    "[consumer of 'EVENTS' on a driver, running, consumer of 'jobs' on shelf:, running,"
                            + " consumer of 'other' on shelf:]",
                    env.consumers().toString());
            assertEquals(QueueConsumerSettings.DEFAULT, env.consumers().get(0).settings());

            assertTrue(jobs.close(Duration.ofSeconds(30)));
            events.close();

            assertEquals("[consumer of 'other' on shelf:]", env.consumers().toString());
        }
    }

    @Test
    void seatsOneConsumerPerQueueOfWhateverKind() {
        produce("JOBS", "jobs", "shelf:a");

        try (Env env = shelf.open(declarations)) {
            QueueConsumer first = env.consume("jobs", new TypeReference<List<String>>() {}, batch -> {});

            ConflictException refusal =
                    assertThrows(ConflictException.class, () -> env.consumeStepped("jobs", String.class, batch -> {}));
            assertEquals("consumeStepped", refusal.operation());
            assertEquals("queue jobs has a consumer already; close it first", refusal.getMessage());

            assertTrue(first.close(Duration.ofSeconds(30)));
            assertEquals(
                    0, env.consumeStepped("jobs", String.class, batch -> {}).runDue());
        }
    }

    @Test
    void anUnknownQueueLeavesNoConsumerBehind() {
        produce("JOBS", "jobs", "shelf:a");

        try (Env env = shelf.open(declarations)) {
            for (int i = 0; i < 2; i++) {
                assertThrows(ConfigurationException.class, () -> env.consume("job", String.class, batch -> {}));
            }
            assertEquals(List.of(), env.consumers());
        }
    }

    @Test
    void handsOutNothingAfterTheEnd() {
        produce("JOBS", "jobs", "shelf:a");
        Env env = shelf.open(declarations);
        env.close();

        for (Runnable call : List.<Runnable>of(
                () -> env.puller("jobs"),
                () -> env.queueControl("jobs"),
                () -> env.consume("jobs", String.class, batch -> {}),
                () -> env.consumeStepped("jobs", String.class, batch -> {}))) {
            IsobarException refusal = assertThrows(EnvClosedException.class, call::run);
            assertEquals("jobs", refusal.binding());
        }
    }

    @Test
    void refusesOneQueueOnTwoBackends() {
        produce("JOBS", "jobs", "shelf:a");
        produce("MORE", "jobs", "shelf:b");
        produce("SAME", "jobs", "shelf:a");
        declarations.bind("mails", Service.QUEUES, new IdleQueue());
        produce("MAILS", "mails", "shelf:a");

        String fix = "; use the same backend URL for both, or rename one of the queues";
        assertEquals(
                List.of(
                        "binding MORE: the queue 'jobs' is on another backend at binding JOBS" + fix,
                        "binding MAILS: the queue 'mails' is on another backend at binding mails" + fix),
                problems());
    }

    @Test
    void refusesDelaysOfWhatIsNoQueue() {
        produce("JOBS", "jobs", "shelf:a");
        produce("DOWN", "down", "shelf:down");
        declarations.bind(FakeShelf.binding(Service.KV, "CACHE", null, "shelf:a"));
        for (String name : List.of("JOBS", "DOWN", "CACHE", "JOBBS")) {
            declarations.delay(name, new DeliveryDelay(Duration.ofSeconds(1), "delay of " + name));
        }

        List<String> found = problems();

        assertEquals(3, found.size(), found::toString);
        assertTrue(found.get(0).startsWith("binding DOWN: "), found::toString);
        assertEquals(
                "delay of CACHE: a delivery delay belongs to a queue; this binding is declared as kv", found.get(1));
        assertEquals(
                "delay of JOBBS: no binding has this name, so its delivery delay has no effect; declared are JOBS, DOWN,"
                        + " CACHE; did you mean 'JOBS'?",
                found.get(2));
    }

    @Test
    void reportsNoDeadLetterQueueOfAQueueThatCannotBeOpened() {
        produce("JOBS", "jobs", "shelf:down");
        consume("jobs", "failed", null);
        consume("failed", "last", null);
        consume("last", "jobs", null);
        consume("other", null, null);

        List<String> found = problems();

        assertEquals(2, found.size(), found::toString);
        assertTrue(found.get(1).startsWith("consumer of other: no binding leads to this queue; "), found::toString);
    }
}
