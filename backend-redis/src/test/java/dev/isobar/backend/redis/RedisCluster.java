package dev.isobar.backend.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.SlotHash;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Three servers that share the slots. */
final class RedisCluster implements AutoCloseable {
    private static final int SHARDS = 3;

    final List<RedisProcess> servers = new ArrayList<>();

    private final List<String> settings;

    private RedisCluster(List<String> settings) {
        this.settings = settings;
    }

    /** Starts servers with further settings, such as {@code --appendonly yes}. */
    static RedisCluster start(String... settings) {
        RedisCluster cluster = new RedisCluster(List.of(settings));
        try {
            for (int shard = 0; shard < SHARDS; shard++) {
                cluster.servers.add(cluster.startServer());
            }
            cluster.share();
        } catch (RuntimeException | AssertionError failed) {
            cluster.close();
            throw failed;
        }
        return cluster;
    }

    private RedisProcess startServer() {
        int port = RedisProcess.freePort();
        List<String> all = new ArrayList<>(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
        all.addAll(List.of("--save", "", "--cluster-enabled", "yes", "--cluster-node-timeout", "1000"));
        all.addAll(settings);
        return RedisProcess.start(port, all, RedisURI.Builder::build);
    }

    private void share() {
        for (int shard = 0; shard < SHARDS; shard++) {
            int first = shard * SlotHash.SLOT_COUNT / SHARDS;
            int end = (shard + 1) * SlotHash.SLOT_COUNT / SHARDS;
            int neighbour = servers.get(0).port;
            servers.get(shard).ask(commands -> {
                commands.clusterAddSlots(IntStream.range(first, end).toArray());
                return commands.clusterMeet("127.0.0.1", neighbour);
            });
        }
        awaitReady();
    }

    private boolean settled(RedisProcess server) {
        String info = server.ask(commands -> commands.clusterInfo());
        return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:" + servers.size());
    }

    /** Waits until every server takes calls. */
    void awaitReady() {
        Await.until(() -> "the cluster is down", () -> servers.stream().allMatch(this::settled));
    }

    /** Starts a server that takes the place of a shard when that is gone. */
    RedisProcess addReplica(int shard) {
        RedisProcess replica = startServer();
        String id = servers.get(shard).ask(commands -> commands.clusterMyId());
        int neighbour = servers.get(0).port;
        servers.add(replica);
        replica.ask(commands -> commands.clusterMeet("127.0.0.1", neighbour));
        awaitReady();
        Await.until(() -> "the shard is unknown", () -> replica.ask(commands -> commands.clusterNodes())
                .contains(id));
        replica.ask(commands -> commands.clusterReplicate(id));
        Await.until(() -> "no replica", () -> replica.ask(commands -> commands.info("replication"))
                .contains("master_link_status:up"));
        return replica;
    }

    String url() {
        return "redis-cluster://"
                + servers.stream().map(server -> "127.0.0.1:" + server.port).collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        servers.forEach(RedisProcess::close);
    }
}
