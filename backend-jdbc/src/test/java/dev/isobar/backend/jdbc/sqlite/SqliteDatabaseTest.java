package dev.isobar.backend.jdbc.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.Settings;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** One connection: its transactions, their time limit, what it counts and how it is set up. */
class SqliteDatabaseTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration OVER = Duration.ofNanos(-1);
    private static final String LONG_QUERY =
            "with recursive c (x) as (select 1 union all select x + 1 from c limit 200000) select count(*) from c";

    @TempDir
    Path folder;

    private final SqliteDatabase memory = new SqliteDatabase(SqliteConfig.ofMemory(Settings.of("memory", Map.of())));

    SqliteDatabaseTest() throws SQLException {
        run(memory, "create table t (a)");
    }

    @AfterEach
    void close() throws SQLException {
        memory.close();
    }

    private SqliteConfig file(String... settings) {
        Map<String, String> given = settings.length == 0 ? Map.of() : Map.of(settings[0], settings[1]);
        return SqliteConfig.ofFile(
                BackendConfig.of("jdbc:sqlite", folder.resolve("app.db").toString(), given));
    }

    private static void run(SqliteDatabase database, String sql) throws SQLException {
        try (PreparedStatement prepared = database.prepare(sql)) {
            prepared.execute();
        }
    }

    private static String one(SqliteDatabase database, String sql) throws SQLException {
        List<String> texts = database.texts(sql);
        assertEquals(1, texts.size());
        return texts.get(0);
    }

    private String count() throws SQLException {
        return one(memory, "select count(*) from t");
    }

    @Test
    void undoesWhatIsNotCommitted() throws SQLException {
        memory.begin(true, LONG);
        run(memory, "insert into t values (1)");
        memory.end(List.of());
        assertEquals("0", count());
        memory.begin(true, LONG);
        run(memory, "insert into t values (1)");
        memory.commit();
        memory.end(List.of());
        assertEquals("1", count());
    }

    @Test
    void undoesAPartOfATransaction() throws SQLException {
        memory.begin(true, LONG);
        run(memory, "insert into t values (1)");
        memory.savepoint();
        run(memory, "insert into t values (2)");
        assertTrue(memory.undoToSavepoint());
        memory.savepoint();
        run(memory, "insert into t values (3)");
        memory.release();
        assertFalse(memory.undoToSavepoint());
        memory.commit();
        assertEquals(List.of("1", "3"), memory.texts("select a from t order by a"));
    }

    @Test
    void reportsThatSqliteHasUndoneTheTransaction() throws SQLException {
        memory.begin(true, LONG);
        memory.savepoint();
        run(memory, "rollback");
        assertFalse(memory.undoToSavepoint());
        memory.end(List.of());
        memory.begin(true, LONG);
        memory.commit();
    }

    @Test
    void keepsTheTimeLimitWhileItUndoesAPart() throws SQLException {
        memory.begin(true, LONG);
        memory.savepoint();
        assertTrue(memory.undoToSavepoint());
        assertFalse(memory.late());
        memory.end(List.of());
        memory.begin(true, OVER);
        memory.savepoint();
        assertTrue(memory.undoToSavepoint());
        assertTrue(memory.late());
        memory.end(List.of());
    }

    @Test
    void switchesBackAtTheEndOfATransaction() throws SQLException {
        memory.begin(false, LONG);
        run(memory, "pragma recursive_triggers = 1");
        memory.end(List.of("pragma recursive_triggers = 0"));
        assertEquals("0", one(memory, "pragma recursive_triggers"));
    }

    @Test
    void isLateOnlyInATransactionWhoseTimeIsOver() throws SQLException {
        assertFalse(memory.late());
        memory.begin(false, LONG);
        assertFalse(memory.late());
        memory.end(List.of());
        memory.begin(false, OVER);
        assertTrue(memory.late());
        memory.commit();
        assertFalse(memory.late());
        memory.begin(false, OVER);
        memory.end(List.of());
        assertFalse(memory.late());
    }

    @Test
    void stopsAStatementWhenTheTimeIsOver() throws SQLException {
        memory.begin(false, LONG);
        assertEquals("200000", one(memory, LONG_QUERY));
        memory.end(List.of());
        memory.begin(false, OVER);
        SQLiteException stopped = assertThrows(SQLiteException.class, () -> memory.texts(LONG_QUERY));
        assertEquals(SQLiteErrorCode.SQLITE_INTERRUPT, stopped.getResultCode());
        memory.end(List.of());
        assertEquals("200000", one(memory, LONG_QUERY));
    }

    @Test
    void failsToEndOnlyWithWhatFollows() throws SQLException {
        memory.begin(true, LONG);
        run(memory, "insert into t values (1)");
        assertThrows(SQLException.class, () -> memory.end(List.of("no statement")));
        assertEquals("0", count());
    }

    @Test
    void countsChangesAndRows() throws SQLException {
        assertEquals(0, memory.totalChanges());
        assertEquals(0, memory.lastRowId());
        run(memory, "insert into t values (1), (2)");
        assertEquals(2, memory.totalChanges());
        assertEquals(2, memory.lastRowId());
    }

    @Test
    void seesThatTheSchemaHasChanged() throws SQLException {
        long before = memory.schemaVersion();
        run(memory, "insert into t values (1)");
        assertEquals(before, memory.schemaVersion());
        run(memory, "create table u (a)");
        assertTrue(memory.schemaVersion() > before);
    }

    @Test
    void countsAgainAfterAFailure() throws SQLException {
        memory.begin(false, OVER);
        assertThrows(SQLException.class, () -> memory.texts(LONG_QUERY));
        memory.end(List.of());
        assertEquals(2 * 4_096, memory.size());
    }

    @Test
    void tellsWhatSqliteSaysOfAText() {
        assertEquals("no such column: nope", memory.compileError("select nope"));
        assertEquals("incomplete input", memory.compileError("select"));
        assertNull(memory.compileError("select 1"));
    }

    @Test
    void enforcesForeignKeys() throws SQLException {
        assertEquals("1", one(memory, "pragma foreign_keys"));
        assertEquals("2", one(memory, "pragma temp_store"));
    }

    @Test
    void loadsNoExtensions() {
        SQLException refused =
                assertThrows(SQLException.class, () -> memory.texts("select load_extension('/nowhere/at/all')"));
        assertTrue(String.valueOf(refused.getMessage()).contains("not authorized"), refused.getMessage());
    }

    @Test
    void writesAFileAheadAndWaitsForOthers() throws SQLException {
        try (SqliteDatabase database = new SqliteDatabase(file("busyTimeout", "7s"))) {
            assertTrue(database.shared());
            assertEquals("wal", one(database, "pragma journal_mode"));
            assertEquals("1", one(database, "pragma synchronous"));
            assertEquals("7000", one(database, "pragma busy_timeout"));
        }
        try (SqliteDatabase database = new SqliteDatabase(file("synchronous", "full"))) {
            assertEquals("2", one(database, "pragma synchronous"));
            assertEquals("5000", one(database, "pragma busy_timeout"));
        }
        assertFalse(memory.shared());
        assertEquals("memory", one(memory, "pragma journal_mode"));
    }

    @Test
    void takesTheLockOfAFileAtOnceToWrite() throws SQLException {
        try (SqliteDatabase one = new SqliteDatabase(file("busyTimeout", "1ms"));
                SqliteDatabase other = new SqliteDatabase(file("busyTimeout", "1ms"))) {
            one.begin(true, LONG);
            SQLiteException busy = assertThrows(SQLiteException.class, () -> other.begin(true, LONG));
            assertEquals(SQLiteErrorCode.SQLITE_BUSY, busy.getResultCode());
            other.begin(false, LONG);
            other.end(List.of());
            one.end(List.of());
            one.begin(false, LONG);
            other.begin(true, LONG);
        }
    }

    @Test
    void readsAFileWithoutWriting() throws SQLException {
        try (SqliteDatabase writer = new SqliteDatabase(file())) {
            run(writer, "create table t (a)");
            run(writer, "insert into t values (1)");
            try (SqliteDatabase reader = SqliteDatabase.reader(file())) {
                assertNotNull(reader);
                assertEquals("1", one(reader, "select a from t"));
                SQLiteException refused =
                        assertThrows(SQLiteException.class, () -> run(reader, "insert into t values (2)"));
                assertEquals(SQLiteErrorCode.SQLITE_READONLY, refused.getResultCode());
            }
        }
    }

    @Test
    void runsNothingAfterItsClose() throws SQLException {
        SqliteDatabase database = new SqliteDatabase(SqliteConfig.ofMemory(Settings.of("memory", Map.of())));
        assertEquals("1", one(database, "select 1"));
        database.close();
        assertThrows(SQLException.class, () -> one(database, "select 1"));
    }

    @Test
    void keepsTheFailureThatMadeItClose() throws SQLException {
        IllegalStateException failed = new IllegalStateException("first");
        memory.closeAfter(failed);
        assertEquals(0, failed.getSuppressed().length);
        assertThrows(SQLException.class, this::count);
    }
}
