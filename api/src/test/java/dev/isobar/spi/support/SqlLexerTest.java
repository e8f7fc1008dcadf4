package dev.isobar.spi.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.spi.support.SqlToken.Kind;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SQLite's lexical rules, token by token. */
class SqlLexerTest {
    private static List<String> texts(String sql) {
        return SqlLexer.all(sql).stream().map(SqlToken::text).toList();
    }

    private static List<Kind> kinds(String sql) {
        return SqlLexer.all(sql).stream().map(SqlToken::kind).toList();
    }

    static List<Arguments> wholeTokens() {
        return List.of(
                Arguments.of("a", Kind.WORD),
                Arguments.of("Z9_$", Kind.WORD),
                Arguments.of("_", Kind.WORD),
                Arguments.of("\u0080", Kind.WORD),
                Arguments.of("größe", Kind.WORD),
                Arguments.of("a😀b", Kind.WORD),
                Arguments.of("x", Kind.WORD),
                Arguments.of("xyz", Kind.WORD),
                Arguments.of("'a'", Kind.STRING),
                Arguments.of("''", Kind.STRING),
                Arguments.of("'it''s'", Kind.STRING),
                Arguments.of("'a\n;--b'", Kind.STRING),
                Arguments.of("'a\0b'", Kind.STRING),
                Arguments.of("\"a b\"", Kind.QUOTED),
                Arguments.of("\"a\"\"b\"", Kind.QUOTED),
                Arguments.of("`a``b`", Kind.QUOTED),
                Arguments.of("[a b]", Kind.QUOTED),
                Arguments.of("[a[b]", Kind.QUOTED),
                Arguments.of("0", Kind.NUMBER),
                Arguments.of("9", Kind.NUMBER),
                Arguments.of("12.5", Kind.NUMBER),
                Arguments.of("12.", Kind.NUMBER),
                Arguments.of(".5", Kind.NUMBER),
                Arguments.of("1e5", Kind.NUMBER),
                Arguments.of("1E+5", Kind.NUMBER),
                Arguments.of(".5e-10", Kind.NUMBER),
                Arguments.of("1_000", Kind.NUMBER),
                Arguments.of("0x1F", Kind.NUMBER),
                Arguments.of("0Xaf09", Kind.NUMBER),
                Arguments.of("1a", Kind.ILLEGAL),
                Arguments.of("1e", Kind.ILLEGAL),
                Arguments.of("0x1g", Kind.ILLEGAL),
                Arguments.of("x'0aF9'", Kind.BLOB),
                Arguments.of("X''", Kind.BLOB),
                Arguments.of("x'0'", Kind.ILLEGAL),
                Arguments.of("x'0g'", Kind.ILLEGAL),
                Arguments.of("x'00", Kind.ILLEGAL),
                Arguments.of("?", Kind.VARIABLE),
                Arguments.of("?12", Kind.VARIABLE),
                Arguments.of(":a", Kind.VARIABLE),
                Arguments.of("@a1", Kind.VARIABLE),
                Arguments.of("$a$", Kind.VARIABLE),
                Arguments.of("$a::b", Kind.VARIABLE),
                Arguments.of("#1", Kind.VARIABLE),
                Arguments.of(":", Kind.ILLEGAL),
                Arguments.of("@", Kind.ILLEGAL),
                Arguments.of("!", Kind.ILLEGAL),
                Arguments.of("\\", Kind.ILLEGAL),
                Arguments.of("]", Kind.ILLEGAL),
                Arguments.of("{", Kind.ILLEGAL),
                Arguments.of("\u0001", Kind.ILLEGAL),
                Arguments.of("\u000b", Kind.ILLEGAL),
                Arguments.of("'a", Kind.ILLEGAL),
                Arguments.of("'a''", Kind.ILLEGAL),
                Arguments.of("\"a", Kind.ILLEGAL),
                Arguments.of("`", Kind.ILLEGAL),
                Arguments.of("[a", Kind.ILLEGAL),
                Arguments.of(";", Kind.SEMICOLON));
    }

    @ParameterizedTest
    @MethodSource("wholeTokens")
    void knowsAToken(String sql, Kind kind) {
        assertEquals(List.of(kind), kinds(sql));
        assertEquals(List.of(sql), texts(sql));
        assertEquals(List.of(sql), texts(" \t\n\f\r" + sql));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "->>", "->", "||", "<<", ">>", "<=", ">=", "<>", "==", "!=", "+", "-", "*", "/", "%", "=", "<", ">",
                "&", "|", "~", "(", ")", ",", "."
            })
    void knowsAnOperator(String operator) {
        assertEquals(List.of("a", operator, "b"), texts("a" + operator + "b"));
        assertEquals(List.of(Kind.WORD, Kind.OPERATOR, Kind.WORD), kinds("a " + operator + " b"));
    }

    static List<Arguments> sequences() {
        return List.of(
                Arguments.of("a.b", List.of("a", ".", "b")),
                Arguments.of("a.5", List.of("a", ".5")),
                Arguments.of("1..5", List.of("1.", ".5")),
                Arguments.of("1.5.", List.of("1.5", ".")),
                Arguments.of("1e+", List.of("1e", "+")),
                Arguments.of("x 'a'", List.of("x", "'a'")),
                Arguments.of("ax'00'", List.of("ax", "'00'")),
                Arguments.of("'a'b", List.of("'a'", "b")),
                Arguments.of("?a", List.of("?", "a")),
                Arguments.of("?1a", List.of("?1", "a")),
                Arguments.of(":a:b", List.of(":a", ":b")),
                Arguments.of("a---b", List.of("a")),
                Arguments.of("a- -b", List.of("a", "-", "-", "b")),
                Arguments.of("a--b\nc", List.of("a", "c")),
                Arguments.of("a--b\rc", List.of("a")),
                Arguments.of("a/*b*/c", List.of("a", "c")),
                Arguments.of("a/*b--*/c", List.of("a", "c")),
                Arguments.of("a/*b/*c*/d", List.of("a", "d")),
                Arguments.of("a/*/b*/c", List.of("a", "c")),
                Arguments.of("a/**/c", List.of("a", "c")),
                Arguments.of("a/*b", List.of("a")),
                Arguments.of("a/*", List.of("a", "/", "*")),
                Arguments.of("--", List.of()),
                Arguments.of("/* */--\n", List.of()),
                Arguments.of("\uFEFFa\uFEFFb", List.of("a\uFEFFb")),
                Arguments.of("a\0b", List.of("a")),
                Arguments.of("a \0b", List.of("a")),
                Arguments.of("a--\0\nb", List.of("a", "b")),
                Arguments.of("", List.of()));
    }

    @ParameterizedTest
    @MethodSource("sequences")
    void dividesTokens(String sql, List<String> texts) {
        assertEquals(texts, texts(sql));
    }

    @Test
    void tellsWhereATokenIs() {
        SqlToken token = Objects.requireNonNull(SqlLexer.next("ä -- ü\n b", 1));

        assertEquals(new SqlToken(Kind.WORD, 8, 9, "b"), token);
        assertEquals(10, token.offset("ä -- ü\n b"));
        assertEquals(4, SqlLexer.all("'😀'").get(0).end());
        assertNull(SqlLexer.next("a", 1));
    }

    static List<Arguments> names() {
        return List.of(
                Arguments.of("Ab", "Ab"),
                Arguments.of("\"A\"\"b\"", "A\"b"),
                Arguments.of("`A``b`", "A`b"),
                Arguments.of("[A\"\"b]", "A\"\"b"),
                Arguments.of("'A''b'", "A'b"),
                Arguments.of("\"\"", ""),
                Arguments.of("\"a``b\"", "a``b"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsANameAsItIsMeant(String sql, String name) {
        SqlToken token = SqlLexer.all(sql).get(0);

        assertEquals(name, token.name());
        assertEquals(name.toLowerCase(java.util.Locale.ROOT), token.lowerName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "x'00'", "?", "+", ";", "!"})
    void takesNothingElseForAName(String sql) {
        SqlToken token = SqlLexer.all(sql).get(0);

        assertNull(token.name());
        assertNull(token.lowerName());
        assertFalse(token.isIdentifier());
    }

    @Test
    void tellsWordsFromNames() {
        assertTrue(SqlLexer.all("Select").get(0).is("SELECT"));
        assertFalse(SqlLexer.all("\"select\"").get(0).is("SELECT"));
        assertFalse(SqlLexer.all("selected").get(0).is("SELECT"));
        assertTrue(SqlLexer.all("a").get(0).isIdentifier());
        assertTrue(SqlLexer.all("[a]").get(0).isIdentifier());
        assertFalse(SqlLexer.all("'a'").get(0).isIdentifier());
        assertTrue(SqlLexer.all("(").get(0).isOperator('('));
        assertFalse(SqlLexer.all(")").get(0).isOperator('('));
        assertFalse(SqlLexer.all("||").get(0).isOperator('|'));
        assertFalse(SqlLexer.all(";").get(0).isOperator(';'));
    }
}
