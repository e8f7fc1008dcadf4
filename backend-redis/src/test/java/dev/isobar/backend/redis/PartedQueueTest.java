package dev.isobar.backend.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.spi.InvalidSettingException;
import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.QueueDriver.Backlog;
import dev.isobar.spi.QueueDriver.Decision;
import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.QueueRecord;
import dev.isobar.spi.QueueDriver.Sending;
import dev.isobar.spi.QueueDriver.Settlement;
import dev.isobar.spi.QueueDriver.Taken;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A queue of four parts is one queue to whoever uses it. */
class PartedQueueTest {
    private static final int PARTS = 4;
    private static final Duration FILL = Duration.ofSeconds(5);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<String, String> settings = Map.of("prefix", TestServers.uniquePrefix(), "partitions", "" + PARTS);
    private final OpenStores stores = OpenStores.at(TestServers.single(), settings, () -> this.now);
    private final QueueDriver queue = stores.queue("JOBS");
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int named;

    @AfterEach
    void close() {
        stores.close();
    }

    /** Sends a message whose id belongs to a part. */
    private String send(int part, Duration delay) throws Exception {
        String id;
        CRC32 hash;
        do {
            id = "m" + named++;
            hash = new CRC32();
            hash.update(id.getBytes(UTF_8));
        } while (hash.getValue() % PARTS != part);
        queue.send(List.of(new Sending(new QueueRecord(id, now, "text", id.getBytes(UTF_8)), delay)));
        return id;
    }

    private String send(int part) throws Exception {
        return send(part, Duration.ZERO);
    }

    private Taken take(int most) throws Exception {
        return queue.take(most, FILL, MINUTE);
    }

    private static List<String> ids(Taken taken) {
        return taken.messages().stream()
                .map(leased -> leased.message().id())
                .sorted()
                .toList();
    }

    private List<String> sendToEach(int count) throws Exception {
        List<String> ids = new ArrayList<>();
        for (int message = 0; message < PARTS * count; message++) {
            ids.add(send(message % PARTS));
        }
        return ids.stream().sorted().toList();
    }

    private List<String> settle(Taken taken, Decision decision) throws Exception {
        return queue.settle(
                taken.messages().stream()
                        .map(leased -> new Settlement(leased.lease(), decision, Duration.ZERO))
                        .toList(),
                "DEAD");
    }

    @Test
    void fillsABatchFromSeveralParts() throws Exception {
        sendToEach(3);

        Taken full = take(10);
        Taken rest = take(10);

        assertEquals(10, full.messages().size());
        assertEquals(List.of(), rest.messages());
        assertEquals(FILL, rest.next());
        assertEquals(2, queue.backlog().count());
    }

    @Test
    void waitsAsLongAsTheFirstMessageOfAnyPart() throws Exception {
        Instant end = now.plus(FILL);
        String first = send(3);
        now = now.plusSeconds(3);
        String second = send(1);
        now = end.minusMillis(1);

        Taken early = take(10);
        assertEquals(List.of(), early.messages());
        assertEquals(Duration.ofMillis(1), early.next());
        now = end;

        assertEquals(Stream.of(first, second).sorted().toList(), ids(take(10)));
    }

    @Test
    void countsAllParts() throws Exception {
        Instant first = now;
        send(2);
        now = now.plusSeconds(1);
        List<String> others = sendToEach(2);
        send(0, MINUTE);

        Backlog backlog = queue.backlog();

        assertEquals(1 + others.size(), backlog.count());
        assertEquals(2 + others.stream().mapToInt(String::length).sum(), backlog.bytes());
        assertEquals(first, backlog.oldest());
    }

    @Test
    void knowsTheNextDelayOfAnyPart() throws Exception {
        String later = send(0, MINUTE);
        String sooner = send(2, Duration.ofSeconds(30));

        assertEquals(Duration.ofSeconds(30), take(10).next());
        now = now.plusSeconds(30);
        assertEquals(List.of(sooner), ids(queue.take(10, Duration.ZERO, MINUTE)));
        now = now.plusSeconds(30);
        assertEquals(List.of(later), ids(queue.take(10, Duration.ZERO, MINUTE)));
    }

    @Test
    void looksAtAllParts() throws Exception {
        List<String> all = sendToEach(2);

        assertEquals(
                all,
                queue.peek(100).stream()
                        .map(peeked -> peeked.message().id())
                        .sorted()
                        .toList());
        assertEquals(3, queue.peek(3).size());
    }

    @Test
    void pausesAndPurgesAllParts() throws Exception {
        sendToEach(2);
        take(4);
        queue.pause(true);
        assertTrue(take(1).paused());

        queue.purge();
        queue.pause(false);

        now = now.plus(MINUTE);
        assertEquals(new Taken(List.of(), null, false), take(10));
        assertEquals(new Backlog(0, 0, null), queue.backlog());
    }

    @Test
    void settlesInAllParts() throws Exception {
        List<String> all = sendToEach(1);
        Taken first = take(4);
        assertEquals(List.of(), settle(first, Decision.RETRY));
        assertEquals(first.messages().stream().map(Leased::lease).toList(), settle(first, Decision.RETRY));

        Taken again = take(4);
        assertEquals(all, ids(again));
        assertEquals(List.of(), settle(again, Decision.ACK));

        now = now.plus(MINUTE);
        assertEquals(List.of(), take(4).messages());
    }

    @Test
    void buriesEachLetterOnce() throws Exception {
        List<String> all = sendToEach(2);
        QueueDriver dead = stores.queue("DEAD");

        Taken taken = take(8);
        assertEquals(List.of(), settle(taken, Decision.BURY));
        // As a consumer does that was killed half way.
        for (QueueDriver.Leased leased : taken.messages()) {
            dead.send(List.of(new Sending(leased.message(), Duration.ZERO)));
        }

        assertEquals(all, ids(dead.take(100, Duration.ZERO, MINUTE)));
        assertEquals(0, queue.backlog().count());
    }

    @Test
    void passesNoPartOver() throws Exception {
        for (int i = 0; i < 50; i++) {
            send(0);
        }
        now = now.plusMillis(1);
        String lonely = send(3);
        List<String> taken = new ArrayList<>();
        int batches = 0;
        while (!taken.contains(lonely)) {
            taken.addAll(ids(take(10)));
            for (int i = 0; i < 10; i++) {
                now = now.plusMillis(1);
                send(0);
            }
            batches++;
        }

        assertEquals(6, batches);
    }

    @Test
    void handsOutWhatTheOthersHaveIfAPartFails() throws Exception {
        List<String> all = new ArrayList<>(sendToEach(1));
        RedisClient client = RedisClient.create(RedisURI.create(TestServers.single()));
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            String heads = connection
                    .sync()
                    .keys(settings.get("prefix") + "queue:*JOBS:2.*heads")
                    .get(0);
            all.removeAll(connection.sync().hkeys(heads));
            connection.sync().del(heads);
            connection.sync().set(heads, "no hash");
        } finally {
            client.shutdown();
        }

        assertEquals(all, ids(take(4)));
        now = now.plus(FILL);
        assertThrows(RuntimeException.class, () -> take(4));
    }

    @Test
    void spreadsOverAllParts() throws Exception {
        TreeSet<String> parts = new TreeSet<>();
        for (int i = 0; i < 100; i++) {
            String id = UUID.randomUUID().toString();
            queue.send(List.of(new Sending(new QueueRecord(id, now, "text", new byte[0]), Duration.ZERO)));
        }
        take(100).messages().forEach(leased -> parts.add(leased.lease().split("\\.", 3)[1]));

        assertEquals(PARTS, parts.size());
    }

    @Test
    void storesACallThatIsRepeatedOnce() throws Exception {
        List<Sending> call = List.of(OpenStores.message("a"), OpenStores.message("b"));
        queue.send(call);
        queue.send(call);

        assertEquals(2, queue.backlog().count());
        assertNull(queue.send(call));
    }

    @Test
    void refusesAnotherNumberOfParts() {
        try (OpenStores others =
                OpenStores.at(TestServers.single(), Map.of("prefix", settings.get("prefix"), "partitions", "5"))) {
            InvalidSettingException refused = assertThrows(InvalidSettingException.class, () -> others.queue("JOBS"));
            assertEquals(List.of("setting 'partitions' is 5, but the store was made with 4"), refused.problems());
        }
    }

    @Test
    void splitsDeadLettersThatNobodyDeclaredAsTheQueue() throws Exception {
        settle(takeOne(), Decision.BURY);

        try (OpenStores others = OpenStores.at(TestServers.single(), settings, () -> now)) {
            assertEquals(1, others.queue("DEAD").backlog().count());
        }
    }

    private Taken takeOne() throws Exception {
        send(1);
        return take(1);
    }
}
