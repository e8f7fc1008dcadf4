package dev.isobar.workerd;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Statements that change rows. Only those give rows back whose order is fixed: of inserts, and of one row. None says
 * {@code OR ROLLBACK} (row of that name).
 */
final class SqlChanges {
    private final Dice dice;
    private final SqlSchema schema;
    private boolean quiet;

    SqlChanges(Dice dice, SqlSchema schema) {
        this.dice = dice;
        this.schema = schema;
    }

    /** A change that gives no rows back. */
    String quiet(SqlParameters parameters) {
        quiet = true;
        String change = change(parameters);
        quiet = false;
        return change;
    }

    String change(SqlParameters parameters) {
        SqlTable table = schema.table();
        return switch (dice.between(0, 9)) {
            case 0, 1, 2, 3, 4, 5 -> insert(table, parameters);
            case 6, 7 -> update(table, parameters);
            case 8 -> delete(table, parameters);
            default -> copy(table);
        };
    }

    private String insert(SqlTable table, SqlParameters parameters) {
        List<String> columns =
                table.columns().subList(0, dice.between(1, table.columns().size()));
        if (dice.chance(4)) {
            return "INSERT INTO " + table.name() + " DEFAULT VALUES" + returning();
        }
        List<String> rows = new ArrayList<>();
        for (int left = dice.oneOf(1, 1, 2, 3); left > 0; left--) {
            rows.add(row(columns, parameters, rows.isEmpty() ? 15 : 0));
        }
        return dice.oneOf("INSERT", "INSERT", "INSERT", "INSERT OR IGNORE", "INSERT OR REPLACE", "REPLACE")
                + " INTO " + table.name() + " (" + String.join(", ", columns) + ") VALUES " + String.join(", ", rows)
                + upsert(table, parameters) + returning();
    }

    /** With expressions in the first row alone (row {@code IS TRUE}). */
    private String row(List<String> columns, SqlParameters parameters, int expressed) {
        SqlExpressions expressions = new SqlExpressions(dice, parameters, List.of());
        return columns.stream()
                .map(column -> column.equals("a")
                        ? parameters.text(key())
                        : dice.chance(expressed) ? expressions.any(1) : parameters.text(SqlValue.any(dice)))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** Few enough to meet again, most often of the class that the first column wants. */
    private SqlValue key() {
        if (dice.chance(15)) {
            return SqlValue.NULL;
        }
        int key = dice.between(1, 30);
        return dice.chance(90) ? new SqlValue(Integer.toString(key), Forms.of(key)) : SqlValue.any(dice);
    }

    private String upsert(SqlTable table, SqlParameters parameters) {
        if (!dice.chance(15)) {
            return "";
        }
        String column = table.column(dice);
        String beginning = " ON CONFLICT" + dice.oneOf("", " (a)", " (a)", " (" + column + ")") + " DO ";
        return switch (dice.between(0, 2)) {
            case 0 -> beginning + "NOTHING";
            case 1 -> beginning + "UPDATE SET " + column + " = excluded." + column;
            default -> beginning + "UPDATE SET " + column + " = " + parameters.text(key());
        };
    }

    /** Of columns that every table has (row {@code RETURNING}). */
    private String returning() {
        return !quiet && dice.chance(25) ? " RETURNING " + dice.oneOf("*", "a", "typeof(a) AS type, a") : "";
    }

    private String update(SqlTable table, SqlParameters parameters) {
        SqlExpressions expressions = new SqlExpressions(dice, parameters, table.columns());
        String update = dice.oneOf("UPDATE ", "UPDATE ", "UPDATE OR IGNORE ", "UPDATE OR REPLACE ") + table.name()
                + " SET " + table.column(dice) + " = " + expressions.any(1);
        return dice.chance(50)
                ? update + " WHERE " + expressions.condition(1)
                : update + " WHERE a = " + parameters.text(key()) + oneRow(table);
    }

    private String delete(SqlTable table, SqlParameters parameters) {
        SqlExpressions expressions = new SqlExpressions(dice, parameters, table.columns());
        String delete = "DELETE FROM " + table.name();
        return switch (dice.between(0, 9)) {
            case 0 -> delete;
            case 1, 2, 3, 4 -> delete + " WHERE " + expressions.condition(1);
            default -> delete + " WHERE a = " + parameters.text(key()) + oneRow(table);
        };
    }

    private String oneRow(SqlTable table) {
        return table.rowids() && dice.chance(30) ? " AND rowid = " + dice.between(1, 3) + returning() : "";
    }

    private String copy(SqlTable table) {
        SqlTable from = schema.table();
        return "INSERT " + dice.oneOf("", "OR IGNORE ") + "INTO " + table.name() + " ("
                + table.columns().get(1) + ") SELECT " + from.column(dice) + " FROM " + from.name()
                + " ORDER BY rowid LIMIT 3";
    }

    /** What the full text search knows, and what it is asked. */
    String document(SqlParameters parameters) {
        String words = dice.oneOf("red", "red blue", "green fields", "running", "\"red blue\"", "AND", "gre*");
        SqlValue value = SqlValue.text(words);
        return switch (dice.between(0, 3)) {
            case 0, 1 -> "INSERT INTO docs (title, body) VALUES ('t', " + parameters.text(value) + ")";
            case 2 ->
                "SELECT rowid, highlight(docs, 1, '[', ']') AS h FROM docs WHERE docs MATCH " + parameters.text(value)
                        + " ORDER BY rowid";
            default ->
                dice.oneOf(
                        "DELETE FROM docs WHERE rowid = 1",
                        "SELECT count(*) AS n FROM docs",
                        "SELECT title, snippet(docs, -1, '<', '>', '..', 2) AS s FROM docs('red') ORDER BY rowid");
        };
    }
}
