package dev.isobar.backend.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.Service;
import dev.isobar.kv.KvListOptions;
import dev.isobar.kv.KvPutOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the README says of the keys in Redis. */
class StoreLayoutTest {
    private final String prefix = TestServers.uniquePrefix();

    private Env open(String settings) {
        return Env.builder()
                .bind(Service.KV, "CACHE", TestServers.single() + "?prefix=" + prefix + settings)
                .bind(Service.QUEUES, "JOBS", TestServers.single() + "?prefix=" + prefix + settings)
                .open();
    }

    private static StatefulRedisConnection<String, String> connect(Env env) {
        return env.unwrap("CACHE", RedisClient.class).connect(RedisURI.create(TestServers.single()));
    }

    @Test
    void keepsAnEntryAsOneString() {
        try (Env env = open("")) {
            env.kv("CACHE").put("session:1", "open", KvPutOptions.NONE.withMetadata("here"));

            try (StatefulRedisConnection<String, String> connection = connect(env)) {
                RedisCommands<String, String> redis = connection.sync();
                String key = prefix + "kv:{CACHE:0.0}:v:session:1";
                assertEquals("\"here\"open", redis.getrange(key, 13, -1));
                assertEquals(List.of("session:1"), redis.zrange(prefix + "kv:{CACHE:0.0}:names", 0, -1));
                assertEquals("1", redis.hget(prefix + "kv:{CACHE}:about", "format"));
            }
        }
    }

    @Test
    void takesNamesOutOfTheIndexWithTheEntry() {
        try (Env env = open("")) {
            env.kv("CACHE").put("a", "1", KvPutOptions.NONE.withExpirationTtl(Duration.ofMinutes(1)));
            env.kv("CACHE").put("b", "2");
            env.kv("CACHE").delete("a");
            env.kv("CACHE").delete("b");

            try (StatefulRedisConnection<String, String> connection = connect(env)) {
                assertEquals(List.of(), connection.sync().keys(prefix + "kv:{CACHE:0.0}*"));
            }
        }
    }

    @Test
    void remembersTheNumberOfPartitions() {
        open("&partitions=4").close();

        try (Env env = open("")) {
            for (int i = 0; i < 100; i++) {
                env.kv("CACHE").put("k" + i, "v");
            }
            assertEquals(100, env.kv("CACHE").list(KvListOptions.ALL).keys().size());
        }
        ConfigurationException refused = assertThrows(ConfigurationException.class, () -> open("&partitions=8"));
        assertTrue(
                String.valueOf(refused.getMessage())
                        .contains("setting 'partitions' is 8, but the store was made with 4"),
                refused.getMessage());
    }

    @Test
    void spreadsPartitionsOverTheSlots() {
        try (Env env = open("&partitions=16")) {
            TreeSet<Integer> sixteenths = new TreeSet<>();
            for (int i = 0; i < 200; i++) {
                env.kv("CACHE").put("k" + i, "v");
            }
            try (StatefulRedisConnection<String, String> connection = connect(env)) {
                connection
                        .sync()
                        .keys(prefix + "kv:*:names")
                        .forEach(key -> sixteenths.add(SlotHash.getSlot(key) * 16 / SlotHash.SLOT_COUNT));
            }
            assertEquals(16, sixteenths.size());
        }
    }

    @Test
    void survivesAServerThatForgotTheScripts() {
        try (Env env = open("")) {
            env.kv("CACHE").put("a", "1");
            try (StatefulRedisConnection<String, String> connection = connect(env)) {
                connection.sync().scriptFlush();
            }

            env.kv("CACHE").put("b", "2");

            assertNotNull(env.kv("CACHE").get("b"));
        }
    }

    @Test
    void handsOutNoOtherClient() {
        try (Env env = open("")) {
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> env.unwrap("CACHE", String.class));
            assertEquals("the backend of binding 'CACHE' has no java.lang.String", refused.getMessage());
        }
    }
}
