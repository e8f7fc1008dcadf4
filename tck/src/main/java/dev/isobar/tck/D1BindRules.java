package dev.isobar.tck;

import static dev.isobar.tck.D1Failures.assertFails;
import static dev.isobar.tck.D1Failures.failure;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1PreparedStatement;
import dev.isobar.error.D1Exception;
import dev.isobar.spi.Capability;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rules D1-BIND-01 to D1-BIND-09: what parameters may be. */
abstract class D1BindRules {
    private static final String WRONG_NUMBER = "D1_ERROR: Wrong number of parameter bindings for SQL query.";

    @Rule("D1-BIND-01")
    void leavesTheBaseAsItIs(D1Database db) {
        D1PreparedStatement base = db.prepare("select ? as n");

        D1PreparedStatement one = base.bind(1);
        D1PreparedStatement two = one.bind(2);

        assertEquals(1L, one.first("n"));
        assertEquals(2L, two.first("n"));
        failure(base::run);
    }

    @Rule(value = "D1-BIND-02", needs = Capability.D1_SQLITE_DIALECT)
    void storesEachJavaTypeInItsClass(D1Database db) {
        assertEquals("text", typeOf(db, "a"));
        assertEquals("text", typeOf(db, ""));
        assertEquals("real", typeOf(db, 1.5f));
        assertEquals("real", typeOf(db, 2.0));
        assertEquals("blob", typeOf(db, new byte[0]));
        assertEquals("blob", typeOf(db, ByteBuffer.allocate(2)));
        assertEquals("null", typeOf(db, null));
    }

    @Rule("D1-BIND-02")
    void storesWholeNumbersAsIntegers(D1Database db) {
        for (Object whole : List.<Object>of((byte) 1, (short) 1, 1, 1L, true, false)) {
            assertEquals("integer", typeOf(db, whole));
        }
    }

    private static @Nullable Object typeOf(D1Database db, @Nullable Object value) {
        return db.prepare("select typeof(?) as t")
                .bind(new @Nullable Object[] {value})
                .first("t");
    }

    @Rule("D1-BIND-02")
    void bindsWhatIsNoNumberAsNull(D1Database db) {
        for (Object value : List.<Object>of(Double.NaN, Double.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY)) {
            assertNull(db.prepare("select ? as v").bind(value).first("v"));
        }
    }

    @Rule("D1-BIND-02")
    void bindsTheWindowOfABuffer(D1Database db) {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4});
        buffer.position(1).limit(3);

        Object bytes = db.prepare("select ? as b").bind(buffer).first("b");

        assertEquals(ByteBuffer.wrap(new byte[] {2, 3}), ByteBuffer.wrap((byte[]) Objects.requireNonNull(bytes)));
        assertEquals(2, buffer.remaining());
    }

    @Rule("D1-BIND-02")
    void tellsEmptyFromNull(D1Database db) {
        assertEquals("", db.prepare("select ? as v").bind("").first("v"));
        assertEquals(
                0,
                ((byte[]) Objects.requireNonNull(
                                db.prepare("select ? as v").bind(new byte[0]).first("v")))
                        .length);
    }

    @Rule("D1-BIND-02")
    void bindsTextThatLooksLikeSqlAsText(D1Database db) {
        db.prepare("create table users (name text)").run();

        for (String name : List.of("x'); drop table users; --", "it's \"quoted\"", "a\nb\r\n", "?1", "héllo 😀")) {
            assertDoesNotThrow(
                    () -> db.prepare("insert into users values (?)").bind(name).run(),
                    "a parameter is not part of the SQL");
            assertEquals(
                    name,
                    db.prepare("select name from users where name = ?")
                            .bind(name)
                            .first("name"));
        }
        assertEquals(5L, db.prepare("select count(*) as n from users").first("n"));
    }

    @Rule("D1-BIND-03")
    void refusesOtherTypesAtOnce(D1Database db) {
        D1PreparedStatement statement = db.prepare("select ?");

        D1Exception refused = failure(() -> statement.bind(LocalDate.of(2024, 2, 29)));

        assertEquals("D1_TYPE_ERROR: Type 'LocalDate' not supported", refused.getMessage());
        assertEquals("D1_TYPE_ERROR", refused.code());
        assertFalse(String.valueOf(refused.getCause()).contains("2024"));
    }

    @Rule("D1-BIND-04")
    void wantsExactlyAsManyValuesAsParameters(D1Database db) {
        D1PreparedStatement two = db.prepare("select ? as a, ? as b");

        assertFails(WRONG_NUMBER, () -> two.run());
        assertFails(WRONG_NUMBER, () -> two.bind(1).run());
        assertFails(WRONG_NUMBER, () -> two.bind(1, 2, 3).run());
        assertEquals(2, two.bind(1, 2).run().results().get(0).size());
    }

    @Rule("D1-BIND-04")
    void acceptsNoValuesForNoParameters(D1Database db) {
        assertEquals(1L, db.prepare("select 1 as a").bind().first("a"));
    }

    @Rule("D1-BIND-04")
    void doesNotCountQuestionMarksInLiterals(D1Database db) {
        assertFails(WRONG_NUMBER, () -> db.prepare("select '?' as a").bind("x").run());
    }

    @Rule("D1-BIND-05")
    void wantsTheHighestNumber(D1Database db) {
        assertEquals("c", db.prepare("select ?3 as x").bind("a", "b", "c").first("x"));
        assertFails(WRONG_NUMBER, () -> db.prepare("select ?3 as x").bind("c").run());
    }

    @Rule("D1-BIND-04")
    void doesNotCountQuestionMarksInCommentsAndNames(D1Database db) {
        for (String sql : List.of(
                "select ? as \"a\" -- why?",
                "select /* ?1 ?2 */ ? as \"a\"",
                "select ? as \"a\", 'it''s ?' as \"b?\"",
                "-- ?\nselect ? as \"a\", '?' as \"?\"")) {
            assertEquals("x", db.prepare(sql).bind("x").first("a"), sql);
            assertFails(WRONG_NUMBER, () -> db.prepare(sql).bind("x", "y").run());
        }
    }

    @Rule("D1-BIND-05")
    void wantsAValueForEachNumberThatIsLeftOut(D1Database db) {
        D1PreparedStatement gap = db.prepare("select ?3 as x, ?1 as y");

        assertEquals(List.of(List.of("c", "a")), gap.bind("a", "b", "c").raw());
        assertFails(WRONG_NUMBER, () -> gap.bind("a", "c").run());
    }

    @Rule("D1-BIND-05")
    void usesANumberedParameterTwice(D1Database db) {
        assertEquals("aa", db.prepare("select ?1 || ?1 as x").bind("a").first("x"));
    }

    @Rule("D1-BIND-06")
    void numbersPlainParametersAfterTheGreatest(D1Database db) {
        D1PreparedStatement mixed = db.prepare("select ?2 as x, ? as y").bind(1, 2, 3);

        assertEquals(List.of(List.of(2L, 3L)), mixed.raw());
    }

    @Rule(value = "D1-BIND-08", needs = Capability.D1_SQLITE_DIALECT)
    void takesParameterNumbersUpToOneHundred(D1Database db) {
        assertFails(
                "D1_ERROR: variable number must be between ?1 and ?100 at offset 7: SQLITE_ERROR",
                () -> db.prepare("select ?101").bind(1).run());
    }

    @Rule("D1-BIND-08")
    void takesOneHundredParameters(D1Database db) {
        String sql = "select 1 in (" + String.join(",", Collections.nCopies(100, "?")) + ") as found";

        assertEquals(
                1L, db.prepare(sql).bind(Collections.nCopies(100, 1).toArray()).first("found"));
    }

    @Rule(value = "D1-BIND-08", needs = Capability.D1_SQLITE_DIALECT)
    void refusesOneHundredAndOneParameters(D1Database db) {
        String sql = "select 1 in (" + String.join(",", Collections.nCopies(101, "?")) + ")";

        assertFails("D1_ERROR: too many SQL variables at offset 213: SQLITE_ERROR", () -> db.prepare(sql)
                .bind(Collections.nCopies(101, 1).toArray())
                .run());
    }

    @Rule(value = "D1-BIND-09", needs = Capability.D1_SQLITE_DIALECT)
    void keepsANulInText(D1Database db) {
        D1PreparedStatement statement = db.prepare("select ?1 as t, length(?1) as n, hex(?1) as h");

        assertEquals(
                List.of(List.of("a\0b", 1L, "610062")), statement.bind("a\0b").raw());
    }

    @Rule(value = "D1-BIND-09", needs = Capability.D1_SQLITE_DIALECT)
    void keepsANulThatSqlMakes(D1Database db) {
        assertEquals("a\0b", db.prepare("select 'a' || char(0) || 'b' as t").first("t"));
        assertEquals("a\0b", db.prepare("select cast(x'610062' as text) as t").first("t"));
    }
}
