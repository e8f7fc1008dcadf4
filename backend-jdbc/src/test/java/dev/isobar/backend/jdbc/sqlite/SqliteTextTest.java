package dev.isobar.backend.jdbc.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Surrogates without a partner, on their way out of SQLite. */
class SqliteTextTest {
    private static final String THREE = "\uFFFD\uFFFD\uFFFD";

    @Test
    void leavesOtherTextAsItIs() {
        for (String text : List.of("", "a\0b", "ä€\uD83D\uDE00\uFFFD", "\uD83D\uDE00\uD83D\uDE00")) {
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
