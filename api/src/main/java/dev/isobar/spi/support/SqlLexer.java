package dev.isobar.spi.support;

import dev.isobar.spi.support.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SQLite's lexical rules, as much of them as splitting and checking needs.
 *
 * @since 0.1.0
 */
public final class SqlLexer {
    private static final String[] LONG_OPERATORS = {"->>", "->", "||", "<<", ">>", "<=", ">=", "<>", "==", "!="};

    private final String sql;
    private final int length;

    private SqlLexer(String sql) {
        this.sql = sql;
        this.length = sql.length();
    }

    /**
     * Reads one token. Blanks, comments and byte order marks are skipped; a comment that is not closed runs to the end
     * of the text.
     *
     * @param sql the text
     * @param position where to begin
     * @return the next token at or after the position; {@code null} at the end of the text, which for SQLite is also a
     *     NUL
     */
    public static @Nullable SqlToken next(String sql, int position) {
        return new SqlLexer(sql).token(position);
    }

    /**
     * Reads all tokens.
     *
     * @param sql the text
     * @return the tokens up to the end of the text or a NUL
     */
    public static List<SqlToken> all(String sql) {
        List<SqlToken> tokens = new ArrayList<>();
        SqlLexer lexer = new SqlLexer(sql);
        for (SqlToken token = lexer.token(0); token != null; token = lexer.token(token.end())) {
            tokens.add(token);
        }
        return tokens;
    }

    private @Nullable SqlToken token(int position) {
        int at = skipped(position);
        if (at < 0) {
            return null;
        }
        char c = sql.charAt(at);
        return switch (c) {
            case ';' -> SqlToken.of(Kind.SEMICOLON, sql, at, at + 1);
            case '\'' -> quoted(Kind.STRING, at, c);
            case '"', '`' -> quoted(Kind.QUOTED, at, c);
            case '[' -> bracketed(at);
            case '?' -> SqlToken.of(Kind.VARIABLE, sql, at, digits(at + 1));
            case ':', '@', '$', '#' -> named(at);
            default -> other(at, c);
        };
    }

    private SqlToken other(int at, char c) {
        if ((c == 'x' || c == 'X') && at + 1 < length && sql.charAt(at + 1) == '\'') {
            return blob(at);
        }
        if (startsWord(c)) {
            return SqlToken.of(Kind.WORD, sql, at, word(at + 1));
        }
        if (digit(c) || (c == '.' && at + 1 < length && digit(sql.charAt(at + 1)))) {
            return number(at);
        }
        for (String operator : LONG_OPERATORS) {
            if (sql.startsWith(operator, at)) {
                return SqlToken.of(Kind.OPERATOR, sql, at, at + operator.length());
            }
        }
        return SqlToken.of("+-*/%=<>&|~(),.".indexOf(c) >= 0 ? Kind.OPERATOR : Kind.ILLEGAL, sql, at, at + 1);
    }

    /** The position after blanks and comments; -1 if nothing follows them. */
    private int skipped(int position) {
        int at = position;
        while (at < length) {
            char c = sql.charAt(at);
            if (c == 0) {
                return -1;
            }
            if (blank(c)) {
                at++;
                continue;
            }
            boolean line = sql.startsWith("--", at);
            if (!line && !(sql.startsWith("/*", at) && at + 2 < length)) {
                return at;
            }
            int end = line ? sql.indexOf('\n', at) : sql.indexOf("*/", at + 2);
            if (end < 0) {
                return -1;
            }
            at = end + (line ? 1 : 2);
        }
        return -1;
    }

    private SqlToken quoted(Kind kind, int start, char quote) {
        for (int at = start + 1; at < length; at++) {
            if (sql.charAt(at) == quote) {
                if (at + 1 < length && sql.charAt(at + 1) == quote) {
                    at++;
                } else {
                    return SqlToken.of(kind, sql, start, at + 1);
                }
            }
        }
        return SqlToken.of(Kind.ILLEGAL, sql, start, length);
    }

    private SqlToken bracketed(int start) {
        int end = sql.indexOf(']', start);
        return end < 0 ? SqlToken.of(Kind.ILLEGAL, sql, start, length) : SqlToken.of(Kind.QUOTED, sql, start, end + 1);
    }

    private SqlToken blob(int start) {
        int end = sql.indexOf('\'', start + 2);
        if (end < 0) {
            return SqlToken.of(Kind.ILLEGAL, sql, start, length);
        }
        boolean pairs = sql.substring(start + 2, end).matches("([0-9A-Fa-f]{2})*");
        return SqlToken.of(pairs ? Kind.BLOB : Kind.ILLEGAL, sql, start, end + 1);
    }

    private SqlToken named(int start) {
        int at = start + 1;
        while (at < length && (continuesWord(sql.charAt(at)) || sql.startsWith("::", at))) {
            at += sql.startsWith("::", at) ? 2 : 1;
        }
        return SqlToken.of(at == start + 1 ? Kind.ILLEGAL : Kind.VARIABLE, sql, start, at);
    }

    private SqlToken number(int start) {
        int end = sql.startsWith("0x", start) || sql.startsWith("0X", start) ? hex(start + 2) : decimal(start);
        int whole = word(end);
        return SqlToken.of(whole == end ? Kind.NUMBER : Kind.ILLEGAL, sql, start, whole);
    }

    private int hex(int at) {
        int end = at;
        while (end < length && Character.digit(sql.charAt(end), 16) >= 0) {
            end++;
        }
        return end;
    }

    private int decimal(int start) {
        int at = grouped(start);
        if (at < length && sql.charAt(at) == '.') {
            at = grouped(at + 1);
        }
        if (at < length && (sql.charAt(at) | 32) == 'e') {
            int sign = at + 1 < length && (sql.charAt(at + 1) == '+' || sql.charAt(at + 1) == '-') ? 2 : 1;
            int end = digits(at + sign);
            return end > at + sign ? end : at;
        }
        return at;
    }

    private int digits(int at) {
        int end = at;
        while (end < length && digit(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private int grouped(int at) {
        int end = at;
        while (end < length && (digit(sql.charAt(end)) || sql.charAt(end) == '_')) {
            end++;
        }
        return end;
    }

    private int word(int at) {
        int end = at;
        while (end < length && continuesWord(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean blank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r' && c != 11) || c == '\uFEFF';
    }

    private static boolean startsWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    private static boolean continuesWord(char c) {
        return startsWord(c) || digit(c) || c == '$';
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
