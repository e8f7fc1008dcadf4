package dev.isobar.workerd;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Queries whose rows come in one order only, whatever way an engine finds them: they are sorted by all that they show. */
final class SqlQueries {
    private static final int DEPTH = 2;

    private final Dice dice;
    private final SqlSchema schema;

    SqlQueries(Dice dice, SqlSchema schema) {
        this.dice = dice;
        this.schema = schema;
    }

    String query(SqlParameters parameters) {
        return switch (dice.between(0, 12)) {
            case 0, 1, 2, 3 -> plain(parameters);
            case 12 -> "SELECT " + shown(expressions(parameters, List.of()), dice.between(1, 4));
            case 4 -> grouped(parameters);
            case 5 -> aggregated(parameters);
            case 6, 7 -> joined(parameters);
            case 8 -> compound();
            case 9 -> "SELECT * FROM " + schema.table().name() + " ORDER BY rowid" + limit();
            case 10 -> recursive(parameters);
            default -> catalogue();
        };
    }

    private SqlExpressions expressions(SqlParameters parameters, List<String> columns) {
        return new SqlExpressions(dice, parameters, columns);
    }

    private String shown(SqlExpressions expressions, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> expressions.any(dice.between(0, DEPTH)) + alias(i))
                .collect(Collectors.joining(", "));
    }

    private String alias(int index) {
        return dice.oneOf("", " AS x" + index, " AS x0", " AS \"a b\"", " y" + index);
    }

    /** NOCASE columns hold texts that are equal and look different; by their bytes no two rows are. */
    private String sorted(int count) {
        return " ORDER BY "
                + IntStream.rangeClosed(1, count)
                        .mapToObj(i -> i + " COLLATE BINARY" + dice.oneOf("", " DESC", " NULLS LAST"))
                        .collect(Collectors.joining(", "));
    }

    private String limit() {
        return dice.oneOf("", "", "", " LIMIT 3", " LIMIT 2 OFFSET 1", " LIMIT 0", " LIMIT -1");
    }

    private String plain(SqlParameters parameters) {
        SqlTable table = schema.table();
        int count = dice.between(1, 3);
        SqlExpressions expressions = expressions(parameters, table.columns());
        return "SELECT " + dice.oneOf("", "", "DISTINCT ") + shown(expressions, count) + " FROM " + table.name()
                + where(expressions) + sorted(count) + limit();
    }

    private String where(SqlExpressions expressions) {
        return dice.chance(60) ? " WHERE " + expressions.condition(dice.between(0, DEPTH)) : "";
    }

    private String aggregate(SqlTable table, SqlExpressions expressions) {
        String column = table.column(dice);
        return switch (dice.between(0, 6)) {
            case 0 -> "count(*)";
            case 1 -> "count(DISTINCT " + column + ")";
            case 2 -> dice.oneOf("sum", "total", "avg") + "(" + column + ")";
            case 3 -> dice.oneOf("min", "max") + "(" + expressions.any(1) + ")";
            case 4 -> "group_concat(" + column + ", '|' ORDER BY " + column + " COLLATE BINARY)";
            case 5 -> "count(*) FILTER (WHERE " + expressions.condition(0) + ")";
            default -> "json_group_array(" + dice.oneOf("1", "'x'") + ")";
        };
    }

    private String aggregated(SqlParameters parameters) {
        SqlTable table = schema.table();
        SqlExpressions expressions = expressions(parameters, table.columns());
        return "SELECT " + aggregate(table, expressions) + ", " + aggregate(table, expressions) + " AS n FROM "
                + table.name() + where(expressions);
    }

    private String grouped(SqlParameters parameters) {
        SqlTable table = schema.table();
        SqlExpressions expressions = expressions(parameters, table.columns());
        String group = "typeof(" + table.column(dice) + ")";
        return "SELECT " + group + ", " + aggregate(table, expressions) + " AS n FROM " + table.name()
                + where(expressions) + " GROUP BY 1"
                + dice.oneOf("", " HAVING count(*) > 1", " HAVING " + group + " <> 'null'") + sorted(2) + limit();
    }

    private String joined(SqlParameters parameters) {
        SqlTable left = schema.table();
        SqlTable right = schema.table();
        List<String> columns = new ArrayList<>(left.columns("l"));
        columns.addAll(right.columns("r"));
        SqlExpressions expressions = expressions(parameters, columns);
        String leftColumn = "l." + left.column(dice);
        String rightColumn = "r." + right.column(dice);
        return switch (dice.between(0, 3)) {
            case 0 ->
                "SELECT " + shown(expressions, 2) + " FROM " + left.name() + " l CROSS JOIN " + right.name() + " r"
                        + where(expressions) + sorted(2) + " LIMIT 20";
            case 1 ->
                "SELECT " + leftColumn + ", (SELECT count(*) FROM " + right.name() + " r WHERE " + rightColumn + " = "
                        + leftColumn + ") AS n FROM " + left.name() + " l" + sorted(2);
            case 2 ->
                "SELECT " + leftColumn + " FROM " + left.name() + " l WHERE "
                        + dice.oneOf("EXISTS", "NOT EXISTS") + " (SELECT 1 FROM " + right.name() + " r WHERE "
                        + expressions.condition(1) + ")" + sorted(1);
            default ->
                "SELECT " + shown(expressions, 2) + " FROM " + left.name() + " l "
                        + dice.oneOf("JOIN ", "LEFT JOIN ", "FULL JOIN ") + right.name() + " r ON " + leftColumn + " = "
                        + rightColumn + sorted(2) + limit();
        };
    }

    /** Of columns only: an expression may fail, and newer engines leave out what an empty side makes needless (row {@code INTERSECT}). */
    private String compound() {
        SqlTable table = schema.table();
        String first = "SELECT " + table.column(dice) + " AS c FROM " + table.name();
        SqlTable other = schema.table();
        String second = "SELECT " + other.column(dice) + " FROM " + other.name();
        return first + dice.oneOf(" UNION ALL ", " UNION ", " INTERSECT ", " EXCEPT ") + second + " ORDER BY "
                + dice.oneOf("c", "1") + " COLLATE BINARY" + limit();
    }

    private String recursive(SqlParameters parameters) {
        SqlValue start = new SqlValue("1", Forms.of(1));
        return "WITH RECURSIVE n(i) AS (SELECT " + parameters.text(start) + " UNION ALL SELECT i + 1 FROM n WHERE i < "
                + dice.between(1, 6) + ") SELECT i, "
                + expressions(parameters, List.of("i")).any(DEPTH)
                + dice.oneOf(
                        "",
                        ", row_number() OVER (ORDER BY i DESC)",
                        ", sum(i) OVER (ORDER BY i)",
                        ", lag(i, 1, 'none') OVER (ORDER BY i)")
                + " FROM n ORDER BY i";
    }

    /** What the database tells of itself; the order of indexes is an engine's own, and so is that of all tables. */
    private String catalogue() {
        String table = schema.table().name();
        return switch (dice.between(0, 5)) {
            case 0 -> "PRAGMA table_info(" + table + ")";
            case 1 -> "PRAGMA table_xinfo('" + table + "')";
            case 2 -> "SELECT name, \"unique\", origin, partial FROM pragma_index_list('" + table + "') ORDER BY name";
            case 3 -> "PRAGMA foreign_key_list(" + table + ")";
            case 4 -> "PRAGMA " + dice.oneOf("foreign_key_check", "quick_check", "foreign_keys");
            default ->
                "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE tbl_name IN ('t0', 't1', 't2', 'v')"
                        + " ORDER BY type, name";
        };
    }
}
