package dev.isobar.backend.redis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.error.ThrottledException;
import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvListOptions;
import dev.isobar.kv.KvPutOptions;
import dev.isobar.queue.Queue;
import dev.isobar.spi.Failure;
import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.QueueDriver.Decision;
import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.Settlement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that may hold no more: writes are refused whole, and what makes room still works. */
class FullServerTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final RedisProcess server = RedisProcess.start("--maxmemory-policy", "noeviction");
    private final OpenStores stores = OpenStores.at(server.url());
    private final Env env = Env.builder()
            .bind(Service.KV, "CACHE", server.url())
            .bind(Service.QUEUES, "JOBS", server.url())
            .open();

    @AfterEach
    void close() {
        env.close();
        stores.close();
        server.close();
    }

    private void fill(boolean full) {
        server.ask(commands -> commands.configSet("maxmemory", full ? "1" : "0"));
    }

    @Test
    void refusesPutsWholeAndReadsOn() {
        KVNamespace kv = env.kv("CACHE");
        kv.put("kept", "before");
        fill(true);

        assertThrows(ThrottledException.class, () -> kv.put("new", "value"));
        assertThrows(
                ThrottledException.class, () -> kv.put("ends", "value", KvPutOptions.NONE.withExpirationTtl(MINUTE)));
        assertThrows(ThrottledException.class, () -> kv.put("kept", "after"));

        assertEquals("before", kv.get("kept"));
        assertNull(kv.get("new"));
        assertEquals(1, kv.list(KvListOptions.ALL).keys().size());
        kv.delete("kept");
        assertEquals(
                List.of("isobar:kv:{CACHE}:about", "isobar:queue:{JOBS}:about"),
                server.ask(commands -> commands.keys("*").stream().sorted().toList()));
        fill(false);
        kv.put("new", "value");
        assertEquals("value", kv.get("new"));
        assertEquals(1, kv.list(KvListOptions.ALL).keys().size());
    }

    @Test
    void refusesSendsWhole() {
        Queue queue = env.queue("JOBS");
        fill(true);

        assertThrows(ThrottledException.class, () -> queue.send("job"));

        assertEquals(
                List.of("isobar:kv:{CACHE}:about", "isobar:queue:{JOBS}:about"),
                server.ask(commands -> commands.keys("*").stream().sorted().toList()));
        fill(false);
        queue.send("job");
        assertEquals(1, queue.metrics().backlogCount());
    }

    @Test
    void takesAndSettlesInEveryWay() throws Exception {
        QueueDriver queue = stores.queue("jobs");
        queue.send(List.of(
                OpenStores.message("done"),
                OpenStores.message("again"),
                OpenStores.message("back"),
                OpenStores.message("longer"),
                OpenStores.message("dropped")));
        fill(true);

        List<Leased> leased = queue.take(5, Duration.ZERO, MINUTE).messages();
        List<Decision> decisions =
                List.of(Decision.RETRY, Decision.ACK, Decision.RELEASE, Decision.EXTEND, Decision.BURY);
        List<Settlement> settlements = java.util.stream.IntStream.range(0, 5)
                .mapToObj(i -> new Settlement(leased.get(i).lease(), decisions.get(i), i == 3 ? MINUTE : Duration.ZERO))
                .toList();

        assertEquals(List.of(), queue.settle(settlements, null));
        assertEquals(2, queue.backlog().count());
        assertArrayEquals(
                new int[] {0, 1},
                queue.peek(5).stream()
                        .mapToInt(QueueDriver.Peeked::attempts)
                        .sorted()
                        .toArray());
    }

    @Test
    void keepsADeadLetterUntilThereIsRoom() throws Exception {
        QueueDriver queue = stores.queue("jobs");
        QueueDriver dead = stores.queue("dead");
        queue.send(List.of(OpenStores.message("failing")));
        String lease = queue.take(1, Duration.ZERO, MINUTE).messages().get(0).lease();
        List<Settlement> bury = List.of(new Settlement(lease, Decision.BURY, Duration.ZERO));
        fill(true);

        RuntimeException refused = assertThrows(RuntimeException.class, () -> queue.settle(bury, "dead"));
        assertEquals(Failure.THROTTLED.withCode("OOM"), queue.classify(refused));
        assertEquals(0, dead.backlog().count());
        fill(false);

        assertEquals(List.of(), queue.settle(bury, "dead"));
        assertEquals("failing", dead.peek(1).get(0).message().id());
        assertEquals(0, queue.backlog().count());
    }
}
