package dev.isobar.workerd;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON values, and texts that are nearly JSON. */
final class RandomJson {
    private final Dice dice;

    RandomJson(Dice dice) {
        this.dice = dice;
    }

    /** Any value as an argument. */
    JsonNode value() {
        return value(2);
    }

    private JsonNode value(int depth) {
        return switch (dice.between(1, depth == 0 ? 5 : 7)) {
            case 1 -> Forms.of(dice.oneOf(0, 1, -1, 42, 1_700_000_000_000L, 9_007_199_254_740_991L));
            case 2 -> Forms.of(dice.oneOf(0.5, -1.25, 1e21, 1e-7));
            case 3 -> Forms.of(dice.oneOf(true, false));
            case 4, 5 -> Forms.of(text());
            case 6 -> {
                ObjectNode object = Forms.members();
                for (int left = dice.between(0, 3); left > 0; left--) {
                    object.set(dice.oneOf("a", "b", "", "0", "$a", "é", "😀"), value(depth - 1));
                }
                yield Forms.object(object);
            }
            default -> {
                ArrayNode array = Forms.members().putArray("of");
                for (int left = dice.between(0, 3); left > 0; left--) {
                    array.add(dice.chance(10) ? Forms.members().nullNode() : value(depth - 1));
                }
                yield array;
            }
        };
    }

    private String text() {
        return dice.oneOf("", "a", "text", "\"", "\\", "\n\u0001", "é", "😀", "\u2028", "<&>");
    }

    /** A text that is JSON, in all its spellings. */
    String json() {
        return dice.oneOf(
                "{}",
                "[]",
                "1",
                "1.0",
                "1e5",
                "true",
                " 1 ",
                "\t[1,\n2]\r\n",
                "\"\\u00e9\"",
                "\"é😀\"",
                "{\"a\":{\"b\":[1,null,\"c\"]}}",
                "{\"a\":1,\"a\":2}",
                "[1,[2,[3]]]",
                "\"\\ud83d\\ude00\"",
                "{\"$a\":1}",
                "[0.1,1E-7]",
                "12345678901234567890",
                "\"\\/\"",
                "[".repeat(40) + "]".repeat(40));
    }

    /** JSON that JavaScript takes for false, beside the empty text. */
    String falsy() {
        return dice.oneOf("0", "false", "null", "\"\"");
    }

    /** A text that is not JSON. */
    String broken() {
        return dice.oneOf(
                "",
                " ",
                "a",
                "{",
                "[1,]",
                "{a:1}",
                "{'a':1}",
                "01",
                "+1",
                ".5",
                "1.",
                "NaN",
                "Infinity",
                "nul",
                "TRUE",
                "1 2",
                "{} x",
                "\"a",
                "\"\n\"",
                "\"\\x41\"",
                "// c\n1",
                "[1 2]",
                "\ufeff1",
                "-",
                "\u00a01");
    }

    /** How many bytes a text needs inside a JSON text. */
    static int bytes(String text) {
        return Forms.of(text).toString().getBytes(StandardCharsets.UTF_8).length - 2;
    }
}
