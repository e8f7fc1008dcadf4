package dev.isobar.backend.jdbc.sqlite.offset;

import dev.isobar.spi.support.SqlStatement;
import dev.isobar.spi.support.SqlToken;
import dev.isobar.spi.support.SqlToken.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where in a statement an error is. SQLite knows it, the JDBC driver does not pass it on; so SQLite is asked again. */
public final class ErrorOffset {
    private static final Pattern TOKEN = text("near \".*\": syntax error|unrecognized token: \".*\"");
    private static final Pattern COLUMN = text("(?:no such column: |ambiguous column name: )(.*)");
    private static final Pattern HEX = text("hex literal too big: -?(.*)");

    /** Errors of the parser that quote tokens as they are written. */
    private static final List<Pattern> QUOTES = Stream.of(
                    "(?:table|view|trigger) (.*) already exists",
                    "unknown database (.*)",
                    "unknown join type: (.*)",
                    "too many arguments on function (.*)",
                    "no such column: \"(.*)\"")
            .map(ErrorOffset::text)
            .toList();

    private static final List<Pattern> CALLS = Stream.of(
                    "(?:no such function: |not authorized to use function: |wrong number of arguments to function "
                            + "|misuse of aggregate function |misuse of window function |misuse of aggregate: "
                            + "|FILTER may not be used with non-aggregate "
                            + "|ORDER BY may not be used with non-aggregate )(.*?)(?:\\(\\))?",
                    "(?:second argument to )?(.*?)\\(\\) (?:may not be used as a window function|must be a constant.*)")
            .map(ErrorOffset::text)
            .toList();

    private final Function<String, @Nullable String> compileError;
    private final SqlStatement statement;
    private final List<SqlToken> tokens;
    private final ColumnSpans columns;
    private final JoinConditions joins;
    private final int parameters;

    /**
     * Prepares for the errors of one statement.
     *
     * @param compileError what SQLite says when it compiles a text; null if it compiles
     * @param statement the statement
     * @param parameters the most parameters that a statement may have
     */
    public ErrorOffset(Function<String, @Nullable String> compileError, SqlStatement statement, int parameters) {
        this.compileError = compileError;
        this.statement = statement;
        this.tokens = statement.tokens();
        this.columns = new ColumnSpans(tokens);
        this.joins = new JoinConditions(tokens);
        this.parameters = parameters;
    }

    private static Pattern text(String regex) {
        return Pattern.compile(regex, Pattern.DOTALL);
    }

    /** Returns the place in bytes of UTF-8; -1 where SQLite gives none or it cannot be found. */
    public int of(String error) {
        SqlToken guilty = guilty(error);
        return guilty == null ? -1 : guilty.offset(statement.sql());
    }

    /** Returns the place of a token of an expression, as {@link #of} does. */
    public int at(int token) {
        return joins.contain(token) ? -1 : tokens.get(token).offset(statement.sql());
    }

    private @Nullable SqlToken guilty(String error) {
        if (TOKEN.matcher(error).matches()) {
            return shortestFailure(error);
        }
        if (error.startsWith("variable number must be between")) {
            return parameterBeyond(true);
        }
        if (error.equals("too many SQL variables")) {
            return parameterBeyond(false);
        }
        for (Pattern quote : QUOTES) {
            Matcher quoted = quote.matcher(error);
            TokenSpan found = quoted.matches() ? guilty(quoted(quoted.group(1)), error) : null;
            if (found != null) {
                return tokens.get(found.first());
            }
        }
        TokenSpan found = guilty(named(error), error);
        return found == null || joins.contain(found.first()) || columns.isTarget(found)
                ? null
                : tokens.get(found.first());
    }

    /** The parser sees one token after the other: the first prefix with this error ends with the guilty token. */
    private SqlToken shortestFailure(String error) {
        int low = 0;
        int high = tokens.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            String prefix = statement.sql().substring(0, tokens.get(middle).end());
            if (error.equals(compileError.apply(prefix))) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        String sql = statement.sql();
        SqlToken found = tokens.get(low);
        boolean complete = low < tokens.size() - 1 || !sql.endsWith(";");
        return complete || error.equals(compileError.apply(sql.substring(0, found.end())))
                ? found
                : SqlToken.of(Kind.SEMICOLON, sql, sql.length() - 1, sql.length());
    }

    /** The first parameter that is numbered beyond the limit, or the first plain or named one that comes to lie there. */
    private @Nullable SqlToken parameterBeyond(boolean numbered) {
        int greatest = 0;
        Set<String> names = new HashSet<>();
        for (SqlToken token : tokens) {
            if (token.kind() != Kind.VARIABLE) {
                continue;
            }
            String text = token.text();
            if (text.startsWith("?") && text.length() > 1) {
                int number = text.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(text.substring(1));
                boolean allowed = number >= 1 && number <= parameters;
                if (!allowed && numbered) {
                    return token;
                }
                greatest = allowed ? Math.max(greatest, number) : greatest;
                continue;
            }
            greatest += text.equals("?") || names.add(text) ? 1 : 0;
            if (!numbered && greatest > parameters) {
                return token;
            }
        }
        return null;
    }

    /** Where these words stand, of which there are three at most. */
    private List<TokenSpan> quoted(String words) {
        List<TokenSpan> spans = new ArrayList<>();
        for (int first = 0; first < tokens.size(); first++) {
            String written = tokens.get(first).text();
            int last = first;
            while (last < first + 2 && last + 1 < tokens.size() && words.startsWith(written + " ")) {
                last++;
                written += " " + tokens.get(last).text();
            }
            if (words.equals(written)) {
                spans.add(new TokenSpan(first, last));
            }
        }
        return spans;
    }

    /** Where the name in an error stands in expressions. */
    private List<TokenSpan> named(String error) {
        Matcher column = COLUMN.matcher(error);
        if (column.matches()) {
            return columns.of(column.group(1));
        }
        Matcher number = HEX.matcher(error);
        if (number.matches()) {
            return quoted(number.group(1));
        }
        return CALLS.stream()
                .map(call -> call.matcher(error))
                .filter(Matcher::matches)
                .findFirst()
                .map(call -> calls(call.group(1)))
                .orElse(List.of());
    }

    private List<TokenSpan> calls(String function) {
        return IntStream.range(0, tokens.size())
                .filter(i -> calls(i, function))
                .mapToObj(i -> new TokenSpan(i, i))
                .toList();
    }

    private boolean calls(int index, String function) {
        SqlToken token = tokens.get(index);
        return token.isIdentifier()
                && function.equalsIgnoreCase(token.name())
                && (token.is("REGEXP")
                        || token.is("MATCH")
                        || (index + 1 < tokens.size() && tokens.get(index + 1).isOperator('(')));
    }

    /**
     * Names mean the same in other letters, but SQLite tells a name as it is written: the guilty one changes the error.
     * None does if the error is in the text of a trigger or a view.
     */
    private @Nullable TokenSpan guilty(List<TokenSpan> spans, String error) {
        if (!includeGuilty(spans, error)) {
            return null;
        }
        int low = 0;
        int high = spans.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (includeGuilty(spans.subList(low, middle + 1), error)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return spans.get(low);
    }

    private boolean includeGuilty(List<TokenSpan> spans, String error) {
        return !error.equals(compileError.apply(TokenSpan.replaced(statement, spans, this::inOtherLetters)));
    }

    private String inOtherLetters(TokenSpan span) {
        String written = statement
                .sql()
                .substring(
                        tokens.get(span.first()).start(),
                        tokens.get(span.last()).end());
        StringBuilder other = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            char letter = written.charAt(i);
            boolean ascii = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
            other.append(ascii ? (char) (letter ^ 0x20) : letter);
        }
        return other.toString().equals(written) ? span.probe() : other.toString();
    }
}
