package dev.isobar.tck;

import static dev.isobar.tck.D1Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1Row;
import dev.isobar.spi.Capability;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rules D1-TYPE-01 to D1-TYPE-05: values between Java and SQL. */
abstract class D1TypeRules {
    @Rule(value = "D1-TYPE-01", needs = Capability.D1_SQLITE_DIALECT)
    void bindsWholeNumbersAsIntegers(D1Database db) {
        assertEquals("integer", one(db, "select typeof(?)", 42L));
        assertEquals(2.0, number(one(db, "select 5 / ?", 2)));
        assertEquals("3", one(db, "select ? || ''", 3));
        assertEquals("{\"a\":1}", one(db, "select json_object('a', ?)", 1));
    }

    @Rule(value = "D1-TYPE-01", needs = Capability.D1_SQLITE_DIALECT)
    void bindsDoublesAsJavaScriptBindsNumbers(D1Database db) {
        assertEquals("real", one(db, "select typeof(?)", 42.0));
        assertEquals(2.5, number(one(db, "select 5 / ?", 2.0)));
        assertEquals("3.0", one(db, "select ? || ''", 3.0));
        assertEquals("{\"a\":1.0}", one(db, "select json_object('a', ?)", 1.0));
    }

    @Rule(value = "D1-TYPE-01", needs = Capability.D1_SQLITE_DIALECT)
    void convertsByTheAffinityOfTheColumn(D1Database db) {
        db.prepare("create table t (i integer, r real, s text)").run();
        db.prepare("insert into t values (?1, ?1, ?1)").bind(42).run();
        db.prepare("insert into t values (?1, ?1, ?1)").bind(42.0).run();

        assertEquals(
                List.of(List.of("integer", "real", "42"), List.of("integer", "real", "42.0")),
                db.prepare("select typeof(i), typeof(r), s from t").raw());
    }

    @Rule(value = "D1-TYPE-01", needs = Capability.D1_SQLITE_DIALECT)
    void convertsTextByTheAffinityOfTheColumn(D1Database db) {
        db.prepare("create table t (i integer, r real, s text, n numeric, b blob, a)")
                .run();
        db.prepare("insert into t values (?1, ?1, ?1, ?1, ?1, ?1)").bind("12").run();
        db.prepare("insert into t values (?1, ?1, ?1, ?1, ?1, ?1)").bind("abc").run();

        assertEquals(
                List.of(
                        List.of("integer", "real", "text", "integer", "text", "text"),
                        List.of("text", "text", "text", "text", "text", "text")),
                db.prepare("select typeof(i), typeof(r), typeof(s), typeof(n), typeof(b), typeof(a) from t")
                        .raw());
    }

    @Rule(value = "D1-TYPE-01", needs = Capability.D1_SQLITE_DIALECT)
    void storesBooleansInAColumnForThemAsIntegers(D1Database db) {
        db.prepare("create table t (b boolean)").run();
        db.prepare("insert into t values (?), (?), ('true')").bind(true, false).run();

        assertEquals(
                List.of(List.of("integer", 1L), List.of("integer", 0L), List.of("text", "true")),
                db.prepare("select typeof(b), b from t").raw());
    }

    @Rule(value = "D1-TYPE-01", needs = Capability.D1_SQLITE_DIALECT)
    void comparesTextWithNumbersByTheirClasses(D1Database db) {
        assertEquals(
                List.of(List.of(0L, 0L, 1L, 1L)),
                db.prepare("select '10' = 10, '10' < 9, 10 < 'a', x'61' > 'zzz'")
                        .raw());
        assertEquals(0L, one(db, "select ? = 10", "10"));
    }

    @Rule(value = "D1-TYPE-01", needs = Capability.D1_SQLITE_DIALECT)
    void refusesAFractionalLimit(D1Database db) {
        assertFails(
                "D1_ERROR: datatype mismatch: SQLITE_MISMATCH",
                () -> db.prepare("select 1 limit ?").bind(1.5).run());
    }

    private static @Nullable Object one(D1Database db, String sql, Object parameter) {
        return db.prepare(sql).bind(parameter).raw().get(0).get(0);
    }

    private static double number(@Nullable Object value) {
        return ((Number) Objects.requireNonNull(value)).doubleValue();
    }

    @Rule("D1-TYPE-02")
    void readsEachClassAsItsJavaType(D1Database db) {
        D1Row row = Objects.requireNonNull(
                db.prepare("select 7 as i, 1.5 as r, 'a' as t, x'0102' as b, null as n, true as y")
                        .first());

        assertEquals(7L, row.getLong("i"));
        assertEquals(1.5, row.getDouble("r"));
        assertEquals("a", row.getString("t"));
        assertInstanceOf(byte[].class, row.get("b"));
        assertArrayEquals(new byte[] {1, 2}, row.getBytes("b"));
        assertEquals(null, row.get("n"));
        assertEquals(1L, row.getLong("y"));
    }

    @Rule("D1-TYPE-02")
    void readsATableRow(D1Database db) {
        db.prepare("create table t (b blob, t text)").run();
        db.prepare("insert into t values (?, ?)")
                .bind(new byte[] {0, (byte) 0xFF}, "grün \uD83D\uDE00")
                .run();

        D1Row row = Objects.requireNonNull(db.prepare("select * from t").first());

        assertArrayEquals(new byte[] {0, (byte) 0xFF}, row.getBytes("b"));
        assertEquals("grün \uD83D\uDE00", row.getString("t"));
    }

    @Rule("D1-TYPE-02")
    void readsBytesOfABatch(D1Database db) {
        D1Row row = db.batch(List.of(db.prepare("select ? as b").bind(new byte[] {1, (byte) 0xFF})))
                .get(0)
                .results()
                .get(0);

        assertArrayEquals(new byte[] {1, (byte) 0xFF}, row.getBytes("b"));
    }

    @Rule("D1-TYPE-02")
    void keepsFractions(D1Database db) {
        for (double number : new double[] {0.1, -1.5, 1e-7, Double.MAX_VALUE, Double.MIN_VALUE, 123_456_789.123}) {
            assertEquals(number, number(one(db, "select ? as v", number)));
        }
    }

    @Rule(value = "D1-TYPE-03", needs = Capability.D1_EXACT_INTEGERS)
    void keepsTheWholeRangeOfLong(D1Database db) {
        db.prepare("create table t (n integer)").run();

        for (long number : new long[] {9_007_199_254_740_993L, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertEquals(
                    number,
                    db.prepare("insert into t values (?) returning n")
                            .bind(number)
                            .first("n"));
        }
    }

    @Rule(value = "D1-TYPE-03", without = Capability.D1_EXACT_INTEGERS)
    void readsLargeIntegersExactlyAsText(D1Database db) {
        assertEquals(
                "9007199254740993",
                db.prepare("select cast(9007199254740993 as text) as n").first("n"));
    }

    @Rule(value = "D1-TYPE-03", needs = Capability.D1_SQLITE_DIALECT)
    void countsBeyondTheIntegersInReal(D1Database db) {
        D1Row row = Objects.requireNonNull(
                db.prepare("select typeof(9223372036854775807 + 1) as sum, typeof(9223372036854775808) as literal,"
                                + " 9223372036854775807 + 1 as value")
                        .first());

        assertEquals("real", row.getString("sum"));
        assertEquals("real", row.getString("literal"));
        assertEquals(9.223372036854776e18, number(row.get("value")));
    }

    @Rule(value = "D1-TYPE-04", needs = Capability.D1_SQLITE_DIALECT)
    void holdsStrictTablesToTheirTypes(D1Database db) {
        db.prepare("create table st (a integer, b text) strict").run();

        assertFails(
                "D1_ERROR: cannot store TEXT value in INTEGER column st.a: SQLITE_CONSTRAINT (extended:"
                        + " SQLITE_CONSTRAINT_DATATYPE)",
                () -> db.prepare("insert into st (a) values (?)").bind("x").run());
        assertEquals(
                "5", db.prepare("insert into st (b) values (5) returning b").first("b"));
    }

    @Rule(value = "D1-TYPE-05", needs = Capability.D1_SQLITE_DIALECT)
    void takesAnUnknownQuotedNameForText(D1Database db) {
        assertEquals("notacol", db.prepare("select \"notacol\" as v").first("v"));
    }
}
