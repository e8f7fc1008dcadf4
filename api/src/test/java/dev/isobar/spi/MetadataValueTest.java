package dev.isobar.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.spi.MetadataValue.Bool;
import dev.isobar.spi.MetadataValue.None;
import dev.isobar.spi.MetadataValue.Numeric;
import dev.isobar.spi.MetadataValue.Text;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What metadata indexes and filters see of a value: rules VEC-51, VEC-55 and VEC-56. */
class MetadataValueTest {
    @ParameterizedTest
    @CsvSource({
        "x, 1, 64",
        "\u007f, 1, 64",
        "\u0080, 2, 32",
        "\u07ff, 2, 32",
        "\u0800, 3, 21",
        "\uffff, 3, 21",
        "\ud83c\udf0a, 4, 16"
    })
    void cutsAfterTheLastCharacterThatFits(String character, int bytes, int fitting) {
        assertEquals(bytes, character.getBytes(StandardCharsets.UTF_8).length);
        String fits = character.repeat(fitting);

        assertSame(fits, MetadataValue.cut(fits));
        assertEquals(fits, MetadataValue.cut(fits + character));
        assertEquals(fits, MetadataValue.cut(fits + character.repeat(100)));
    }

    @Test
    void cutsNoCharacterInHalf() {
        String sixtyTwo = "y".repeat(62);

        assertEquals(sixtyTwo + "é", MetadataValue.cut(sixtyTwo + "é"));
        assertEquals(sixtyTwo, MetadataValue.cut(sixtyTwo + "～"));
        assertEquals(sixtyTwo, MetadataValue.cut(sixtyTwo + "🌊"));
        assertEquals("", MetadataValue.cut(""));
    }

    @Test
    void textsWithTheSameBeginningAreEqual() {
        assertEquals(new Text("a".repeat(64)), new Text("a".repeat(64) + "b"));
        assertNotEquals(new Text("a".repeat(63)), new Text("a".repeat(63) + "b"));
        assertEquals(0, new Text("a".repeat(65)).compareTo(new Text("a".repeat(66))));
    }

    @Test
    void textsAreOrderedByTheirBytes() {
        List<String> ascending = List.of("", "A", "a", "ab", "b", "\u007f", "é", "\u07ff", "\u0800", "～", "🌊", "🌋");

        for (int i = 0; i < ascending.size(); i++) {
            for (int j = 0; j < ascending.size(); j++) {
                int order = new Text(ascending.get(i)).compareTo(new Text(ascending.get(j)));
                assertEquals(
                        Integer.compare(i, j), Integer.signum(order), ascending.get(i) + " and " + ascending.get(j));
            }
        }
    }

    @Test
    void zeroHasNoSign() {
        assertEquals(new Numeric(0.0), new Numeric(-0.0));
        assertEquals(0, new Numeric(-0.0).compareTo(new Numeric(0.0)));
    }

    @Test
    void numbersAreOrderedByTheirValue() {
        double[] ascending = {-1e300, -10, -9.5, -Double.MIN_VALUE, 0, Double.MIN_VALUE, 0.5, 9, 10, 1e21};

        for (int i = 1; i < ascending.length; i++) {
            assertTrue(
                    new Numeric(ascending[i - 1]).compareTo(new Numeric(ascending[i])) < 0, "before " + ascending[i]);
            assertTrue(new Numeric(ascending[i]).compareTo(new Numeric(ascending[i - 1])) > 0, "after " + ascending[i]);
        }
    }

    @Test
    void readsValuesOfEachType() {
        assertEquals(new Text("a"), MetadataValue.of(json("'a'")));
        assertEquals(new Text(""), MetadataValue.of(json("''")));
        assertEquals(new Numeric(7), MetadataValue.of(json("7")));
        assertEquals(new Numeric(7), MetadataValue.of(json("7.0")));
        assertEquals(new Numeric(9_007_199_254_740_991d), MetadataValue.of(json("9007199254740991")));
        assertEquals(new Bool(true), MetadataValue.of(json("true")));
        assertEquals(new Bool(false), MetadataValue.of(json("false")));
        assertEquals(None.NONE, MetadataValue.of(json("null")));
        assertEquals(None.NONE, MetadataValue.of(MissingNode.getInstance()));
    }

    @Test
    void refusesListsAndMaps() {
        IllegalArgumentException list =
                assertThrows(IllegalArgumentException.class, () -> MetadataValue.of(json("[1]")));
        assertThrows(IllegalArgumentException.class, () -> MetadataValue.of(json("{}")));

        assertEquals("a filter cannot compare a value of type ARRAY", list.getMessage());
    }

    @Test
    void showsTheLengthOfATextOnly() {
        assertEquals("Text[6 characters]", new Text("secret").toString());
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }
}
