package dev.isobar.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class D1ExceptionTest {
    private static D1Exception failed(String text, @Nullable String sqliteCode) {
        return new D1Exception(
                new CallSite(Service.D1, "DB", "run"), "D1_ERROR", text, D1Reason.ofSqlite(sqliteCode, null), null);
    }

    @Test
    void putsTheCodeBeforeTheText() {
        assertEquals(
                "D1_ERROR: no such table: t", failed("no such table: t", null).getMessage());
    }

    @Test
    void saysWhenAnotherAttemptMakesSense() {
        assertTrue(failed("Network connection lost.", null).retryable());
        assertTrue(failed("D1 DB reset because its code was updated.", null).retryable());
        assertTrue(failed("database is locked: SQLITE_BUSY", "SQLITE_BUSY").retryable());
    }

    @Test
    void retriesWhatAnotherTransactionPrevented() {
        assertTrue(ofState("40001", null).retryable());
        assertTrue(ofState("40P01", null).retryable());
        assertFalse(ofState("23505", D1Constraint.UNIQUE).retryable());
    }

    @Test
    void tellsTheConstraintOfEveryDatabase() {
        assertEquals(D1Constraint.UNIQUE, ofState("23505", D1Constraint.UNIQUE).constraint());
        assertEquals(D1Constraint.UNIQUE, ofSqlite("SQLITE_CONSTRAINT", "SQLITE_CONSTRAINT_UNIQUE"));
        assertEquals(D1Constraint.PRIMARY_KEY, ofSqlite("SQLITE_CONSTRAINT", "SQLITE_CONSTRAINT_ROWID"));
        assertEquals(D1Constraint.OTHER, ofSqlite("SQLITE_CONSTRAINT", null));
        assertNull(ofSqlite("SQLITE_ERROR", null));
    }

    private static D1Exception ofState(String sqlState, @Nullable D1Constraint constraint) {
        return new D1Exception(
                new CallSite(Service.D1, "DB", "run"),
                "D1_ERROR",
                "failed",
                D1Reason.ofState(sqlState, constraint),
                null);
    }

    private static @Nullable D1Constraint ofSqlite(String code, @Nullable String extendedCode) {
        return D1Reason.ofSqlite(code, extendedCode).constraint();
    }

    @Test
    void saysWhenTheSameCallWouldFailAgain() {
        assertFalse(
                failed("D1 DB is overloaded. Too many requests queued.", null).retryable());
        assertFalse(failed("no such table: t: SQLITE_ERROR", "SQLITE_ERROR").retryable());
    }
}
