package dev.isobar.backend.redis;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The servers that tests share: a person's own by environment variable, else one that ends with the tests. */
final class TestServers {
    private static final Set<String> OWN = new HashSet<>();

    private static @Nullable RedisProcess single;
    private static @Nullable RedisCluster cluster;

    /** What every key begins with in these servers; what is left of it in a person's own is removed in the end. */
    static final String PREFIX = "isobar-test-" + UUID.randomUUID() + ":";

    private TestServers() {}

    /** What the keys of one test begin with. */
    static String uniquePrefix() {
        return PREFIX + UUID.randomUUID() + ":";
    }

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
        if (url == null) {
            return started.get();
        }
        if (OWN.add(url)) {
            endWithTests(() -> Leftovers.remove(url, PREFIX));
        }
        return url;
    }

    private static void endWithTests(AutoCloseable what) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                what.close();
            } catch (Exception left) {
                throw new IllegalStateException(left);
            }
        }));
    }
}
