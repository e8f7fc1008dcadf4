package dev.isobar.backend.jdbc.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Surrogates without a partner, on their way into SQLite and out of it. */
class SqliteTextTest {
    private static final String THREE = "\uFFFD\uFFFD\uFFFD";

    static List<Arguments> texts() {
        return List.of(
                Arguments.of("\uD83D", THREE),
                Arguments.of("\uDE00", THREE),
                Arguments.of("a\uD83Db", "a" + THREE + "b"),
                Arguments.of("\uD83D\uD83D\uDE00", THREE + "\uD83D\uDE00"),
                Arguments.of("\uDE00\uD83D", THREE + THREE),
                Arguments.of("\uD83D\uDE00\uDE00x", "\uD83D\uDE00" + THREE + "x"),
                Arguments.of("a\uD83D", "a" + THREE),
                Arguments.of("\uD83Da\uDE00b\uD83D\uDE00", THREE + "a" + THREE + "b\uD83D\uDE00"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void replacesALoneSurrogateByThreeCharacters(String text, String stored) {
        assertEquals(stored, SqliteText.wellFormed(text));
    }

    @Test
    void leavesOtherTextAsItIs() {
        for (String text : List.of("", "a\0b", "ä€\uD83D\uDE00\uFFFD", "\uD83D\uDE00\uD83D\uDE00")) {
            assertSame(text, SqliteText.wellFormed(text));
            assertEquals(text, SqliteText.decode(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    static List<Arguments> bytes() {
        return List.of(
                Arguments.of("ED A0 80", THREE),
                Arguments.of("ED BF BF", THREE),
                Arguments.of("61 ED A0 80 62", "a" + THREE + "b"),
                Arguments.of("ED A0 80 ED B0 80", THREE + THREE),
                Arguments.of("ED A0 80 C3 A4", THREE + "ä"),
                Arguments.of("ED 9F BF", "\uD7FF"),
                Arguments.of("EE A0 80", "\uE800"),
                Arguments.of("ED A0", "\uFFFD"),
                Arguments.of("FF", "\uFFFD"),
                Arguments.of("EF BF BD", "\uFFFD"));
    }

    @ParameterizedTest
    @MethodSource("bytes")
    void decodesAsTheWebDoes(String hex, String text) {
        String[] parts = hex.split(" ", -1);
        byte[] utf8 = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            utf8[i] = (byte) Integer.parseInt(parts[i], 16);
        }

        assertEquals(text, SqliteText.decode(utf8));
    }
}
