package dev.isobar.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of the UTF-8 bytes, also where it differs from that of the characters. */
class Utf8OrderTest {
    private static final List<String> ORDERED = List.of(
            "",
            "\0",
            "A",
            "a",
            "a\0",
            "aa",
            "b",
            "\u007f",
            "\u0080",
            "ä",
            "\u07ff",
            "\u0800",
            "€",
            "\ud7ff",
            "\ue000",
            "\uffff",
            "\ud800\udc00",
            "😀",
            "😀a",
            "\udbff\udfff");

    @Test
    void comparesAsTheBytesDo() {
        for (String one : ORDERED) {
            for (String other : ORDERED) {
                int bytes = Arrays.compareUnsigned(
                        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

                assertEquals(
                        Integer.signum(bytes),
                        Integer.signum(Utf8Order.INSTANCE.compare(one, other)),
                        () -> "'" + one + "' and '" + other + "'");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"a, b", "ab, ac", "z, {", "😀, 😁", "a\ud7ff, a\ue000", "a\udbff\udfff, b", "\uffff, \ud800\udc00"})
    void findsWhatFollowsAllThatBeginAlike(String prefix, String next) {
        assertEquals(next, Utf8Order.afterAll(prefix));
    }

    @Test
    void findsNothingAfterEverything() {
        assertNull(Utf8Order.afterAll(""));
        assertNull(Utf8Order.afterAll("\udbff\udfff"));
        assertNull(Utf8Order.afterAll("\udbff\udfff\udbff\udfff"));
    }
}
