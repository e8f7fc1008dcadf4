package dev.isobar.backend.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.QueueDriver.Decision;
import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.QueueRecord;
import dev.isobar.spi.QueueDriver.Sending;
import dev.isobar.spi.QueueDriver.Settlement;
import dev.isobar.tck.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A queue in one part keeps the order in which messages became ready, however many do in one millisecond. */
class QueueOrderTest {
    private static final int MANY = 6_000;
    private static final int PORTION = 1_000;
    private static final Duration HOUR = Duration.ofHours(1);

    private final Map<String, String> settings = Map.of("prefix", TestServers.uniquePrefix());
    private final TestClock clock = new TestClock(Instant.parse("2026-01-01T00:00:00Z"));

    private OpenStores frozen() {
        return OpenStores.at(TestServers.single(), settings, clock);
    }

    private OpenStores inServerTime() {
        return OpenStores.at(TestServers.single(), settings);
    }

    /** The order of the ids as texts is not that of sending. */
    private static String id(int number) {
        return Integer.toHexString(number * 0x9E3779B1) + "-" + number;
    }

    private static List<String> ids(int from, int to) {
        List<String> ids = new ArrayList<>();
        for (int number = from; number < to; number++) {
            ids.add(id(number));
        }
        return ids;
    }

    private static void send(QueueDriver queue, Duration delay, List<String> ids) throws Exception {
        for (int at = 0; at < ids.size(); at += PORTION) {
            queue.send(ids.subList(at, Math.min(at + PORTION, ids.size())).stream()
                    .map(id -> new Sending(new QueueRecord(id, Instant.EPOCH, "text", new byte[1]), delay))
                    .toList());
        }
    }

    private static List<Leased> take(QueueDriver queue, int messages, int most) throws Exception {
        List<Leased> leased = new ArrayList<>();
        while (leased.size() < messages) {
            List<Leased> some = queue.take(Math.min(most, messages - leased.size()), Duration.ZERO, HOUR)
                    .messages();
            if (some.isEmpty()) {
                return leased;
            }
            leased.addAll(some);
        }
        return leased;
    }

    private static List<String> taken(QueueDriver queue, int messages, int most) throws Exception {
        return ids(take(queue, messages, most));
    }

    private static void settle(QueueDriver queue, Decision decision, Duration delay, List<Leased> leased)
            throws Exception {
        for (int at = 0; at < leased.size(); at += PORTION) {
            List<Settlement> some = leased.subList(at, Math.min(at + PORTION, leased.size())).stream()
                    .map(one -> new Settlement(one.lease(), decision, delay))
                    .toList();
            assertEquals(List.of(), queue.settle(some, null));
        }
    }

    private static List<Leased> reversed(List<Leased> leased) {
        List<Leased> reversed = new ArrayList<>(leased);
        Collections.reverse(reversed);
        return reversed;
    }

    private static List<String> backwards(int messages) {
        List<String> ids = ids(0, messages);
        Collections.reverse(ids);
        return ids;
    }

    /** Names the first difference: thousands of ids are no message. */
    private static void assertOrder(List<String> expected, List<String> actual) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i), actual.get(i), "at " + i);
        }
    }

    private static List<String> ids(List<Leased> leased) {
        return leased.stream().map(one -> one.message().id()).toList();
    }

    @Test
    void handsOutInTheOrderOfSending() throws Exception {
        try (OpenStores stores = frozen()) {
            QueueDriver queue = stores.queue("JOBS");
            send(queue, Duration.ZERO, ids(0, MANY));

            assertOrder(ids(0, MANY), taken(queue, MANY, PORTION));
        }
    }

    @Test
    void keepsTheOrderOfMessagesWhoseLeasesExpire() throws Exception {
        try (OpenStores stores = frozen()) {
            QueueDriver queue = stores.queue("JOBS");
            send(queue, Duration.ZERO, ids(0, MANY));
            assertEquals(MANY, take(queue, MANY, 70).size());
            clock.advance(HOUR);

            assertOrder(ids(0, MANY), taken(queue, MANY, PORTION));
        }
    }

    @Test
    void handsOutRetriedMessagesAtOnceAndInTheOrderOfTheRetries() throws Exception {
        try (OpenStores stores = frozen()) {
            QueueDriver queue = stores.queue("JOBS");
            send(queue, Duration.ZERO, ids(0, MANY + 1));
            settle(queue, Decision.RETRY, Duration.ZERO, reversed(take(queue, MANY, PORTION)));

            assertOrder(List.of(id(MANY)), taken(queue, 1, 1));
            assertOrder(backwards(MANY), taken(queue, MANY, PORTION));
        }
    }

    @Test
    void handsOutReleasedMessagesAtOnce() throws Exception {
        try (OpenStores stores = frozen()) {
            QueueDriver queue = stores.queue("JOBS");
            send(queue, Duration.ZERO, ids(0, MANY));
            settle(queue, Decision.RELEASE, Duration.ZERO, take(queue, MANY, PORTION));

            assertOrder(ids(0, MANY), taken(queue, MANY, PORTION));
        }
    }

    @Test
    void keepsTheOrderOfDelayedMessagesAndOfDelayedRetries() throws Exception {
        try (OpenStores stores = frozen()) {
            QueueDriver queue = stores.queue("JOBS");
            send(queue, HOUR, ids(0, MANY));
            clock.advance(HOUR.minusMillis(1));
            assertEquals(List.of(), taken(queue, 1, 1));
            clock.advance(Duration.ofMillis(1));

            List<Leased> first = take(queue, MANY, PORTION);
            settle(queue, Decision.RETRY, Duration.ofMinutes(1), reversed(first));
            clock.advance(Duration.ofMinutes(1));

            assertOrder(ids(0, MANY), ids(first));
            assertOrder(backwards(MANY), taken(queue, MANY, PORTION));
        }
    }

    @Test
    void ordersByTheSendingWhatBecomesReadyTogether() throws Exception {
        try (OpenStores stores = frozen()) {
            QueueDriver queue = stores.queue("JOBS");
            send(queue, HOUR, ids(0, 2));
            clock.advance(HOUR.dividedBy(2));
            send(queue, HOUR.dividedBy(2), ids(2, 4));
            clock.advance(HOUR.dividedBy(2));
            send(queue, Duration.ZERO, ids(4, 6));

            assertOrder(ids(0, 6), taken(queue, 6, 10));
        }
    }

    @Test
    void countsTheFillingOfABatchToTheMillisecond() throws Exception {
        try (OpenStores stores = frozen()) {
            QueueDriver queue = stores.queue("JOBS");
            send(queue, Duration.ZERO, ids(0, MANY + 1));
            assertEquals(MANY, take(queue, MANY, PORTION).size());

            clock.advance(Duration.ofMillis(9));
            QueueDriver.Taken early = queue.take(2, Duration.ofMillis(10), HOUR);
            clock.advance(Duration.ofMillis(1));

            assertEquals(List.of(), early.messages());
            assertEquals(Duration.ofMillis(1), early.next());
            assertEquals(
                    1, queue.take(2, Duration.ofMillis(10), HOUR).messages().size());
        }
    }

    @Test
    void keepsTheOrderInTheTimeOfTheServer() throws Exception {
        try (OpenStores stores = inServerTime()) {
            QueueDriver queue = stores.queue("JOBS");
            send(queue, Duration.ZERO, ids(0, MANY));
            List<Leased> first = take(queue, MANY, 500);
            settle(queue, Decision.RETRY, Duration.ZERO, reversed(first));

            assertOrder(ids(0, MANY), ids(first));
            assertOrder(backwards(MANY), taken(queue, MANY, PORTION));
        }
    }
}
