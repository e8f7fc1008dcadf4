package dev.isobar.spi.support;

import dev.isobar.spi.support.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first statement of a text, as SQLite would compile it, and what follows it.
 *
 * @param sql its text with leading comments and the closing semicolon
 * @param tokens its tokens without leading semicolons and the closing one; none if there is no statement
 * @param rest the text after it; empty if it is the last
 * @since 0.1.0
 */
public record SqlStatement(String sql, List<SqlToken> tokens, String rest) {
    private static final Pattern DOLLAR_TAG = Pattern.compile("\\$\\w*\\$");
    private static final Set<String> WRITES =
            Set.of("insert", "update", "delete", "replace", "create", "drop", "alter", "reindex", "analyze");

    /**
     * Reads the first statement of a text. A statement ends at a semicolon, a trigger at {@code ; END ;} only.
     *
     * @param text SQL of SQLite
     * @return the statement
     */
    public static SqlStatement first(String text) {
        return first(text, position -> SqlLexer.next(text, position));
    }

    /**
     * Reads the first statement of a text that may also hold text between dollar signs, {@code $tag$ … $tag$}, as other
     * databases have it. SQLite would see parameters there, which a file of statements cannot have.
     *
     * @param text SQL from a file
     * @return the statement
     */
    public static SqlStatement firstOfFile(String text) {
        return first(text, position -> dollarQuoted(text, SqlLexer.next(text, position)));
    }

    private static @Nullable SqlToken dollarQuoted(String text, @Nullable SqlToken token) {
        Matcher tag = DOLLAR_TAG.matcher(text);
        if (token == null || !tag.region(token.start(), text.length()).lookingAt()) {
            return token;
        }
        int close = text.indexOf(tag.group(), tag.end());
        return close < 0
                ? SqlToken.of(Kind.ILLEGAL, text, token.start(), text.length())
                : SqlToken.of(
                        Kind.STRING, text, token.start(), close + tag.group().length());
    }

    private static SqlStatement first(String text, IntFunction<@Nullable SqlToken> next) {
        List<SqlToken> tokens = new ArrayList<>();
        int end = end(text, next, tokens);
        int rest = end;
        while (rest < text.length()
                && (text.charAt(rest) == ' ' || (text.charAt(rest) >= 9 && text.charAt(rest) <= 13))) {
            rest++;
        }
        return new SqlStatement(text.substring(0, end), tokens, text.substring(rest));
    }

    /** A trigger ends at {@code ; END ;} only, as in sqlite3_complete. */
    private static int end(String text, IntFunction<@Nullable SqlToken> next, List<SqlToken> tokens) {
        int position = 0;
        boolean trigger = false;
        SqlToken token;
        while ((token = next.apply(position)) != null) {
            position = token.end();
            if (token.kind() == Kind.SEMICOLON && tokens.isEmpty()) {
                continue;
            }
            if (token.kind() == Kind.SEMICOLON && (!trigger || endsTrigger(tokens))) {
                return position;
            }
            tokens.add(token);
            trigger = trigger || (token.is("TRIGGER") && startsTrigger(tokens));
        }
        int nul = text.indexOf('\0', position);
        return nul < 0 ? text.length() : nul;
    }

    private static boolean endsTrigger(List<SqlToken> tokens) {
        int size = tokens.size();
        return size >= 2
                && tokens.get(size - 1).is("END")
                && tokens.get(size - 2).kind() == Kind.SEMICOLON;
    }

    private static boolean startsTrigger(List<SqlToken> tokens) {
        int at = headOf(tokens);
        if (!tokens.get(at).is("CREATE")) {
            return false;
        }
        at++;
        if (tokens.get(at).is("TEMP") || tokens.get(at).is("TEMPORARY")) {
            at++;
        }
        return at == tokens.size() - 1;
    }

    private static int headOf(List<SqlToken> tokens) {
        if (!tokens.get(0).is("EXPLAIN") || tokens.size() < 2) {
            return 0;
        }
        return tokens.size() > 3 && tokens.get(1).is("QUERY") && tokens.get(2).is("PLAN") ? 3 : 1;
    }

    /**
     * Returns where the statement itself begins.
     *
     * @return the index of the first token after {@code EXPLAIN} or {@code EXPLAIN QUERY PLAN}
     */
    public int head() {
        return headOf(tokens);
    }

    /**
     * Tells whether the statement begins with {@code EXPLAIN}.
     *
     * @return {@code true} if it does
     */
    public boolean explains() {
        return tokens.get(0).is("EXPLAIN");
    }

    /**
     * Returns the first word after {@code EXPLAIN}.
     *
     * @return the word in lower case; empty if that token is not a word
     */
    public String verb() {
        SqlToken first = tokens.get(head());
        return first.kind() == Kind.WORD ? first.text().toLowerCase(Locale.ROOT) : "";
    }

    /**
     * Returns one token.
     *
     * @param index its index
     * @return the token; {@code null} if there are fewer
     */
    public @Nullable SqlToken token(int index) {
        return index < tokens.size() ? tokens.get(index) : null;
    }

    /**
     * Tells whether nothing follows the statement.
     *
     * @return {@code true} if {@link #rest()} is empty
     */
    public boolean isLast() {
        return rest.isEmpty();
    }

    /**
     * Tells whether the statement is closed by its own semicolon.
     *
     * @return {@code false} if the text ends before
     */
    public boolean isClosed() {
        return !tokens.isEmpty()
                && SqlLexer.next(sql, tokens.get(tokens.size() - 1).end()) != null;
    }

    /**
     * Tells whether a text may write, by its words: a false alarm costs a lock, a miss a busy database.
     *
     * @param text SQL of SQLite
     * @return {@code true} if it holds a word that begins a statement which writes
     */
    public static boolean mayWrite(String text) {
        return SqlLexer.all(text).stream()
                .anyMatch(token -> token.kind() == Kind.WORD
                        && WRITES.contains(token.text().toLowerCase(Locale.ROOT)));
    }

    /** Leaves out the SQL. */
    @Override
    public String toString() {
        return "SqlStatement[" + tokens.size() + " tokens]";
    }
}
