package dev.isobar.backend.jdbc.sqlite.sql;

import dev.isobar.backend.jdbc.sqlite.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The first statement of a text, as SQLite would compile it, and what follows it.
 *
 * @param sql its text with leading comments and the closing semicolon
 * @param tokens its tokens without leading semicolons and the closing one; none if there is no statement
 * @param rest the text after it; empty if it is the last
 */
public record SqlStatement(String sql, List<SqlToken> tokens, String rest) {
    private static final Set<String> WRITES =
            Set.of("insert", "update", "delete", "replace", "create", "drop", "alter", "reindex", "analyze");

    public static SqlStatement first(String text) {
        List<SqlToken> tokens = new ArrayList<>();
        int end = end(text, tokens);
        int rest = end;
        while (rest < text.length()
                && (text.charAt(rest) == ' ' || (text.charAt(rest) >= 9 && text.charAt(rest) <= 13))) {
            rest++;
        }
        return new SqlStatement(text.substring(0, end), tokens, text.substring(rest));
    }

    /** A trigger ends at {@code ; END ;} only, as in sqlite3_complete. */
    private static int end(String text, List<SqlToken> tokens) {
        int position = 0;
        boolean trigger = false;
        SqlToken token;
        while ((token = SqlLexer.next(text, position)) != null) {
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

    /** The index of the first token after EXPLAIN [QUERY PLAN]. */
    public int head() {
        return headOf(tokens);
    }

    public boolean explains() {
        return tokens.get(0).is("EXPLAIN");
    }

    /** The first word after EXPLAIN, in lower case; empty if that is no word. */
    public String verb() {
        SqlToken first = tokens.get(head());
        return first.kind() == Kind.WORD ? first.text().toLowerCase(Locale.ROOT) : "";
    }

    public @Nullable SqlToken token(int index) {
        return index < tokens.size() ? tokens.get(index) : null;
    }

    public boolean isLast() {
        return rest.isEmpty();
    }

    /** Tells whether a text may write, by its words: a false alarm costs a lock, a miss a busy database. */
    public static boolean mayWrite(String text) {
        return SqlLexer.all(text).stream()
                .anyMatch(token -> token.kind() == Kind.WORD
                        && WRITES.contains(token.text().toLowerCase(Locale.ROOT)));
    }
}
