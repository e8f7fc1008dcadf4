package dev.isobar.workerd;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keys, common and odd. Most are used again, so that calls meet. */
final class RandomNames {
    private static final List<String> COMMON =
            List.of("a", "b", "ab", "a/b", "a/b/c", "a/b/", "user:1", "user:10", "user:2", "A", "photos/cat.jpg");
    private static final List<String> ODD = List.of(
            " ",
            " a ",
            "\t",
            "\n",
            "a\r\nb",
            "\u0001",
            "\u007f",
            "\u0080",
            "%",
            "%41",
            "%zz",
            "%2F",
            "%2e",
            "a?b#c",
            "a+b c",
            "a=b&c",
            "\\",
            "\"",
            "'",
            "`",
            "*",
            "_",
            "[a]",
            "^",
            "{a}",
            "...",
            "../a",
            "a/..",
            "./a",
            "/",
            "//",
            "/a/",
            "a//b",
            "$ref",
            "-1",
            "1.5",
            "01",
            "4294967295",
            "constructor",
            "toString");
    private static final List<String> UNICODE = List.of(
            "é",
            "e\u0301",
            "ß",
            "İ",
            "ı",
            "\uff5e",
            "\uffff",
            "\ufffd",
            "\ue000",
            "\ufeff",
            "\u2028",
            "\u202e",
            "😀",
            "😀a",
            "\ud800\udc00",
            "\udbff\udfff",
            "日本/語");

    private final Dice dice;
    private final int limit;
    private final List<String> used = new ArrayList<>();

    /** Names of at most so many bytes, and a few that are longer. */
    RandomNames(Dice dice, int limit) {
        this.dice = dice;
        this.limit = limit;
    }

    String next() {
        if (used.size() > 2 && dice.chance(85)) {
            return dice.oneOf(used);
        }
        String made = made();
        used.add(made);
        return made;
    }

    /** A beginning of a used name, or another name. */
    String beginning() {
        String name = next();
        int letters = name.codePointCount(0, name.length());
        return name.substring(0, name.offsetByCodePoints(0, dice.between(0, Math.min(letters, 4))));
    }

    private String made() {
        int kind = dice.between(1, 100);
        if (kind <= 50) {
            return dice.oneOf(COMMON);
        }
        if (kind <= 75) {
            return dice.oneOf(ODD);
        }
        if (kind <= 90) {
            return dice.oneOf(UNICODE);
        }
        return kind <= 96 ? dice.oneOf(COMMON) + dice.oneOf(UNICODE) + dice.oneOf(ODD) : ofLength();
    }

    private String ofLength() {
        String letter = dice.oneOf("x", "é", "€", "😀", "%", "/");
        int bytes = letter.getBytes(StandardCharsets.UTF_8).length;
        int length = limit + dice.oneOf(-1, 0, 0, 1, 1, 100);
        return letter.repeat(length / bytes) + "y".repeat(length % bytes);
    }
}
