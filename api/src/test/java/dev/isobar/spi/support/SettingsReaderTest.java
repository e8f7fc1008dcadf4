package dev.isobar.spi.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.spi.InvalidSettingException;
import dev.isobar.spi.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
    private static final Duration ABSENT = Duration.ofSeconds(5);

    private enum Mode {
        FAST,
        SAFE
    }

    private static SettingsReader reader(String name, String value) {
        return new SettingsReader(Settings.of("x", Map.of(name, value)));
    }

    private static List<String> problems(SettingsReader reader) {
        return assertThrows(InvalidSettingException.class, reader::check).problems();
    }

    @ParameterizedTest
    @CsvSource({"1ms,1", "30s,30000", "2m,120000", "3h,10800000", "1d,86400000"})
    void readsTimes(String text, long millis) {
        SettingsReader reader = reader("timeout", text);

        assertEquals(Duration.ofMillis(millis), reader.duration("timeout", ABSENT));
        reader.check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0s", "soon", "-1s", "1.5s", "5", "2 s", "25h", "9999999h", "999999999d", "1w", "30S"})
    void refusesOtherTimes(String text) {
        SettingsReader reader = reader("timeout", text);

        assertEquals(ABSENT, reader.duration("timeout", ABSENT));
        assertEquals(
                List.of("setting 'timeout' is '" + text
                        + "'; it takes a time from 1ms to 1d, in whole ms, s, m, h or d"),
                problems(reader));
    }

    @Test
    void namesTheBoundsOfATime() {
        SettingsReader reader = reader("retention", "30s");

        reader.duration("retention", Duration.ofDays(4), Duration.ofSeconds(90), Duration.ofDays(14));

        assertEquals(
                List.of("setting 'retention' is '30s'; it takes a time from 90s to 14d, in whole ms, s, m, h or d"),
                problems(reader));
    }

    @ParameterizedTest
    @CsvSource({"0B,0", "512B,512", "2KiB,2048", "5MiB,5242880", "1GiB,1073741824"})
    void readsSizes(String text, long bytes) {
        SettingsReader reader = reader("cache", text);

        assertEquals(bytes, reader.size("cache", 7, 0, 1L << 30));
        reader.check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "5MB", "2GiB", "999999999GiB", "1mib"})
    void refusesOtherSizes(String text) {
        SettingsReader reader = reader("cache", text);

        assertEquals(7, reader.size("cache", 7, 0, 1L << 30));
        assertEquals(
                List.of("setting 'cache' is '" + text
                        + "'; it takes a size from 0B to 1GiB, in whole B, KiB, MiB or GiB"),
                problems(reader));
    }

    @Test
    void readsNumbersChoicesFlagsAndPaths() {
        SettingsReader reader =
                new SettingsReader(Settings.of("x", Map.of("count", "3", "mode", "safe", "tls", "true", "file", "a/b"))
                        .withFolder(Path.of("/base")));

        assertEquals(3, reader.number("count", 1, 1, 9));
        assertEquals(Mode.SAFE, reader.choice("mode", Mode.FAST));
        assertEquals(true, reader.flag("tls", false));
        assertEquals(Path.of("/base/a/b").toAbsolutePath(), reader.path("file"));
        assertNull(reader.path("other"));
        reader.check();
    }

    @Test
    void suggestsTheNearestNameOfTheWholeUrl() {
        SettingsReader reader =
                new SettingsReader(Settings.of("x", Map.of("timout", "1s")).withOtherNames(Set.of("timeout")));
        reader.text("prefix");

        assertEquals(
                List.of("unknown setting 'timout'; x: takes prefix, timeout; did you mean 'timeout'?"),
                problems(reader));
    }

    @Test
    void takesBoundsThatNoNumberHolds() {
        SettingsReader reader = new SettingsReader(Settings.of("x", Map.of("wait", "999999999d")));
        Duration endless = ChronoUnit.FOREVER.getDuration();

        assertEquals(Duration.ofDays(999_999_999), reader.duration("wait", Duration.ZERO, Duration.ZERO, endless));
        assertEquals(endless, reader.duration("other", endless, Duration.ZERO, endless));
        reader.check();
    }

    @Test
    void quotesNeitherSecretsNorConfidentialValues() {
        SettingsReader reader = new SettingsReader(
                Settings.of("x", Map.of("pin", "hunter2", "count", "hunter3")).withConfidential(Set.of("count")));
        reader.secret("pin");
        reader.number("pin", 0, 0, 9);
        reader.number("count", 0, 0, 9);

        assertEquals(
                List.of(
                        "setting 'pin' has a value that is not allowed; it takes a number from 0 to 9",
                        "setting 'count' has a value that is not allowed; it takes a number from 0 to 9"),
                problems(reader));
    }

    @Test
    void quotesNoNameThatMayBePartOfASecret() {
        SettingsReader reader = new SettingsReader(Settings.of("x", Map.of("hunter2", "")));

        assertEquals(
                List.of("unknown setting (its name is not shown: it may be part of a secret); x: takes none"),
                problems(reader));
    }
}
