package dev.isobar.spi.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.spi.InvalidSettingException;
import dev.isobar.spi.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Suggestions, endpoints, stores in a map, and the retention of queues. */
class SupportTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "timout, timeout",
                "TIMEOUT, timeout",
                "timeoutt, timeout",
                "imeout, timeout",
                "tiemout, timeout",
                "time, timeout",
                "tim, timeout",
                "ti, none",
                "other, none",
                "tomxyt, none",
                "prefix, prefix",
                "prefiz, prefix",
                "prexyx, prefix",
                "prxxyx, none",
                "kv, kv",
                "ks, kv",
                "xs, none",
                "'', b",
                "a, b",
            })
    void suggestsTheNearestName(String given, @Nullable String expected) {
        String nearest = Suggestion.nearest(given, List.of("timeout", "prefix", "kv", "b"));

        assertEquals(expected, nearest);
        assertEquals(
                nearest == null ? "" : "; did you mean '" + nearest + "'?",
                Suggestion.of(given, List.of("timeout", "prefix", "kv", "b")));
    }

    @Test
    void suggestsTheFirstOfTwoThatAreAsNear() {
        assertEquals("cat", Suggestion.nearest("bat", List.of("cat", "hat")));
        assertEquals("bats", Suggestion.nearest("BATS", List.of("hats", "bats")), "but for its case it is that name");
        assertNull(Suggestion.nearest("bat", List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "db, db, 9",
                "db:1, db, 1",
                "db:65535, db, 65535",
                "db:0, none, 0",
                "db:65536, none, 0",
                "db:99999, none, 0",
                "db:, none, 0",
                "db:x, none, 0",
                "'', none, 0",
                "a b, none, 0",
                "10.0.0.1:5, 10.0.0.1, 5",
                "[::1], ::1, 9",
                "[::1]:5, ::1, 5",
                "::1, none, 0",
                "my_host-1.example, my_host-1.example, 9",
            })
    void parsesEndpoints(String text, @Nullable String host, int port) {
        Endpoint found = Endpoint.parse(text, 9);

        assertEquals(host == null ? null : new Endpoint(host, port), found);
        if (found != null) {
            assertEquals(found, Endpoint.parse(found.toString(), 1));
        }
    }

    @Test
    void refusesADefaultPortOutOfRange() {
        assertNull(Endpoint.parse("db", 0));
        assertNull(Endpoint.parse("db", 65_536));
    }

    @Test
    void managesTheStoresOfAMap() {
        ConcurrentMap<String, String> stores = new ConcurrentHashMap<>(Map.of("b", "old"));
        List<String> dropped = new ArrayList<>();
        List<String> made = new ArrayList<>();
        MapStoreDriver<String> driver = new MapStoreDriver<>(
                stores,
                name -> {
                    made.add(name);
                    return "new " + name;
                },
                dropped::add);

        assertFalse(driver.create("b"));
        assertTrue(driver.create("😀"));
        assertTrue(driver.create("\uffff"));
        assertEquals(List.of("b", "\uffff", "😀"), driver.list());
        assertEquals("old", stores.get("b"));
        assertEquals(List.of("😀", "\uffff"), made);

        assertTrue(driver.drop("b"));
        assertFalse(driver.drop("b"));
        assertEquals(List.of("old"), dropped);
        assertEquals(List.of("\uffff", "😀"), driver.list());
    }

    @ParameterizedTest
    @CsvSource({"60s, 60", "14d, 1209600", "1h, 3600"})
    void readsTheRetention(String text, long seconds) {
        SettingsReader reader = new SettingsReader(Settings.of("x", Map.of("retention", text)));

        assertEquals(Duration.ofSeconds(seconds), QueueRetention.read(reader));
        reader.check();
    }

    @ParameterizedTest
    @CsvSource({"59s", "1209601s", "59999ms"})
    void refusesOtherRetentions(String text) {
        SettingsReader reader = new SettingsReader(Settings.of("x", Map.of("retention", text)));

        assertEquals(Duration.ofDays(4), QueueRetention.read(reader));
        assertEquals(
                "setting 'retention' is '" + text + "'; it takes a time from 1m to 14d, in whole ms, s, m, h or d",
                assertThrows(InvalidSettingException.class, reader::check).getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "app, app, none, 'a user, no password'",
                "app:pw, app, pw, 'a user, a password'",
                ":pw, none, pw, 'no user, a password'",
                "app:, app, '', 'a user, a password'",
                "'', none, none, 'no user, no password'",
                "a%3Ab:c%20d+e, a:b, c d+e, 'a user, a password'",
                "a:b:c, a, b:c, 'a user, a password'",
            })
    void parsesUserAndPassword(String text, @Nullable String user, @Nullable String password, String shown) {
        UserInfo found = UserInfo.parse(text);

        assertEquals(new UserInfo(user, password), found);
        assertEquals(shown, found.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0ms",
        "1, 1ms",
        "999, 999ms",
        "1000, 1s",
        "1500, 1500ms",
        "90000, 90s",
        "86400000, 1d",
        "90000000, 25h"
    })
    void showsTimesByTheirGreatestUnit(long millis, String shown) {
        assertEquals(shown, UnitScale.TIMES.show(millis));
        assertEquals(millis, UnitScale.TIMES.parse(shown));
    }
}
