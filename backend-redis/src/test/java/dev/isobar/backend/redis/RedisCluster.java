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

    private RedisCluster() {}

    static RedisCluster start() {
        RedisCluster cluster = new RedisCluster();
        for (int shard = 0; shard < SHARDS; shard++) {
            int port = RedisProcess.freePort();
            cluster.servers.add(RedisProcess.start(
                    port,
                    List.of(
                            "--port", Integer.toString(port),
                            "--bind", "127.0.0.1",
                            "--save", "",
                            "--cluster-enabled", "yes",
                            "--cluster-node-timeout", "2000"),
                    RedisURI.Builder::build));
        }
        cluster.share();
        return cluster;
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
        long end = System.nanoTime() + 30_000_000_000L;
        while (!servers.stream().allMatch(RedisCluster::settled)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the cluster does not settle");
            }
        }
    }

    private static boolean settled(RedisProcess server) {
        String info = server.ask(commands -> commands.clusterInfo());
        return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:" + SHARDS);
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
