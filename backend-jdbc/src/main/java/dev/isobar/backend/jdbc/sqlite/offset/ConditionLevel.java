package dev.isobar.backend.jdbc.sqlite.offset;

import dev.isobar.spi.support.SqlToken;
import java.util.List;
import java.util.Set;

/** What {@link JoinConditions} has read of a statement, or of what one bracket or CASE holds. */
final class ConditionLevel {
    private static final Set<String> CLAUSES = Set.of(
            "SELECT",
            "WHERE",
            "GROUP",
            "ORDER",
            "HAVING",
            "LIMIT",
            "WINDOW",
            "RETURNING",
            "UNION",
            "EXCEPT",
            "INTERSECT",
            "VALUES",
            "SET");

    /** With the equalities, what ends an upper bound. */
    private static final Set<String> AFTER_BOUNDS =
            Set.of("AND", "OR", "NOT", "IS", "IN", "LIKE", "GLOB", "MATCH", "REGEXP", "ISNULL", "NOTNULL");

    private static final List<String> EQUALITIES = List.of("=", "==", "<>", "!=");

    private enum Place {
        ELSEWHERE,
        CONDITION,
        LIST
    }

    private Place place = Place.ELSEWHERE;
    private boolean inFrom;
    private int lowerBounds;
    private boolean inUpperBound;

    ConditionLevel inner(boolean list) {
        ConditionLevel inner = new ConditionLevel();
        inner.place = place == Place.ELSEWHERE || (isCondition() && !list) ? place : Place.LIST;
        inner.inFrom = inFrom && place == Place.ELSEWHERE;
        return inner;
    }

    boolean isCondition() {
        return place == Place.CONDITION && lowerBounds == 0 && !inUpperBound;
    }

    void read(SqlToken token, SqlToken before, SqlToken after) {
        if (CLAUSES.stream().anyMatch(token::is)) {
            begin(Place.ELSEWHERE, false);
        } else if ((token.is("FROM") && !before.is("DISTINCT")) || token.is("JOIN")) {
            begin(Place.ELSEWHERE, true);
        } else if (token.isOperator(',') && inFrom) {
            begin(Place.ELSEWHERE, true);
        } else if (token.is("ON") && inFrom) {
            boolean upsert = after.is("CONFLICT");
            begin(upsert ? Place.ELSEWHERE : Place.CONDITION, !upsert);
        } else if (token.is("WHEN") && place == Place.CONDITION) {
            place = Place.LIST;
        } else {
            readBounds(token, before);
        }
    }

    private void begin(Place next, boolean from) {
        place = next;
        inFrom = from;
        lowerBounds = 0;
        inUpperBound = false;
    }

    private void readBounds(SqlToken token, SqlToken before) {
        if (token.is("BETWEEN")) {
            lowerBounds++;
            inUpperBound = false;
        } else if (token.is("AND") && lowerBounds > 0) {
            lowerBounds--;
            inUpperBound = lowerBounds == 0;
        } else if (inUpperBound && !before.is("AND")) {
            inUpperBound = AFTER_BOUNDS.stream().noneMatch(token::is) && !EQUALITIES.contains(token.text());
        }
    }
}
