package dev.isobar.backend.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.isobar.spi.KvDriver;
import dev.isobar.spi.KvDriver.KvRecord;
import dev.isobar.spi.KvDriver.KvWanted;
import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.QueueDriver.Decision;
import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.Settlement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sentinels make the replica the master: the client goes on there, with what the replica has received. */
class FailoverTest {
    private static final Duration LEASE = Duration.ofSeconds(1);

    private final RedisSentinels servers = RedisSentinels.start();
    private final Set<String> threadsBefore = ClosingTest.threads();

    @AfterEach
    void close() {
        servers.close();
    }

    @Test
    void losesNothingThatTheReplicaHadReceived() throws InterruptedException {
        try (Traffic traffic = Traffic.start(servers.url() + "?timeout=10s")) {
            traffic.awaitProgress();
            Set<String> received = new TreeSet<>(traffic.sent);
            Map<String, String> receivedNames = Map.copyOf(traffic.written);
            servers.awaitReplicated();
            servers.master.kill();
            servers.awaitPromotion();
            Set<String> before = new TreeSet<>(traffic.sent);
            Map<String, String> namesBefore = Map.copyOf(traffic.written);
            traffic.awaitProgress();
            traffic.finish();

            Set<String> kept = new TreeSet<>(traffic.sent);
            kept.removeIf(message -> before.contains(message) && !received.contains(message));
            Await.until(
                    () -> "messages are missing",
                    () -> traffic.delivered.keySet().containsAll(kept));
            Set<String> lostNames = traffic.lostNames();
            lostNames.removeIf(name -> {
                String value = traffic.written.get(name);
                return Objects.equals(value, namesBefore.get(name)) && !Objects.equals(value, receivedNames.get(name));
            });
            assertEquals(Set.of(), lostNames);
        }
        ClosingTest.awaitThreads(threadsBefore);
        ClosingTest.awaitNoConnections(servers.replica);
    }

    @Test
    void goesOnWhenTheMasterIsReplacedAlive() throws InterruptedException {
        try (Traffic traffic = Traffic.start(servers.url() + "?timeout=10s")) {
            traffic.awaitProgress();
            servers.failover();
            servers.awaitPromotion();
            traffic.awaitProgress();
            traffic.awaitProgress();
            traffic.finish();
        }
    }

    private static KvRecord entry(String value) {
        return new KvRecord(value.getBytes(UTF_8), null, null);
    }

    private static @Nullable String value(KvDriver kv, String key) throws Exception {
        KvRecord found = kv.get(key, KvWanted.VALUE);
        return found == null ? null : new String(found.value(), UTF_8);
    }

    @Test
    void losesWhatTheReplicaHadNotReceived() throws Exception {
        try (OpenStores stores = OpenStores.at(servers.url())) {
            KvDriver kv = stores.kv("CACHE");
            QueueDriver queue = stores.queue("jobs");
            kv.put("changed", entry("before"));
            queue.send(List.of(OpenStores.message("acknowledged")));
            Leased leased = queue.take(1, Duration.ZERO, LEASE).messages().get(0);
            servers.awaitReplicated();
            servers.stopReplication();
            kv.put("changed", entry("after"));
            kv.put("new", entry("after"));
            queue.send(List.of(OpenStores.message("new")));
            assertEquals(
                    List.of(),
                    queue.settle(List.of(new Settlement(leased.lease(), Decision.ACK, Duration.ZERO)), null));

            servers.master.kill();
            servers.awaitPromotion();

            assertEquals("before", value(kv, "changed"));
            assertNull(value(kv, "new"));
            assertEquals(1, kv.list("", null, 10).entries().size());
            Await.until(() -> "nothing comes again", () -> queue.backlog().count() > 0);
            assertEquals(
                    List.of("acknowledged"),
                    queue.take(10, Duration.ZERO, LEASE).messages().stream()
                            .map(again -> again.message().id())
                            .toList());
        }
    }
}
