package dev.isobar.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule ENV-VAL-07: values in URLs. */
class InterpolationTest {
    private final List<String> problems = new ArrayList<>();
    private final Interpolation interpolation =
            new Interpolation(Map.of("PW", "a&b@c/d e", "URL", "redis://cache?db=1"), source(Path.of("")), problems);

    @Test
    void encodesValuesInSettings() {
        assertEquals(
                "jdbc:postgresql://db/app?password=a%26b%40c%2Fd%20e&ssl=true",
                interpolation.url("jdbc:postgresql://db/app?password=${env:PW}&ssl=true", "here"));
    }

    @Test
    void encodesValuesBeforeTheAtSign() {
        assertEquals("redis://app:a%26b%40c%2Fd%20e@cache", interpolation.url("redis://app:${env:PW}@cache", "here"));
    }

    @Test
    void putsValuesInAsTheyAreElsewhere() {
        assertEquals("redis://cache?db=1", interpolation.url("${env:URL}", "here"));
        assertEquals("file:/a&b@c/d e/x", interpolation.url("file:/${env:PW}/x", "here"));
    }

    private static FileSource source(Path folder) {
        return new FileSource(folder, new ClassPath(List.of()));
    }

    @Test
    void takesAFileWithoutItsByteOrderMark(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("scheme"), "\uFEFFmemory\r\n");

        assertEquals("memory:", new Interpolation(Map.of(), source(folder), problems).url("${file:scheme}:", "here"));
    }

    @Test
    void namesAFileThatIsNotUtf8(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("password"), new byte[] {(byte) 0xE9});

        assertNull(new Interpolation(Map.of(), source(folder), problems).url("x:${file:password}", "here"));
        assertEquals(List.of("here: the file password is not UTF-8; save it as UTF-8"), problems);
    }

    @Test
    void refusesAnOpenPlaceholder() {
        assertNull(interpolation.url("redis://${env:PW", "here"));

        assertEquals(
                List.of("here: '${' without '}'; close it, or write %24{ for the characters themselves"), problems);
    }

    /** Encoded in the settings and before an {@code @} that follows two slashes, nowhere else. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?a=${env:PW}            | ?a=E",
                "${env:PW}?a=b           | P?a=b",
                "//app:${env:PW}@db      | //app:E@db",
                "redis://${env:PW}@db    | redis://E@db",
                "x:${env:PW}@db          | x:P@db",
                "${env:PW}//x@y          | P//x@y",
                "redis://app@${env:PW}   | redis://app@P",
                "redis://${env:PW}?a=b@c | redis://P?a=b@c",
                "redis://${env:PW}       | redis://P",
                "redis://${env:PW}@db?a=${env:PW} | redis://E@db?a=E",
            })
    void encodesWhereTheValueWouldBreakTheUrl(String template, String expected) {
        String encoded = "a%26b%40c%2Fd%20e";

        assertEquals(expected.replace("P", "a&b@c/d e").replace("E", encoded), interpolation.url(template, "here"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x:${env:NONE}", "x:${file:none}", "x:${PW}", "${env:PW}${env:NONE}"})
    void returnsNoUrlWithoutAValue(String template) {
        assertNull(interpolation.url(template, "here"));
        assertEquals(1, problems.size(), problems::toString);
    }
}
