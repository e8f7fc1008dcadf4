package dev.isobar.backend.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.backend.redis.RedisConfig.Topology;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.InvalidSettingException;
import dev.isobar.spi.support.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisConfigTest {
    private static RedisConfig config(String scheme, String address, Map<String, String> settings) {
        return RedisConfig.of(BackendConfig.of(scheme, address, settings));
    }

    private static List<String> problems(String scheme, String address, Map<String, String> settings) {
        return assertThrows(InvalidSettingException.class, () -> config(scheme, address, settings))
                .problems();
    }

    @Test
    void readsOneServer() {
        RedisConfig config = config("redis", "//cache.local:6380/3", Map.of());

        assertEquals(Topology.SINGLE, config.topology());
        assertEquals(List.of(new Endpoint("cache.local", 6380)), config.servers());
        assertEquals(3, config.database());
        assertEquals(Duration.ofSeconds(5), config.timeout());
        assertFalse(config.tls());
        assertNull(config.password());
    }

    @Test
    void readsUserAndPassword() {
        RedisConfig config = config("rediss", "//app:p%40ss%2Fw+rd@[::1]", Map.of());

        assertEquals("app", config.user());
        assertEquals("p@ss/w+rd", config.password());
        assertEquals(List.of(new Endpoint("::1", 6379)), config.servers());
        assertTrue(config.tls());
    }

    @Test
    void readsAPasswordAlone() {
        assertEquals("secret", config("redis", "//:secret@host", Map.of()).password());
        assertEquals("secret", config("redis", "//secret@host", Map.of()).password());
        assertEquals(
                "secret",
                config("redis", "//host", Map.of("password", "secret")).password());
        assertNull(config("redis", "//:secret@host", Map.of()).user());
    }

    @Test
    void readsSentinels() {
        RedisConfig config = config("redis-sentinel", "//a,b:5000/main", Map.of());

        assertEquals(Topology.SENTINEL, config.topology());
        assertEquals(List.of(new Endpoint("a", 26379), new Endpoint("b", 5000)), config.servers());
        assertEquals("main", config.master());
    }

    @Test
    void readsACluster() {
        RedisConfig config = config("redis-cluster", "//a,b:5000", Map.of("tls", "true"));

        assertEquals(Topology.CLUSTER, config.topology());
        assertTrue(config.tls());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redis|''|the address is //host:port, or //host:port/database",
                "redis|//host/one|the part after the servers is not allowed; the address is //host:port, or //host:port/database",
                "redis|//host:99999|'host:99999' is not a host and port; the address is //host:port, or //host:port/database",
                "redis|//a,b|several servers need redis-sentinel: or redis-cluster:",
                "redis-cluster|//a/1|the part after the servers is not allowed; the address is //host:port,host:port, with some nodes of the cluster",
                "redis-sentinel|//a|the address is //host:port,host:port/master, with the sentinels and the name of the master",
            })
    void tellsWhatIsWrongWithAnAddress(String scheme, String address, String problem) {
        assertEquals(List.of(problem), problems(scheme, address, Map.of()));
    }

    @Test
    void tellsAllMistakesAtOnce() {
        List<String> problems =
                problems("redis", "//x:y@host", Map.of("queued", "0", "timeout", "soon", "user", "z", "retires", "3"));

        assertEquals(4, problems.size());
        assertTrue(problems.contains("setting 'user' is given before the '@' already"));
        assertTrue(problems.contains("setting 'queued' is '0'; it takes a number from 1 to 1000000"));
        assertTrue(problems.contains(
                "setting 'timeout' is 'soon'; it takes a time from 1ms to 1d, in whole ms, s, m, h or d"));
    }

    @Test
    void wantsTlsForCertificates() {
        assertEquals(
                List.of(
                        "setting 'certificates' needs TLS: rediss:, or tls=true",
                        "setting 'certificates': the file cannot be read"),
                problems("redis", "//host", Map.of("certificates", "no/such.pem")));
    }

    @Test
    void wantsSentinelsForTheirPassword() {
        assertEquals(
                List.of("settings 'sentinelUser' and 'sentinelPassword' are for redis-sentinel:"),
                problems("redis", "//host", Map.of("sentinelPassword", "secret")));
        assertEquals(
                List.of("setting 'sentinelUser' needs a sentinelPassword"),
                problems("redis-sentinel", "//host/main", Map.of("sentinelUser", "asker")));
    }

    @Test
    void keepsThePasswordToItself() {
        RedisConfig config = config("redis", "//app:hunter2@host", Map.of());

        assertFalse(config.toString().contains("hunter2"));
        assertFalse(
                problems("redis", "//app:hunter2@ho st", Map.of()).toString().contains("hunter2"));
    }
}
