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
    @ValueSource(strings = {"\uD83D", "\uDE00", "a\uD83Db", "\uDE00\uD83D", "\uDE00\uDE00", "\uD83D\uD83D\uDE00"})
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
        "C1BF, \uFFFD\uFFFD",
        "C261, \uFFFDa",
        "C2C0, \uFFFD\uFFFD",
        "DF, \uFFFD",
        "BF61, \uFFFDa",
        "E0A0, \uFFFD",
        "E0A061, \uFFFDa",
        "E0A0C0, \uFFFD\uFFFD",
        "ED9F, \uFFFD",
        "F08FBFBF, \uFFFD\uFFFD\uFFFD\uFFFD",
        "F090, \uFFFD",
        "F48FBF61, \uFFFDa",
        "F48FBFC0, \uFFFD\uFFFD",
        "F5808080, \uFFFD\uFFFD\uFFFD\uFFFD",
        "FF80, \uFFFD\uFFFD",
    })
    void replacesWhatIsBroken(String bytes, String text) {
        assertEquals(text, Utf8.decode(HexFormat.of().parseHex(bytes)));
    }

    /** The first and the last characters of each form. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "00",
                "7F",
                "C280",
                "DFBF",
                "E0A080",
                "E0BFBF",
                "E18080",
                "ECBFBF",
                "ED8080",
                "ED9FBF",
                "EE8080",
                "EFBFBF",
                "F0908080",
                "F0BFBFBF",
                "F1808080",
                "F3BFBFBF",
                "F4808080",
                "F48FBFBF"
            })
    void keepsCharactersBetweenBrokenOnes(String character) {
        byte[] bytes = HexFormat.of().parseHex("FF" + character + "FF");
        String whole = new String(HexFormat.of().parseHex(character), StandardCharsets.UTF_8);

        assertEquals("\uFFFD" + whole + "\uFFFD", Utf8.decode(bytes));
    }

    @Test
    void replacesHalvesOfSurrogatePairs() {
        assertEquals("a\uFFFDb\uFFFD", Utf8.wellFormed("a\uD83Db\uDE00"));
        assertEquals("ä\uD83D\uDE00", Utf8.wellFormed("ä\uD83D\uDE00"));
    }
}
