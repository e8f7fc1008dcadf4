package dev.isobar.backend.jdbc.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.spi.Settings;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The limits that D1 documents, and those of SQLite where they are asked for. */
class EngineLimitsTest {
    private static @Nullable String error(String limits, String sql) throws SQLException {
        try (SqliteDatabase database =
                new SqliteDatabase(SqliteConfig.ofMemory(Settings.of("memory", Map.of("limits", limits))))) {
            return database.compileError(sql);
        }
    }

    private static void check(String allowed, String refused, String error) throws SQLException {
        assertEquals(null, error("cloudflare", allowed));
        assertEquals(error, error("cloudflare", refused));
        assertEquals(null, error("sqlite", refused));
    }

    private static String repeated(int times, String text, String separator) {
        return String.join(separator, Collections.nCopies(times, text));
    }

    @Test
    void limitParameters() throws SQLException {
        check("select ?100", "select ?101", "variable number must be between ?1 and ?100");
        check(
                "select " + repeated(100, "?", ",") + " limit 0",
                "select max(" + repeated(51, "?", ",") + "), max(" + repeated(50, "?", ",") + ")",
                "too many SQL variables");
    }

    @Test
    void limitColumnsAndTerms() throws SQLException {
        check(
                "select " + repeated(100, "1", ","),
                "select " + repeated(101, "1", ","),
                "too many columns in result set");
        check(
                repeated(5, "select 1", " union all "),
                repeated(6, "select 1", " union all "),
                "too many terms in compound SELECT");
    }

    @Test
    void limitExpressionsAndCalls() throws SQLException {
        check(
                "select " + repeated(100, "1", "+"),
                "select " + repeated(101, "1", "+"),
                "Expression tree is too large (maximum depth 100)");
        assertEquals(null, error("cloudflare", "select max(" + repeated(127, "1", ",") + ")"));
        assertEquals(
                "too many arguments on function max",
                error("cloudflare", "select max(" + repeated(128, "1", ",") + ")"));
    }

    @Test
    void limitValuesAndPatterns() throws SQLException {
        try (RunnerInMemory db = new RunnerInMemory()) {
            assertEquals(List.of(List.of(2_200_000L)), db.rows("select length(zeroblob(2200000))"));
            assertEquals("string or blob too big: SQLITE_TOOBIG", db.refusal("select length(zeroblob(2200001))"));
            assertEquals(List.of(List.of(0L)), db.rows("select 'a' like ?", "b".repeat(50)));
            assertEquals(
                    "LIKE or GLOB pattern too complex: SQLITE_ERROR", db.refusal("select 'a' like ?", "b".repeat(51)));
        }
    }

    @Test
    void limitTheDepthOfTriggers() throws SQLException {
        try (RunnerInMemory db = new RunnerInMemory(
                "create table t (a)",
                "pragma recursive_triggers = on",
                "create trigger g after insert on t when new.a > 1 begin insert into t values (new.a - 1); end")) {
            assertEquals(10, db.run("insert into t values (10)").meta().changes());
            assertEquals("triggers nested too deep: SQLITE_ERROR", db.refusal("insert into t values (12)"));
        }
    }

    @Test
    void tellHowManyParametersAStatementMayHave() {
        assertEquals(100, EngineLimits.CLOUDFLARE.parameters());
        assertEquals(32_766, EngineLimits.SQLITE.parameters());
        assertEquals(100_000, EngineLimits.CLOUDFLARE.sqlBytes());
    }

    @Test
    void limitTheBytesOfSql() throws SQLException {
        String comment = "select 1 -- ";
        check(
                comment + " ".repeat(110_000 - comment.length()),
                comment + " ".repeat(110_001 - comment.length()),
                "statement too long");
    }

    @Test
    void attachNothing() throws SQLException {
        for (String limits : new String[] {"cloudflare", "sqlite"}) {
            try (SqliteDatabase database =
                    new SqliteDatabase(SqliteConfig.ofMemory(Settings.of("memory", Map.of("limits", limits))))) {
                SQLException refused = assertThrows(SQLException.class, () -> database.texts("attach ':memory:' as x"));
                assertTrue(String.valueOf(refused.getMessage()).contains("too many attached databases"));
            }
        }
    }
}
