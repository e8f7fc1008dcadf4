package dev.isobar.backend.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.spi.InvalidSettingException;
import dev.isobar.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisStoreConfigTest {
    private static RedisStoreConfig config(Map<String, String> settings) {
        return RedisStoreConfig.ofQueue(Settings.of("redis", settings));
    }

    @Test
    void hasDefaults() {
        assertEquals(new RedisStoreConfig("isobar:", 0, Duration.ofDays(4)), config(Map.of()));
    }

    @Test
    void readsSettings() {
        assertEquals(
                new RedisStoreConfig("shop:", 64, Duration.ofHours(12)),
                config(Map.of("prefix", "shop:", "partitions", "64", "retention", "12h")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"59s", "15d", "4", "0d"})
    void refusesARetentionOutOfRange(String retention) {
        List<String> problems = assertThrows(
                        InvalidSettingException.class, () -> config(Map.of("retention", retention)))
                .problems();

        assertEquals(1, problems.size());
        assertTrue(problems.get(0).startsWith("setting 'retention' is "), problems::toString);
    }

    @Test
    void takesNoRetentionForANamespace() {
        Settings settings = Settings.of("redis", Map.of("retention", "4d"));

        assertThrows(InvalidSettingException.class, () -> RedisStoreConfig.ofNamespace(settings));
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
