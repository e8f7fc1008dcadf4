package dev.isobar.backend.redis;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The servers that tests share: a person's own by environment variable, else one that ends with the tests. */
final class TestServers {
    private static @Nullable RedisProcess single;
    private static @Nullable RedisCluster cluster;

    private TestServers() {}

    /** A URL without a query. */
    static synchronized String single() {
        return own("ISOBAR_TEST_REDIS_URL", () -> {
            if (single == null) {
                single = RedisProcess.start("--appendonly", "yes", "--appendfsync", "no");
                endWithTests(single);
            }
            return single.url();
        });
    }

    /** A URL without a query. */
    static synchronized String cluster() {
        return own("ISOBAR_TEST_REDIS_CLUSTER_URL", () -> {
            if (cluster == null) {
                cluster = RedisCluster.start();
                endWithTests(cluster);
            }
            return cluster.url();
        });
    }

    private static String own(String variable, Supplier<String> started) {
        String url = System.getenv(variable);
        return url == null ? started.get() : url;
    }

    private static void endWithTests(AutoCloseable server) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                server.close();
            } catch (Exception left) {
                throw new IllegalStateException(left);
            }
        }));
    }
}
