package dev.isobar.workerd;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A value as a literal of SQL and as a parameter.
 *
 * <p>The kit binds numbers as JavaScript does (D1-TYPE-01, D1-BIND-02). Fractions are quarters and numbers stay small,
 * so that sums are exact in any order and no engine writes them with an exponent (row {@code d1/types/20}).
 */
record SqlValue(String literal, JsonNode bound) {
    static final SqlValue NULL = new SqlValue("NULL", JsonNodeFactory.instance.nullNode());

    static SqlValue any(Dice dice) {
        return switch (dice.between(0, 9)) {
            case 0, 1 -> number(dice);
            case 2 -> fraction(dice);
            case 3, 4, 5 -> text(dice);
            case 6 -> NULL;
            case 7 -> flag(dice);
            case 8 -> bytes(dice);
            default -> numeral(dice);
        };
    }

    static SqlValue number(Dice dice) {
        int number = dice.oneOf(0, 1, -1, 2, 3, 7, 10, -12, 255, 1000);
        return new SqlValue(Integer.toString(number), Forms.of(number));
    }

    static SqlValue fraction(Dice dice) {
        double number = dice.oneOf(0.5, 0.25, -1.75, 2.0, 12.5);
        return new SqlValue(Double.toString(number), Forms.of(number));
    }

    static SqlValue text(Dice dice) {
        return text(dice.oneOf("", "a", "B", "abc", "Abc", "a b", "it's", "%", "a_c", "né", "日本", "\t x ", "x,y"));
    }

    /** Text that looks like a number, in part or as a whole. */
    static SqlValue numeral(Dice dice) {
        return text(dice.oneOf("1", "02", " 3", "4.0", "5.25", "-6", "7x", "1e2", "0x10", "."));
    }

    static SqlValue text(String text) {
        return new SqlValue("'" + text.replace("'", "''") + "'", Forms.of(text));
    }

    private static SqlValue flag(Dice dice) {
        boolean flag = dice.chance(50);
        return new SqlValue(flag ? "TRUE" : "FALSE", Forms.of(flag));
    }

    private static SqlValue bytes(Dice dice) {
        byte[] bytes = dice.oneOf("", "\0", "a", "abc", "ÿ").getBytes(StandardCharsets.ISO_8859_1);
        return new SqlValue("x'" + HexFormat.of().formatHex(bytes) + "'", Forms.bytes(bytes));
    }
}
