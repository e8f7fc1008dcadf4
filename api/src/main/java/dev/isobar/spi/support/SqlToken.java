package dev.isobar.spi.support;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One token of SQL, with its place in the text.
 *
 * @param kind what it is
 * @param start the index of its first character
 * @param end the index after its last character
 * @param text its characters
 * @since 0.1.0
 */
public record SqlToken(Kind kind, int start, int end, String text) {
    /**
     * What SQLite's tokenizer distinguishes, as far as it matters here.
     *
     * @since 0.1.0
     */
    public enum Kind {
        /** A keyword or a name without quotes. */
        WORD,
        /** A name in double quotes, backticks or brackets. */
        QUOTED,
        /** Text in single quotes. */
        STRING,
        /** A whole or floating-point number. */
        NUMBER,
        /** Bytes: {@code x'0102'}. */
        BLOB,
        /** A parameter. */
        VARIABLE,
        /** An operator, a parenthesis, a comma or a dot. */
        OPERATOR,
        /** The end of a statement, or of a step of a trigger. */
        SEMICOLON,
        /** What SQLite does not recognize, such as a quote that is not closed. */
        ILLEGAL
    }

    /**
     * Takes a token out of a text.
     *
     * @param kind what it is
     * @param sql the text
     * @param start the index of its first character
     * @param end the index after its last character
     * @return the token
     */
    public static SqlToken of(Kind kind, String sql, int start, int end) {
        return new SqlToken(kind, start, end, sql.substring(start, end));
    }

    /**
     * Returns the name that this token stands for where SQLite accepts a name, which may also be {@code 'x'}.
     *
     * @return the name without quotes; {@code null} if this token cannot be one
     */
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

    /**
     * Returns the name in lower case.
     *
     * @return the name without quotes; {@code null} if this token cannot be one
     */
    public @Nullable String lowerName() {
        String name = name();
        return name == null ? null : name.toLowerCase(Locale.ROOT);
    }

    /**
     * Tells whether this is a name, in quotes or not.
     *
     * @return {@code true} for words and quoted names
     */
    public boolean isIdentifier() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    /**
     * Tells whether this is a word without quotes.
     *
     * @param word the word, in any case
     * @return {@code true} if it is this one
     */
    public boolean is(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    /**
     * Tells whether this is an operator of one character.
     *
     * @param operator the character
     * @return {@code true} if it is this one
     */
    public boolean isOperator(char operator) {
        return kind == Kind.OPERATOR && text.length() == 1 && text.charAt(0) == operator;
    }

    /**
     * Returns where this token starts, as SQLite counts.
     *
     * @param sql the text that it is from
     * @return the offset in bytes of UTF-8
     */
    public int offset(String sql) {
        return sql.substring(0, start).getBytes(StandardCharsets.UTF_8).length;
    }

    /** Leaves out the text, which may be a literal. */
    @Override
    public String toString() {
        return kind + " at " + start;
    }
}
