package dev.isobar.backend.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.spi.InvalidSettingException;
import dev.isobar.spi.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedisStoreConfigTest {
    private static RedisStoreConfig config(Map<String, String> settings) {
        return RedisStoreConfig.of(Settings.of("redis", settings));
    }

    @Test
    void hasDefaults() {
        assertEquals(new RedisStoreConfig("isobar:", 0), config(Map.of()));
    }

    @Test
    void readsSettings() {
        assertEquals(new RedisStoreConfig("shop:", 64), config(Map.of("prefix", "shop:", "partitions", "64")));
    }

    @Test
    void reportsAllProblemsAtOnce() {
        List<String> problems = assertThrows(
                        InvalidSettingException.class,
                        () -> config(Map.of("prefix", "a{b}", "partitions", "0", "partition", "2")))
                .problems();

        assertEquals(3, problems.size());
        assertTrue(problems.contains("setting 'partitions' is '0'; it takes a number from 1 to 1024"));
    }
}
