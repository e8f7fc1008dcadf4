package dev.isobar.backend.jdbc.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.isobar.error.D1Constraint;
import dev.isobar.spi.D1Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class SqliteFailuresTest {
    private static SQLiteException thrown(SQLiteErrorCode code, String text) {
        return new SQLiteException(code + " (" + text + ")", code);
    }

    static List<Arguments> results() {
        return List.of(
                Arguments.of(SQLiteErrorCode.SQLITE_ERROR, "boom: SQLITE_ERROR", "SQLITE_ERROR", null, null),
                Arguments.of(SQLiteErrorCode.SQLITE_FULL, "boom: SQLITE_FULL", "SQLITE_FULL", null, null),
                Arguments.of(SQLiteErrorCode.SQLITE_BUSY, "boom: SQLITE_BUSY", "SQLITE_BUSY", null, null),
                Arguments.of(
                        SQLiteErrorCode.SQLITE_BUSY_SNAPSHOT,
                        "boom: SQLITE_BUSY (extended: SQLITE_BUSY_SNAPSHOT)",
                        "SQLITE_BUSY",
                        "SQLITE_BUSY_SNAPSHOT",
                        null),
                Arguments.of(
                        SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE,
                        "boom: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_UNIQUE)",
                        "SQLITE_CONSTRAINT",
                        "SQLITE_CONSTRAINT_UNIQUE",
                        D1Constraint.UNIQUE),
                Arguments.of(
                        SQLiteErrorCode.SQLITE_CONSTRAINT_ROWID,
                        "boom: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_ROWID)",
                        "SQLITE_CONSTRAINT",
                        "SQLITE_CONSTRAINT_ROWID",
                        D1Constraint.PRIMARY_KEY));
    }

    @ParameterizedTest
    @MethodSource("results")
    void namesTheResult(
            SQLiteErrorCode result,
            String text,
            String code,
            @Nullable String extended,
            @Nullable D1Constraint constraint) {
        SQLiteException cause = thrown(result, "boom");

        D1Failure failure = SqliteFailures.of(cause);

        assertEquals(text, failure.text());
        assertEquals(code, failure.reason().sqliteCode());
        assertEquals(extended, failure.reason().extendedCode());
        assertEquals(constraint, failure.reason().constraint());
        assertSame(cause, failure.getCause());
    }

    @Test
    void namesThePlaceIfItIsKnown() {
        SQLiteException cause = thrown(SQLiteErrorCode.SQLITE_ERROR, "boom");

        assertEquals(
                "boom at offset 0: SQLITE_ERROR", SqliteFailures.of(cause, 0).text());
        assertEquals(
                "boom at offset 7: SQLITE_ERROR", SqliteFailures.of(cause, 7).text());
        assertEquals("boom: SQLITE_ERROR", SqliteFailures.of(cause, -1).text());
        assertEquals(
                "boom at offset 3: SQLITE_ERROR",
                SqliteFailures.error("boom", 3).text());
        assertNull(SqliteFailures.error("boom", -1).getCause());
    }

    @Test
    void takesAnInterruptForTheEndOfTheTime() {
        SQLiteException cause = thrown(SQLiteErrorCode.SQLITE_INTERRUPT, "interrupted");

        D1Failure failure = SqliteFailures.of(cause, 3);

        assertEquals("D1 DB storage operation exceeded timeout which caused object to be reset.", failure.text());
        assertEquals("SQLITE_INTERRUPT", failure.reason().sqliteCode());
        assertSame(cause, failure.getCause());
    }

    @Test
    void keepsAMessageOfAnotherForm() {
        for (String message : List.of("plain", "[SQLITE_ERROR] (a", "[SQLITE_BUSY] other (a)")) {
            assertEquals(message, SqliteFailures.text(new SQLiteException(message, SQLiteErrorCode.SQLITE_ERROR)));
        }
        assertEquals("a (b)", SqliteFailures.text(thrown(SQLiteErrorCode.SQLITE_ERROR, "a (b)")));
        assertEquals("", SqliteFailures.text(thrown(SQLiteErrorCode.SQLITE_ERROR, "")));
    }

    @Test
    void haveTheTextsOfTheService() {
        assertEquals(
                "not authorized: SQLITE_AUTH", SqliteFailures.notAuthorized().text());
        assertEquals("SQLITE_AUTH", SqliteFailures.notAuthorized().reason().sqliteCode());
        assertEquals(
                "statement too long: SQLITE_TOOBIG", SqliteFailures.tooLong().text());
        assertEquals(
                "D1 DB is overloaded. Requests queued for too long.",
                SqliteFailures.overloaded().text());
    }
}
