package dev.isobar.backend.redis;

import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.sentinel.api.StatefulRedisSentinelConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A master with a replica, and three sentinels that make the replica the master when the master is gone. */
final class RedisSentinels implements AutoCloseable {
    static final String MASTER = "main";
    private static final int SENTINELS = 3;

    final RedisProcess master;
    final RedisProcess replica;
    final List<RedisProcess> sentinels = new ArrayList<>();

    private RedisSentinels() {
        master =
                RedisProcess.start("--appendonly", "yes", "--appendfsync", "always", "--repl-diskless-sync-delay", "0");
        replica = RedisProcess.start("--replicaof", "127.0.0.1", Integer.toString(master.port));
    }

    static RedisSentinels start() {
        return start(List.of(), RedisURI.Builder::build);
    }

    /** Starts sentinels with further lines in their configuration. */
    static RedisSentinels start(List<String> lines, Function<RedisURI.Builder, RedisURI> access) {
        RedisSentinels started = new RedisSentinels();
        started.awaitReplica();
        List<String> configuration = new ArrayList<>(List.of(
                "sentinel monitor " + MASTER + " 127.0.0.1 " + started.master.port + " 2",
                "sentinel down-after-milliseconds " + MASTER + " 500",
                "sentinel failover-timeout " + MASTER + " 3000"));
        configuration.addAll(lines);
        for (int i = 0; i < SENTINELS; i++) {
            started.sentinels.add(RedisProcess.sentinel(configuration, access));
        }
        Await.until(() -> "sentinels do not know each other", () -> started.sentinels.stream()
                .map(RedisSentinels::view)
                .allMatch(view -> view.contains("slaves=1,sentinels=" + SENTINELS)));
        return started;
    }

    /** What a sentinel knows: {@code name=main,status=ok,address=127.0.0.1:…,slaves=1,sentinels=3}. */
    private static String view(RedisProcess sentinel) {
        return sentinel.ask(commands -> commands.info("sentinel"));
    }

    private void awaitReplica() {
        Await.until(() -> "no replica", () -> replication().contains("master_link_status:up"));
    }

    private String replication() {
        return replica.ask(commands -> commands.info("replication"));
    }

    /** Waits until the replica has received what the master has done so far. */
    void awaitReplicated() {
        long written = offset(master.ask(commands -> commands.info("replication")), "master_repl_offset:");
        Await.until(() -> "the replica lags", () -> offset(replication(), "slave_repl_offset:") >= written);
    }

    private static long offset(String info, String name) {
        return info.lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.substring(name.length())))
                .findFirst()
                .orElse(-1);
    }

    /** Lets the replica receive nothing more, as on a broken network between the two. */
    void stopReplication() {
        replica.ask(commands -> {
            commands.configSet("masteruser", "nobody");
            commands.configSet("masterauth", "nothing");
            return commands.clientKill(KillArgs.Builder.typeMaster());
        });
        Await.until(() -> "replication goes on", () -> replication().contains("master_link_status:down"));
    }

    /** Asks for a failover while the master lives. */
    void failover() {
        RedisClient client = RedisClient.create();
        try (StatefulRedisSentinelConnection<String, String> connection =
                client.connectSentinel(RedisURI.create("127.0.0.1", sentinels.get(0).port))) {
            connection.sync().failover(MASTER);
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }

    void awaitPromotion() {
        Await.until(() -> "no new master", () -> sentinels.stream()
                .map(RedisSentinels::view)
                .allMatch(view -> view.contains("address=127.0.0.1:" + replica.port)));
    }

    String url() {
        return "redis-sentinel://" + addresses() + "/" + MASTER;
    }

    String addresses() {
        return sentinels.stream().map(one -> "127.0.0.1:" + one.port).collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        sentinels.forEach(RedisProcess::close);
        replica.close();
        master.close();
    }
}
