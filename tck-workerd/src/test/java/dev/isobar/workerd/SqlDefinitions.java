package dev.isobar.workerd;

import java.util.ArrayList;
import java.util.List;

/** Statements that define tables, indexes, views and triggers, and take them away. */
final class SqlDefinitions {
    private static final List<String> COLUMNS = List.of("a", "b", "c", "d", "e");

    private final Dice dice;
    private final SqlSchema schema;

    SqlDefinitions(Dice dice, SqlSchema schema) {
        this.dice = dice;
        this.schema = schema;
    }

    String definition() {
        if (dice.chance(35)) {
            return table();
        }
        SqlTable table = schema.table();
        return switch (dice.between(0, 10)) {
            case 0, 1, 2, 3 -> index(table);
            case 4 -> dropped(table);
            case 5, 6 -> altered(table);
            case 7 ->
                "CREATE VIEW " + dice.oneOf("IF NOT EXISTS ", "") + SqlSchema.VIEW + " AS SELECT " + table.column(dice)
                        + " AS x, count(*) AS n FROM " + table.name() + " GROUP BY 1";
            case 8 ->
                "DROP "
                        + dice.oneOf(
                                "VIEW " + SqlSchema.VIEW,
                                "TRIGGER g",
                                "INDEX i_" + table.name() + "_a",
                                "VIEW IF EXISTS " + SqlSchema.VIEW);
            case 9 ->
                "CREATE VIRTUAL TABLE " + dice.oneOf("", "IF NOT EXISTS ") + SqlSchema.SEARCH
                        + " USING fts5(title, body" + dice.oneOf("", ", tokenize = 'porter'", ", tokenize = 'trigram'")
                        + ")";
            default -> trigger(table);
        };
    }

    String table() {
        String name = schema.newName();
        List<String> names = COLUMNS.subList(0, dice.between(2, COLUMNS.size()));
        boolean strict = dice.chance(15);
        boolean rowids = dice.chance(90);
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(names.get(i) + " " + (i == 0 ? key(strict) : column(names.get(i), strict)));
        }
        if (!rowids && columns.get(0).indexOf("PRIMARY KEY") < 0) {
            columns.set(0, "a TEXT PRIMARY KEY");
        }
        if (dice.chance(15)) {
            columns.add(dice.oneOf("UNIQUE (a, b)", "CONSTRAINT pair CHECK (a IS NOT b)", "UNIQUE (b)"));
        }
        schema.add(new SqlTable(name, names, rowids));
        return "CREATE TABLE " + dice.oneOf("", "", "", "IF NOT EXISTS ") + name + " (" + String.join(", ", columns)
                + ")" + (strict ? rowids ? " STRICT" : " STRICT, WITHOUT ROWID" : rowids ? "" : " WITHOUT ROWID");
    }

    private String key(boolean strict) {
        return strict
                ? "INTEGER PRIMARY KEY"
                : dice.oneOf(
                        "INTEGER PRIMARY KEY",
                        "INTEGER PRIMARY KEY",
                        "INTEGER PRIMARY KEY AUTOINCREMENT",
                        "TEXT PRIMARY KEY",
                        "INTEGER",
                        "INT PRIMARY KEY NOT NULL");
    }

    private String column(String name, boolean strict) {
        if (strict) {
            return dice.oneOf("INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY");
        }
        String type = dice.oneOf("", "TEXT", "INTEGER", "REAL", "NUMERIC", "BLOB", "VARCHAR(10)", "DOUBLE", "BOOLEAN");
        return type
                + switch (dice.between(0, 13)) {
                    case 0 -> " NOT NULL";
                    case 1 -> " UNIQUE";
                    case 2 -> " DEFAULT " + dice.oneOf("7", "'none'", "(1 + 1)", "NULL");
                    case 3 -> " CHECK (" + name + " <> 3)";
                    case 4 -> " COLLATE NOCASE";
                    case 5 ->
                        " REFERENCES " + schema.table().name() + dice.oneOf("", "(a)")
                                + dice.oneOf("", " ON DELETE CASCADE", " ON DELETE SET NULL", " ON UPDATE CASCADE");
                    case 6 -> name.equals("b") ? "" : " AS (b || 'x')" + dice.oneOf("", " STORED");
                    default -> "";
                };
    }

    private String index(SqlTable table) {
        String column = table.column(dice);
        String name = "i_" + table.name() + "_" + column;
        return "CREATE " + dice.oneOf("", "UNIQUE ") + "INDEX " + dice.oneOf("", "IF NOT EXISTS ") + name + " ON "
                + table.name() + " ("
                + dice.oneOf(column, column + " DESC", "lower(" + column + ")", column + ", " + table.column(dice))
                + ")" + dice.oneOf("", "", " WHERE " + column + " IS NOT NULL");
    }

    private String dropped(SqlTable table) {
        if (dice.chance(70)) {
            schema.remove(table);
        }
        return "DROP TABLE " + dice.oneOf("", "IF EXISTS ") + table.name();
    }

    private String altered(SqlTable table) {
        List<String> columns = new ArrayList<>(table.columns());
        String last = columns.get(columns.size() - 1);
        String alter = "ALTER TABLE " + table.name();
        return switch (dice.between(0, 3)) {
            case 0, 1 -> {
                columns.add("f");
                schema.replace(table, new SqlTable(table.name(), columns, table.rowids()));
                yield alter + " ADD COLUMN f "
                        + dice.oneOf("TEXT", "REAL DEFAULT 2.5", "INTEGER NOT NULL DEFAULT 0", "NOT NULL", "UNIQUE");
            }
            case 2 -> {
                columns.set(columns.size() - 1, "z");
                schema.replace(table, new SqlTable(table.name(), columns, table.rowids()));
                yield alter + " RENAME COLUMN " + last + " TO z";
            }
            default -> {
                if (columns.size() > 2) {
                    columns.remove(last);
                    schema.replace(table, new SqlTable(table.name(), columns, table.rowids()));
                }
                yield alter + " DROP COLUMN " + last;
            }
        };
    }

    private String trigger(SqlTable table) {
        SqlTable other = schema.table();
        String event = dice.oneOf("AFTER INSERT", "AFTER DELETE", "BEFORE UPDATE");
        String action = dice.oneOf(
                "UPDATE " + other.name() + " SET " + other.column(dice) + " = 'g' WHERE rowid = 1",
                "DELETE FROM " + other.name() + " WHERE rowid = 2",
                "SELECT RAISE(ABORT, 'not so') FROM " + other.name() + " WHERE rowid = 3",
                "SELECT RAISE(IGNORE)");
        return "CREATE TRIGGER g " + event + " ON " + table.name() + " BEGIN " + action + "; END";
    }
}
