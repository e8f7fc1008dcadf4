package dev.isobar.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\0", "\u007F", "\u0080", "\u07FF", "\u0800", "\uFFFF", "😀", "aé€😀z", "\uE000"})
    void countsTheBytesOfAText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertEquals(bytes.length, Utf8.length(text));
        assertArrayEquals(bytes, Utf8.encode(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "\uDE00", "a\uD83Db", "\uDE00\uD83D", "\uD83D\uD83D\uDE00"})
    void findsHalvesOfSurrogatePairs(String text) {
        assertEquals(-1, Utf8.length(text));
    }

    @Test
    void writesTheReplacementCharacterForAHalf() {
        assertEquals("a\uFFFDb😀", new String(Utf8.encode("a\uD83Db😀"), StandardCharsets.UTF_8));
        assertEquals("\uFFFD", new String(Utf8.encode("\uDE00"), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "61E282AC, a€",
        "F09F9880, 😀",
        "FF, \uFFFD",
        "80, \uFFFD",
        "C0AF, \uFFFD\uFFFD",
        "E282, \uFFFD",
        "E28261, \uFFFDa",
        "E09F80, \uFFFD\uFFFD\uFFFD",
        "EDA080, \uFFFD\uFFFD\uFFFD",
        "F09F98, \uFFFD",
        "F09F61, \uFFFDa",
        "F0808080, \uFFFD\uFFFD\uFFFD\uFFFD",
        "F4908080, \uFFFD\uFFFD\uFFFD\uFFFD",
        "F5, \uFFFD",
        "EFBFBD, \uFFFD",
    })
    void replacesWhatIsBroken(String bytes, String text) {
        assertEquals(text, Utf8.decode(HexFormat.of().parseHex(bytes)));
    }
}
