package dev.isobar.backend.jdbc.sqlite.sql;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One token of SQL, with its place in the text. */
public record SqlToken(Kind kind, int start, int end, String text) {
    /** What SQLite's tokenizer tells apart, as far as it matters here. */
    public enum Kind {
        WORD,
        QUOTED,
        STRING,
        NUMBER,
        BLOB,
        VARIABLE,
        OPERATOR,
        SEMICOLON,
        ILLEGAL
    }

    public static SqlToken of(Kind kind, String sql, int start, int end) {
        return new SqlToken(kind, start, end, sql.substring(start, end));
    }

    /** The name that this token stands for where SQLite accepts a name, which may also be 'x'; else null. */
    public @Nullable String name() {
        if (kind == Kind.WORD) {
            return text;
        }
        if (kind != Kind.QUOTED && kind != Kind.STRING) {
            return null;
        }
        String inner = text.substring(1, text.length() - 1);
        String quote = text.substring(0, 1);
        return quote.equals("[") ? inner : inner.replace(quote + quote, quote);
    }

    /** The name in lower case; null if this token cannot be one. */
    public @Nullable String lowerName() {
        String name = name();
        return name == null ? null : name.toLowerCase(Locale.ROOT);
    }

    public boolean isIdentifier() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    public boolean is(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    public boolean isOperator(char operator) {
        return kind == Kind.OPERATOR && text.length() == 1 && text.charAt(0) == operator;
    }

    /** Where this token starts, in bytes of UTF-8, as SQLite counts. */
    public int offset(String sql) {
        return sql.substring(0, start).getBytes(StandardCharsets.UTF_8).length;
    }
}
