package dev.isobar.backend.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.error.TimedOutException;
import dev.isobar.error.UnavailableException;
import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvListOptions;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One shard of a cluster is killed, and comes back with its data; the client has the rights of the README and no more. */
class ClusterFaultTest {
    private static RedisCluster cluster;

    @BeforeAll
    static void start() {
        cluster = RedisCluster.start(("--appendonly yes --appendfsync always --user app on >s3cret-pass "
                        + Rights.ofTheReadme() + " " + Rights.inAClusterToo())
                .split(" "));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void empty() {
        cluster.servers.forEach(server -> server.ask(commands -> commands.flushall()));
    }

    private static void demandAllShards(boolean all) {
        cluster.servers.forEach(server ->
                server.ask(commands -> commands.configSet("cluster-require-full-coverage", all ? "yes" : "no")));
    }

    /** Names of entries: those that a server has, and the others. */
    private record Names(List<String> there, List<String> elsewhere) {}

    private static Names names(KVNamespace kv, RedisProcess server) {
        List<String> names = IntStream.range(0, 20).mapToObj(i -> "name" + i).toList();
        names.forEach(name -> kv.put(name, "before"));
        String keys = server.ask(commands -> String.join("\n", commands.keys("*:v:*")) + "\n");
        return new Names(
                names.stream()
                        .filter(name -> keys.contains(":v:" + name + "\n"))
                        .toList(),
                names.stream()
                        .filter(name -> !keys.contains(":v:" + name + "\n"))
                        .toList());
    }

    private static void unavailable(KVNamespace kv, String name) {
        assertTrue(assertThrows(UnavailableException.class, () -> kv.get(name)).retryable());
    }

    private static boolean answers(KVNamespace kv, List<String> names) {
        try {
            names.forEach(name -> assertEquals("before", kv.get(name)));
            return true;
        } catch (UnavailableException notYet) {
            return false;
        }
    }

    private static String url(String settings) {
        return cluster.url().replace("//", "//app:s3cret-pass@") + settings;
    }

    private static Env open() {
        return Env.builder().bind(Service.KV, "CACHE", url("?timeout=1s")).open();
    }

    @Test
    void goesOnWithTheOtherShardsWhereTheClusterDoes() {
        demandAllShards(false);
        try (Env env = open()) {
            KVNamespace kv = env.kv("CACHE");
            RedisProcess shard = cluster.servers.get(1);
            Names names = names(kv, shard);
            shard.kill();

            unavailable(kv, names.there().get(0));
            for (String name : names.elsewhere()) {
                assertEquals("before", kv.get(name));
                kv.put(name, "after");
            }
            assertThrows(UnavailableException.class, () -> kv.list(KvListOptions.ALL));

            shard.start();
            Await.until(() -> "it stays away", () -> answers(kv, names.there()));
        }
        cluster.awaitReady();
    }

    @Test
    void failsEverywhereWhereTheClusterDoes() {
        demandAllShards(true);
        try (Env env = open()) {
            KVNamespace kv = env.kv("CACHE");
            RedisProcess shard = cluster.servers.get(1);
            Names names = names(kv, shard);
            shard.kill();

            unavailable(kv, names.there().get(0));
            String other = names.elsewhere().get(0);
            Await.until(() -> "it goes on", () -> !answers(kv, List.of(other)));
            unavailable(kv, other);

            shard.start();
            Await.until(() -> "it stays away", () -> answers(kv, names.there()) && answers(kv, names.elsewhere()));
        }
        cluster.awaitReady();
    }

    @Test
    @Tag("endurance")
    void losesNothingWhenShardsAreKilledDuringTraffic() throws InterruptedException {
        demandAllShards(false);
        Set<String> threadsBefore = ClosingTest.threads();
        try (Traffic traffic = Traffic.start(url(""))) {
            for (RedisProcess shard : cluster.servers) {
                traffic.awaitProgress();
                shard.kill();
                shard.start();
                cluster.awaitReady();
                traffic.awaitProgress();
            }
            traffic.finish();

            assertEquals(Set.of(), traffic.lostNames());
            Await.until(() -> "messages are missing: " + traffic.lostMessages(), () -> traffic.lostMessages()
                    .isEmpty());
            assertEquals(Set.of(), traffic.miscounted);
        }
        ClosingTest.awaitThreads(threadsBefore);
        cluster.servers.forEach(ClosingTest::awaitNoConnections);
    }

    @Test
    @Tag("endurance")
    void goesOnAtTheReplicaOfAShard() throws InterruptedException {
        try (RedisCluster replicated = RedisCluster.start()) {
            RedisProcess replica = replicated.addReplica(0);
            try (Traffic traffic = Traffic.start(replicated.url() + "?timeout=1s")) {
                traffic.awaitProgress();
                replicated.servers.get(0).kill();
                Await.until(() -> "no new master", () -> replica.ask(commands -> commands.info("replication"))
                        .contains("role:master"));
                KVNamespace kv = traffic.env.kv("CACHE");
                for (int i = 0; i < 20; i++) {
                    String name = "name" + i;
                    Await.until(() -> name + " is away", () -> puts(kv, name));
                }
                traffic.finish();
            }
        }
    }

    private static boolean puts(KVNamespace kv, String name) {
        try {
            kv.put(name, "after");
            return true;
        } catch (UnavailableException | TimedOutException notYet) {
            return false;
        }
    }
}
