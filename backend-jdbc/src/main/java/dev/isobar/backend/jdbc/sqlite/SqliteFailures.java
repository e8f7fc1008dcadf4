package dev.isobar.backend.jdbc.sqlite;

import dev.isobar.error.D1Reason;
import dev.isobar.spi.D1Failure;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The failures of D1, out of those of SQLite and of the checks around it. */
final class SqliteFailures {
    private static final String TRANSACTION =
            "To execute a transaction, please use the state.storage.transaction() or state.storage.transactionSync() APIs"
                    + " instead of the SQL BEGIN TRANSACTION or SAVEPOINT statements. The JavaScript API is safer because"
                    + " it will automatically roll back on exceptions, and because it interacts correctly with Durable"
                    + " Objects' automatic atomic write coalescing.";

    private SqliteFailures() {}

    static D1Failure notAuthorized() {
        return failure("not authorized", "SQLITE_AUTH");
    }

    static D1Failure transaction() {
        return new D1Failure(TRANSACTION);
    }

    static D1Failure error(String text, int offset) {
        return failure(text + at(offset), "SQLITE_ERROR");
    }

    static D1Failure tooLong() {
        return failure("statement too long", "SQLITE_TOOBIG");
    }

    static D1Failure of(SQLiteException thrown) {
        return of(thrown, -1);
    }

    /** Puts SQLite's words, the place if it is known and SQLite's names of the result into D1's form. */
    static D1Failure of(SQLiteException thrown, int offset) {
        SQLiteErrorCode result = thrown.getResultCode();
        if (result == SQLiteErrorCode.SQLITE_INTERRUPT) {
            return timedOut(thrown);
        }
        String code = primary(result);
        String text = text(thrown) + at(offset) + ": " + code;
        return result.name().equals(code)
                ? new D1Failure(text, D1Reason.ofSqlite(code, null), thrown)
                : new D1Failure(
                        text + " (extended: " + result.name() + ")", D1Reason.ofSqlite(code, result.name()), thrown);
    }

    private static D1Failure failure(String text, String code) {
        return new D1Failure(text + ": " + code, D1Reason.ofSqlite(code, null), null);
    }

    static D1Failure timedOut(@Nullable SQLiteException thrown) {
        return new D1Failure(
                "D1 DB storage operation exceeded timeout which caused object to be reset.",
                D1Reason.ofSqlite("SQLITE_INTERRUPT", null),
                thrown);
    }

    static D1Failure overloaded() {
        return new D1Failure("D1 DB is overloaded. Requests queued for too long.");
    }

    private static String at(int offset) {
        return offset < 0 ? "" : " at offset " + offset;
    }

    /** SQLite's own message, out of the driver's {@code [CODE] explanation (message)}. */
    static String text(SQLiteException thrown) {
        String code = thrown.getResultCode().toString();
        String message = String.valueOf(thrown.getMessage());
        return message.startsWith(code + " (") && message.endsWith(")")
                ? message.substring(code.length() + 2, message.length() - 1)
                : message;
    }

    private static String primary(SQLiteErrorCode result) {
        return Arrays.stream(SQLiteErrorCode.values())
                .filter(code -> code.code == (result.code & 0xff))
                .findFirst()
                .orElse(result)
                .name();
    }
}
