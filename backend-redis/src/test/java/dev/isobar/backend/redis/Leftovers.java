package dev.isobar.backend.redis;

import dev.isobar.backend.redis.RedisConfig.Topology;
import dev.isobar.spi.BackendConfig;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import java.net.URI;
import java.util.Map;

/** What tests leave in a server that is not theirs. */
final class Leftovers {
    private Leftovers() {}

    /** Removes the keys that begin with a text, in the servers of a URL. */
    static void remove(String url, String prefix) {
        URI parts = URI.create(url);
        RedisConfig config =
                RedisConfig.of(BackendConfig.of(parts.getScheme(), parts.getRawSchemeSpecificPart(), Map.of()));
        SharedResources shared = SharedResources.join();
        try (RedisLink link = config.topology() == Topology.CLUSTER
                ? new ClusterLink(config, shared.resources())
                : new NodeLink(config, shared.resources())) {
            ScanArgs matching = ScanArgs.Builder.matches(prefix + "*").limit(1000);
            KeyScanCursor<byte[]> found = link.await(link.commands().scan(matching));
            while (true) {
                if (!found.getKeys().isEmpty()) {
                    link.await(link.commands().unlink(found.getKeys().toArray(byte[][]::new)));
                }
                if (found.isFinished()) {
                    return;
                }
                found = link.await(link.commands().scan(found, matching));
            }
        } finally {
            shared.close();
        }
    }
}
