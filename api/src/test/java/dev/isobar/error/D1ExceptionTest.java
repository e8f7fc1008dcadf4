package dev.isobar.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class D1ExceptionTest {
    private static D1Exception failed(String text, @Nullable String sqliteCode) {
        return new D1Exception(new CallSite(Service.D1, "DB", "run"), "D1_ERROR", text, sqliteCode, null, null);
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
    void saysWhenTheSameCallWouldFailAgain() {
        assertFalse(
                failed("D1 DB is overloaded. Too many requests queued.", null).retryable());
        assertFalse(failed("no such table: t: SQLITE_ERROR", "SQLITE_ERROR").retryable());
    }
}
