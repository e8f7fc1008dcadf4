package dev.isobar.backend.jdbc;

import dev.isobar.backend.jdbc.SqlToken.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Where in a statement an error is. SQLite knows it, the JDBC driver does not pass it on; so SQLite is asked again. */
final class ErrorOffset {
    private static final Pattern PROBE = Pattern.compile(".*isobar_probe_(\\d+).*", Pattern.DOTALL);
    private static final Pattern TOKEN = text("near \".*\": syntax error|unrecognized token: \".*\"");
    private static final Pattern EXISTS = text("(?:table|view|trigger) (.*) already exists");
    private static final Pattern COLUMN = text("(?:no such column: |ambiguous column name: )(.*)");
    private static final Pattern CALL = text("(?:no such function: |not authorized to use function: "
            + "|wrong number of arguments to function |misuse of aggregate function |misuse of window function "
            + "|misuse of aggregate: |too many arguments on function )(.*?)(?:\\(\\))?");
    private static final Pattern CALL_FIRST = text("(?:FILTER may not be used with non-aggregate "
            + "|DISTINCT is not supported for window functions|second argument to )?(.*?)\\(\\) "
            + "(?:may not be used as a window function|must be a constant.*)");

    private final SqliteDatabase database;
    private final SqlStatement statement;
    private final List<SqlToken> tokens;
    private final int parameters;

    ErrorOffset(SqliteDatabase database, SqlStatement statement, int parameters) {
        this.database = database;
        this.statement = statement;
        this.tokens = statement.tokens();
        this.parameters = parameters;
    }

    private static Pattern text(String regex) {
        return Pattern.compile(regex, Pattern.DOTALL);
    }

    /** Returns the place in bytes of UTF-8; -1 where SQLite gives none or it cannot be found. */
    int of(String error) {
        SqlToken guilty = guilty(error);
        return guilty == null ? -1 : guilty.offset(statement.sql());
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
        Matcher exists = EXISTS.matcher(error);
        if (exists.matches()) {
            String name = exists.group(1);
            return first(token -> name.equalsIgnoreCase(token.name()) || name.equals(token.text()));
        }
        return guiltyExpression(error);
    }

    private @Nullable SqlToken guiltyExpression(String error) {
        Matcher column = COLUMN.matcher(error);
        if (column.matches()) {
            String name = column.group(1);
            if (tokens.get(0).is("ALTER") && name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")) {
                SqlToken quoted =
                        first(token -> name.substring(1, name.length() - 1).equals(token.name()));
                if (quoted != null) {
                    return quoted;
                }
            }
            return chosen(new ColumnSpans(tokens).of(name), error, this::failingColumns);
        }
        for (Pattern call : List.of(CALL, CALL_FIRST)) {
            Matcher function = call.matcher(error);
            if (function.matches()) {
                return chosen(calls(function.group(1)), error, this::failingCalls);
            }
        }
        return null;
    }

    private @Nullable SqlToken first(Predicate<SqlToken> wanted) {
        return tokens.stream().filter(wanted).findFirst().orElse(null);
    }

    /** The parser sees one token after the other: the first prefix with this error ends with the guilty token. */
    private SqlToken shortestFailure(String error) {
        int low = 0;
        int high = tokens.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            String prefix = statement.sql().substring(0, tokens.get(middle).end());
            if (error.equals(database.compileError(prefix))) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return tokens.get(low);
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

    private interface Narrowing {
        List<TokenSpan> narrowed(List<TokenSpan> spans, String error);
    }

    /** Of one place: that. Of several: those that fail alone get names of their own, and SQLite says which it meets first. */
    private @Nullable SqlToken chosen(List<TokenSpan> spans, String error, Narrowing narrowing) {
        if (spans.isEmpty()) {
            return null;
        }
        if (spans.size() == 1 || tokens.get(0).is("PRAGMA")) {
            return tokens.get(spans.get(0).first());
        }
        List<TokenSpan> failing = narrowing.narrowed(spans, error);
        if (failing.isEmpty()) {
            return null;
        }
        String probed = database.compileError(TokenSpan.replaced(statement, failing, TokenSpan::probe));
        Matcher probe = PROBE.matcher(String.valueOf(probed));
        return tokens.get(
                probe.matches()
                        ? Integer.parseInt(probe.group(1))
                        : failing.get(0).first());
    }

    private List<TokenSpan> failingColumns(List<TokenSpan> spans, String error) {
        List<TokenSpan> expressions = spans.stream().filter(this::isExpression).toList();
        if (expressions.size() < 2) {
            return expressions;
        }
        List<TokenSpan> failing = expressions.stream()
                .filter(span -> failsAlone(span, expressions, error, "NULL"))
                .toList();
        return failing.isEmpty() ? expressions : failing;
    }

    /** Not an alias, an entry of a column list or another name: those cannot be replaced by NULL. */
    private boolean isExpression(TokenSpan span) {
        String error = database.compileError(TokenSpan.replaced(statement, List.of(span), other -> "NULL"));
        return error == null || !error.startsWith("near \"");
    }

    private List<TokenSpan> failingCalls(List<TokenSpan> spans, String error) {
        if (error.startsWith("no such function")) {
            return spans;
        }
        List<TokenSpan> failing = spans.stream()
                .filter(span -> failsAlone(span, spans, error, "json_array"))
                .toList();
        return failing.isEmpty() ? spans : failing;
    }

    private boolean failsAlone(TokenSpan kept, List<TokenSpan> all, String error, String harmless) {
        return error.equals(
                database.compileError(TokenSpan.replaced(statement, all, span -> span.equals(kept) ? null : harmless)));
    }
}
