package dev.isobar.backend.jdbc.sqlite.offset;

import dev.isobar.spi.support.SqlToken;
import java.util.ArrayList;
import java.util.List;

/** Finds where a possibly dotted column name is written, and which of those are targets of UPDATE … SET. */
final class ColumnSpans {
    private final List<SqlToken> tokens;

    ColumnSpans(List<SqlToken> tokens) {
        this.tokens = tokens;
    }

    List<TokenSpan> of(String name) {
        List<TokenSpan> spans = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (!tokens.get(i).isIdentifier() || (i > 0 && tokens.get(i - 1).isOperator('.'))) {
                continue;
            }
            StringBuilder written =
                    new StringBuilder(String.valueOf(tokens.get(i).name()));
            int last = i;
            while (last + 2 < tokens.size()
                    && tokens.get(last + 1).isOperator('.')
                    && tokens.get(last + 2).name() != null) {
                last += 2;
                written.append('.').append(tokens.get(last).name());
            }
            if (written.toString().equalsIgnoreCase(name)) {
                spans.add(new TokenSpan(i, last));
            }
        }
        return spans;
    }

    /** Alone or in a row of names; SQLite knows no place of a target. */
    boolean isTarget(TokenSpan span) {
        int first = span.first();
        int last = span.last();
        while (first > 0 && isInRow(first - 1)) {
            first--;
        }
        while (last + 1 < tokens.size() && isInRow(last + 1)) {
            last++;
        }
        boolean row = first > 0
                && tokens.get(first - 1).isOperator('(')
                && last + 1 < tokens.size()
                && tokens.get(last + 1).isOperator(')');
        return row ? isAssigned(first - 1, last + 1) : isAssigned(span.first(), span.last());
    }

    private boolean isInRow(int index) {
        return tokens.get(index).isOperator(',') || tokens.get(index).isIdentifier();
    }

    private boolean isAssigned(int first, int last) {
        return first > 0
                && (tokens.get(first - 1).is("SET") || tokens.get(first - 1).isOperator(','))
                && last + 1 < tokens.size()
                && tokens.get(last + 1).isOperator('=')
                && followsSet(first);
    }

    private boolean followsSet(int index) {
        int depth = 0;
        for (int i = index - 1; i >= 0; i--) {
            SqlToken token = tokens.get(i);
            if (token.isOperator(')')) {
                depth++;
            } else if (token.isOperator('(')) {
                if (depth-- == 0) {
                    return false;
                }
            } else if (depth == 0 && token.is("SET")) {
                return true;
            } else if (depth == 0 && beginsAnotherClause(token)) {
                return false;
            }
        }
        return false;
    }

    private static boolean beginsAnotherClause(SqlToken token) {
        return token.is("SELECT") || token.is("WHERE") || token.is("FROM") || token.is("RETURNING");
    }
}
