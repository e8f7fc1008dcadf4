package dev.isobar.tck;

import static dev.isobar.tck.D1Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.d1.D1Database;
import dev.isobar.spi.Capability;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Rules D1-LIM-01 to D1-LIM-08: sizes that the runtime enforces. */
abstract class D1LimitRules {
    private static String list(int count, String item, String separator) {
        return String.join(separator, Collections.nCopies(count, item));
    }

    private static @Nullable Object one(D1Database db, String sql, Object... parameters) {
        return db.prepare(sql).bind(parameters).raw().get(0).get(0);
    }

    @Rule("D1-LIM-01")
    void takesAtMostOneHundredParameters(D1Database db) {
        Object[] values = Collections.nCopies(101, 1).toArray();

        assertEquals(
                1L,
                one(
                        db,
                        "select 1 in (" + list(99, "?", ",") + ", ?)",
                        Collections.nCopies(100, 1).toArray()));
        D1Failures.failure(() -> one(db, "select 1 in (" + list(101, "?", ",") + ")", values));
    }

    @Rule("D1-LIM-02")
    void takesAtMostOneHundredThousandBytesOfSql(D1Database db) {
        assertEquals(
                1L,
                assertDoesNotThrow(
                        () -> one(db, padded("x".repeat(100_000 - padded("").length()))), "SQL of 100,000 bytes"));
        assertFails(
                "D1_ERROR: statement too long: SQLITE_TOOBIG",
                () -> one(db, padded("x".repeat(100_001 - padded("").length()))));
        assertFails("D1_ERROR: statement too long: SQLITE_TOOBIG", () -> one(db, padded("ä".repeat(50_000))));
    }

    private static String padded(String padding) {
        return "select /* " + padding + " */ 1";
    }

    @Rule(value = "D1-LIM-03", needs = Capability.D1_SQLITE_DIALECT)
    void takesAtMostOneHundredColumns(D1Database db) {
        db.prepare("create table wide (" + columns(100) + ")").run();

        assertFails(
                "D1_ERROR: too many columns on wider: SQLITE_ERROR",
                () -> db.prepare("create table wider (" + columns(101) + ")").run());
        assertFails(
                "D1_ERROR: too many columns in result set: SQLITE_ERROR",
                () -> db.prepare("select " + list(101, "1", ",")).run());
    }

    private static String columns(int count) {
        StringBuilder columns = new StringBuilder("c0");
        for (int i = 1; i < count; i++) {
            columns.append(", c").append(i);
        }
        return columns.toString();
    }

    @Rule(value = "D1-LIM-04", needs = Capability.D1_SQLITE_DIALECT)
    void takesValuesOfTwoMillionBytes(D1Database db) {
        assertEquals(2_000_000L, one(db, "select length(?)", "x".repeat(2_000_000)));
        assertEquals(2_000_000L, one(db, "select length(?)", (Object) new byte[2_000_000]));
    }

    @Rule("D1-LIM-04")
    void refusesLargerValues(D1Database db) {
        String tooBig = "D1_ERROR: string or blob too big: SQLITE_TOOBIG";

        assertFails(tooBig, () -> one(db, "select ?", "x".repeat(2_300_000)));
        assertFails(tooBig, () -> one(db, "select ?", (Object) new byte[2_300_000]));
    }

    @Rule(value = "D1-LIM-04", needs = Capability.D1_SQLITE_DIALECT)
    void refusesLargerValuesThatSqlMakes(D1Database db) {
        assertFails(
                "D1_ERROR: string or blob too big: SQLITE_TOOBIG", () -> one(db, "select hex(zeroblob(1200000)) as h"));
    }

    @Rule(value = "D1-LIM-05", needs = Capability.D1_SQLITE_DIALECT)
    void takesAtMostOneHundredAndTwentySevenArguments(D1Database db) {
        assertEquals(1L, one(db, "select max(" + list(127, "1", ",") + ")"));
        assertFails(
                "D1_ERROR: too many arguments on function max at offset 7: SQLITE_ERROR",
                () -> one(db, "select max(" + list(128, "1", ",") + ")"));
    }

    @Rule(value = "D1-LIM-06", needs = Capability.D1_SQLITE_DIALECT)
    void takesPatternsOfAtMostFiftyBytes(D1Database db) {
        assertEquals(0L, one(db, "select 'a' like ?", "x".repeat(50)));
        for (String operator : new String[] {"like", "glob"}) {
            assertFails(
                    "D1_ERROR: LIKE or GLOB pattern too complex: SQLITE_ERROR",
                    () -> one(db, "select 'a' " + operator + " ?", "x".repeat(51)));
        }
    }

    @Rule(value = "D1-LIM-07", needs = Capability.D1_SQLITE_DIALECT)
    void takesAtMostFiveTermsOfACompoundSelect(D1Database db) {
        assertEquals(1L, one(db, list(5, "select 1", " union ")));
        assertFails(
                "D1_ERROR: too many terms in compound SELECT: SQLITE_ERROR",
                () -> one(db, list(6, "select 1", " union ")));
        assertEquals(1000L, one(db, "select count(*) from (values " + list(1000, "(1)", ",") + ")"));
    }

    @Rule(value = "D1-LIM-08", needs = Capability.D1_SQLITE_DIALECT)
    void takesExpressionsOfAtMostOneHundredLevels(D1Database db) {
        assertEquals(99L, one(db, "select " + list(99, "1", "+")));
        assertFails(
                "D1_ERROR: Expression tree is too large (maximum depth 100): SQLITE_ERROR",
                () -> one(db, "select " + list(102, "1", "+")));
    }
}
