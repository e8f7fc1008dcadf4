package dev.isobar.backend.jdbc;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One token of SQL, with its place in the text. */
record SqlToken(Kind kind, int start, int end, String text) {
    /** What SQLite's tokenizer tells apart, as far as it matters here. */
    enum Kind {
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

    static SqlToken of(Kind kind, String sql, int start, int end) {
        return new SqlToken(kind, start, end, sql.substring(start, end));
    }

    /** The name that this token stands for where SQLite accepts a name, which may also be 'x'; else null. */
    @Nullable
    String name() {
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
    @Nullable
    String lowerName() {
        String name = name();
        return name == null ? null : name.toLowerCase(Locale.ROOT);
    }

    boolean isIdentifier() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    boolean is(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isOperator(char operator) {
        return kind == Kind.OPERATOR && text.length() == 1 && text.charAt(0) == operator;
    }

    /** Where this token starts, in bytes of UTF-8, as SQLite counts. */
    int offset(String sql) {
        return sql.substring(0, start).getBytes(StandardCharsets.UTF_8).length;
    }
}
