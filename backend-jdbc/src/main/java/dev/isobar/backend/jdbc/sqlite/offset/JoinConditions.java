package dev.isobar.backend.jdbc.sqlite.offset;

import dev.isobar.spi.support.SqlToken;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Tells which tokens stand in the ON of a join. SQLite forgets their places when it merges the condition into the WHERE;
 * it does not look into the lists there, of IN, BETWEEN, CASE and row values, so it still knows those.
 */
final class JoinConditions {
    /** Words before a bracket that is no call. */
    private static final Set<String> OPERATORS =
            Set.of("ON", "AND", "OR", "NOT", "IS", "FROM", "BETWEEN", "ESCAPE", "CASE", "COLLATE");

    private final List<SqlToken> tokens;

    JoinConditions(List<SqlToken> tokens) {
        this.tokens = tokens;
    }

    boolean contain(int index) {
        Deque<ConditionLevel> levels = new ArrayDeque<>();
        ConditionLevel level = new ConditionLevel();
        for (int i = 0; i < index; i++) {
            SqlToken token = tokens.get(i);
            if (token.isOperator('(') || token.is("CASE")) {
                levels.push(level);
                level = level.inner(beginsList(i));
            } else if (!levels.isEmpty() && (token.isOperator(')') || token.is("END"))) {
                level = levels.pop();
            } else {
                level.read(token, tokens.get(Math.max(0, i - 1)), tokens.get(i + 1));
            }
        }
        return level.isCondition();
    }

    private boolean beginsList(int bracket) {
        if (bracket == 0 || tokens.get(bracket).is("CASE")) {
            return false;
        }
        SqlToken before = tokens.get(bracket - 1);
        boolean call = before.isIdentifier() && OPERATORS.stream().noneMatch(before::is);
        return before.is("IN") || (call ? bracket > 1 && tokens.get(bracket - 2).is("IN") : holdsComma(bracket));
    }

    private boolean holdsComma(int bracket) {
        int depth = 0;
        for (int i = bracket; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            depth += token.isOperator('(') ? 1 : token.isOperator(')') ? -1 : 0;
            if (depth == 0) {
                return false;
            }
            if (depth == 1 && token.isOperator(',')) {
                return true;
            }
        }
        return false;
    }
}
