package dev.isobar.workerd;

/** SQL that is refused: by the parser, by names, by what D1 forbids. No {@code _cf_METADATA} is asked for (row of that name). */
final class SqlMistakes {
    private final Dice dice;
    private final SqlSchema schema;

    SqlMistakes(Dice dice, SqlSchema schema) {
        this.dice = dice;
        this.schema = schema;
    }

    String mistake() {
        SqlTable any = schema.table();
        String table = any.name();
        String column = any.column(dice);
        return switch (dice.between(0, 4)) {
            case 0 -> syntax(table, column);
            case 1, 2 -> names(table, column);
            case 3 -> forbidden(table);
            default -> shape(table, column);
        };
    }

    private String syntax(String table, String column) {
        return dice.oneOf(
                "SELEC 1",
                "SELECT FROM " + table,
                "SELECT " + column + " FROM " + table + " WHERE",
                "SELECT 'open",
                "SELECT \"open",
                "SELECT (1 + 2",
                "SELECT 1 +* 2",
                "SELECT 1)",
                "INSERT INTO " + table + " VALUES 1",
                "UPDATE " + table + " " + column + " = 1",
                "DELETE " + table,
                "CREATE TABLE (a)",
                "SELECT #",
                "SELECT 1 2",
                "SELECT x'1'",
                "SELECT * FROM " + table + " ORDER BY",
                "SELECT CASE WHEN 1 THEN 2",
                "CREATE TRIGGER g AFTER INSERT ON " + table + " BEGIN SELECT 1",
                "é",
                "SELECT CAST(1 AS)");
    }

    private String names(String table, String column) {
        return dice.oneOf(
                "SELECT nope FROM " + table,
                "SELECT " + column + ", nope FROM " + table + " WHERE nope = 1",
                "SELECT * FROM nope",
                "SELECT 'nope', nope.a FROM " + table,
                "INSERT INTO nope (a) VALUES (1)",
                "INSERT INTO " + table + " (a, nope) VALUES (1, 2)",
                "UPDATE " + table + " SET nope = 1",
                "UPDATE " + table + " SET (" + column + ", nope) = (nope, 1)",
                "UPDATE " + table + " SET " + column + " = nope + 1",
                "DELETE FROM " + table + " WHERE nope = 1",
                "SELECT l." + column + " FROM " + table + " l, " + table + " r WHERE " + column + " = 1",
                "SELECT nope(1)",
                "SELECT 1, nope(" + column + ") FROM " + table,
                "SELECT 1 FROM " + table + " l LEFT JOIN base r ON nope(r.a) = l.a",
                "SELECT 1 FROM " + table + " l JOIN base r ON l.a IN (r.nope, 1)",
                "SELECT 1 FROM " + table + " l JOIN base r ON abs(l.nope) = CASE WHEN r.nope THEN 1 END",
                "SELECT 1 FROM " + table + " l JOIN base r ON r.a BETWEEN 1 AND nope",
                "SELECT 1 FROM " + table + " l JOIN base r ON r.a BETWEEN 1 AND 2 AND nope = (l.a, nope)",
                "SELECT 1 FROM " + table + " l JOIN base r ON CASE nope WHEN 1 THEN (1, nope) END",
                "SELECT 1 FROM " + table + " JOIN base ON 1 LEFT INNER JOIN base r",
                "SELECT count(*) FROM " + table + " WHERE count(*) > 1",
                "SELECT abs(" + column + ") FILTER (WHERE 1) FROM " + table,
                "CREATE TABLE nope.x (a)",
                "ALTER TABLE " + table + " RENAME COLUMN \"nope\" TO x",
                "SELECT max(count(*)) FROM " + table,
                "SELECT " + column + " FROM " + table + " WHERE count(*) = 1",
                "SELECT abs(1, 2)",
                "SELECT substr('x')",
                "DROP TABLE nope",
                "DROP INDEX nope",
                "DROP VIEW " + table,
                "ALTER TABLE nope ADD COLUMN a",
                "ALTER TABLE " + table + " RENAME COLUMN nope TO x",
                "ALTER TABLE " + table + " ADD COLUMN a",
                "CREATE INDEX i ON nope (a)",
                "CREATE INDEX i ON " + table + " (nope)",
                "CREATE TRIGGER g AFTER INSERT ON nope BEGIN SELECT 1; END",
                "SELECT * FROM " + table + " JOIN nope USING (a)",
                "WITH n AS (SELECT 1) SELECT * FROM n, m",
                "SELECT json_extract('{', '$.a')",
                "SELECT json('nope')",
                "SELECT json_object('a')",
                "SELECT " + column + " COLLATE nope FROM " + table,
                "SELECT row_number() FROM " + table);
    }

    private String forbidden(String table) {
        return dice.oneOf(
                "BEGIN",
                "begin immediate transaction",
                "COMMIT",
                "ROLLBACK",
                "SAVEPOINT s",
                "RELEASE s",
                "ATTACH ':memory:' AS other",
                "DETACH other",
                "VACUUM",
                "PRAGMA journal_mode",
                "PRAGMA user_version = 3",
                "PRAGMA writable_schema = on",
                "PRAGMA integrity_check",
                "PRAGMA nope",
                "PRAGMA foreign_keys = maybe",
                "CREATE TEMP TABLE x (a)",
                "CREATE TEMPORARY VIEW x AS SELECT 1",
                "CREATE TABLE _cf_mine (a)",
                "EXPLAIN CREATE TABLE _cf_mine (a, a)",
                "CREATE INDEX _cf_i ON " + table + " (nope)",
                "PRAGMA nope.table_info(" + table + ")",
                "CREATE TABLE sqlite_mine (a)",
                "SELECT * FROM _cf_nope",
                "CREATE VIRTUAL TABLE x USING nope (a)",
                "SELECT load_extension('x')",
                "SELECT sqlite_version()",
                "SELECT 1 FROM " + table + " WHERE sqlite_source_id() = 'x'",
                "SELECT 1 FROM " + table + " l JOIN base r ON sqlite_version() = l.a",
                "SELECT subtype(json('1'))",
                "SELECT 'a' REGEXP 'b'",
                "INSERT INTO sqlite_master VALUES (1, 2, 3, 4, 5)",
                "DELETE FROM sqlite_master");
    }

    private String shape(String table, String column) {
        return dice.oneOf(
                "",
                "  ",
                ";",
                "-- nothing",
                "/* nothing */",
                "DELETE FROM base WHERE a = 0; -- c",
                "INSERT INTO " + table + " (a, " + column + ") VALUES (1)",
                "SELECT 1 UNION SELECT 2, 3",
                "SELECT a FROM " + table + " UNION SELECT a FROM " + table + " ORDER BY a + 1",
                "SELECT a FROM " + table + " ORDER BY 2",
                "SELECT a FROM " + table + " GROUP BY 2",
                "SELECT (SELECT 1, 2)",
                "SELECT 1 IN (SELECT 1, 2)",
                "SELECT (1, 2)",
                "SELECT 1 LIMIT 'x'",
                "SELECT 1 LIMIT 1.5",
                "SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6",
                "CREATE TABLE x (a, a)",
                "CREATE TABLE x (a INTEGER PRIMARY KEY, b PRIMARY KEY)",
                "CREATE TABLE x (a) WITHOUT ROWID",
                "CREATE TABLE x (a TEXT AUTOINCREMENT PRIMARY KEY)",
                "CREATE TABLE x (a DATETIME) STRICT",
                "CREATE TABLE x (a AS (b), b AS (a))",
                "CREATE TABLE x (a CHECK (nope > 1))",
                "CREATE TABLE x (a DEFAULT (b))",
                "SELECT abs(-9223372036854775807 - 1)",
                "SELECT -0x11111111111111111",
                "SELECT 'x' LIKE '" + "ab".repeat(26) + "'",
                "SELECT " + "(".repeat(101) + "1" + ")".repeat(101),
                "SELECT ?101",
                "SELECT ?0",
                "SELECT * FROM " + table + " WHERE " + column + " = :name AND",
                "SELECT sum(" + column + ") OVER (ORDER BY nope) FROM " + table);
    }
}
