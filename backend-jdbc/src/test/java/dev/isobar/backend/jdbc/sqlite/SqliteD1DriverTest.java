package dev.isobar.backend.jdbc.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.Capability;
import dev.isobar.spi.D1Driver.D1Cursor;
import dev.isobar.spi.D1Driver.D1Rows;
import dev.isobar.spi.D1Driver.D1Statement;
import dev.isobar.spi.D1Driver.D1Transaction;
import dev.isobar.spi.D1Failure;
import dev.isobar.spi.Settings;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What a driver answers in one call, in a stream and in a transaction. */
class SqliteD1DriverTest {
    private static final String TIMED_OUT = "D1 DB storage operation exceeded timeout which caused object to be reset.";
    private static final Duration OVER = Duration.ofNanos(-1);

    @TempDir
    Path folder;

    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private final SqliteConfig inMemory = SqliteConfig.ofMemory(Settings.of("memory", Map.of()));
    private final SqliteD1Driver memory = SqliteD1Driver.open(inMemory, InstantSource.system());

    SqliteD1DriverTest() throws SQLException {}

    @AfterEach
    void close() throws SQLException {
        other.shutdownNow();
        memory.close();
    }

    private SqliteConfig config() {
        return SqliteConfig.ofFile(
                BackendConfig.of("jdbc:sqlite", folder.resolve("app.db").toString(), Map.of("busyTimeout", "1ms")));
    }

    private SqliteD1Driver file() throws SQLException {
        return SqliteD1Driver.open(config(), InstantSource.system());
    }

    private <T> T elsewhere(Callable<T> call) throws Exception {
        return other.submit(call).get(30, TimeUnit.SECONDS);
    }

    private static D1Statement statement(String sql) {
        return new D1Statement(sql, List.of());
    }

    private static List<List<@Nullable Object>> run(SqliteD1Driver driver, String sql) throws Exception {
        return driver.execute(List.of(statement(sql)), null).results().get(0).rows();
    }

    private static String refusal(Executable call) {
        return assertThrows(D1Failure.class, call).text();
    }

    @Test
    void streamsFilesAlone() throws Exception {
        assertFalse(memory.capabilities().has(Capability.D1_STREAMING));
        assertTrue(memory.capabilities().has(Capability.D1_TRANSACTIONS));
        try (Closing file = new Closing(file())) {
            assertTrue(file.driver.capabilities().has(Capability.D1_STREAMING));
            assertTrue(file.driver.capabilities().has(Capability.D1_TRANSACTIONS));
        }
    }

    private record Closing(SqliteD1Driver driver) implements AutoCloseable {
        @Override
        public void close() throws SQLException {
            driver.close();
        }
    }

    @Test
    void tellsABookmarkToASessionAlone() throws Exception {
        assertNull(memory.execute(List.of(statement("select 1")), null).bookmark());
        String first =
                memory.execute(List.of(statement("select 1")), "first-primary").bookmark();
        String second = memory.execute(List.of(statement("select 1")), first).bookmark();
        assertNotNull(first);
        assertNotNull(second);
        assertTrue(second.compareTo(first) > 0);
        assertNull(memory.stream(statement("select 1"), null).bookmark());
        assertNotNull(memory.stream(statement("select 1"), first).bookmark());
        try (Closing file = new Closing(file())) {
            D1Cursor cursor = file.driver.stream(statement("select 1"), "first-primary");
            assertTrue(String.valueOf(cursor.bookmark()).matches("[0-9a-f]{8}-[0-9a-f]{8}-00000001-[0-9a-f]{32}"));
            assertNull(file.driver.stream(statement("select 1"), null).bookmark());
        }
    }

    @Test
    void undoesABatchOfWhichOneStatementFails() throws Exception {
        run(memory, "create table t (a not null)");

        assertThrows(
                D1Failure.class,
                () -> memory.execute(
                        List.of(statement("insert into t values (1)"), statement("insert into t values (null)")),
                        null));

        assertEquals(List.of(List.of(0L)), run(memory, "select count(*) from t"));
    }

    @Test
    void switchesPragmasBackAfterACallThatFails() throws Exception {
        assertThrows(D1Failure.class, () -> run(memory, "pragma recursive_triggers = on; select nope"));

        assertEquals(List.of(List.of(0L)), run(memory, "pragma recursive_triggers"));
    }

    @Test
    void readsTheRowsOfAStreamOneByOne() throws Exception {
        try (Closing file = new Closing(file())) {
            run(file.driver, "create table t (a, b)");
            run(file.driver, "insert into t values (1, 'x'), (2, 'y')");
            D1Cursor cursor = file.driver.stream(statement("select a, b from t"), null);

            assertEquals(List.of("a", "b"), cursor.columns());
            assertEquals(List.of(1L, "x"), cursor.next());
            assertEquals(List.of(2L, "y"), elsewhere(cursor::next));
            assertNull(cursor.next());
            cursor.close();
            cursor.close();
            assertThrows(IllegalStateException.class, cursor::next);
        }
    }

    @Test
    void executesAStreamThatWrites() throws Exception {
        try (Closing file = new Closing(file())) {
            run(file.driver, "create table t (a unique)");
            D1Cursor cursor = file.driver.stream(statement("insert into t values (7) returning a"), null);

            assertEquals(List.of(7L), cursor.next());
            assertNull(cursor.next());
            assertEquals(List.of(List.of(7L)), run(file.driver, "select * from t"));
            String failed = refusal(() -> file.driver.stream(statement("insert into t values (7)"), null));
            assertTrue(failed.startsWith("UNIQUE constraint failed: t.a"), failed);
            assertTrue(refusal(() -> file.driver.stream(statement("select json('{')"), null))
                    .startsWith("malformed JSON"));
        }
    }

    @Test
    void streamsAStatementWithoutRows() throws Exception {
        try (Closing file = new Closing(file())) {
            D1Cursor cursor = file.driver.stream(statement("pragma foreign_keys = on"), null);

            assertEquals(List.of(), cursor.columns());
            assertNull(cursor.next());
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the files that a process has open are read from /proc")
    void closesTheConnectionOfEachStream() throws Exception {
        try (Closing file = new Closing(file())) {
            run(file.driver, "create table t (a)");
            // SQLite keeps one descriptor of a file that is locked for the next connection.
            file.driver.stream(statement("select * from t"), null).close();
            long before = OpenFiles.below(folder);
            D1Cursor cursor = file.driver.stream(statement("select * from t"), null);
            assertTrue(OpenFiles.below(folder) > before);
            cursor.close();
            assertEquals(before, OpenFiles.below(folder));
            refusal(() -> file.driver.stream(statement("select nope"), null));
            assertEquals(before, OpenFiles.below(folder));
            file.driver.stream(statement("delete from t"), null).close();
            assertEquals(before, OpenFiles.below(folder));
            file.driver.stream(statement("select * from t"), null);
        }
        assertEquals(0, OpenFiles.below(folder));
    }

    @Test
    void endsRowsWhoseTimeIsOver() throws Exception {
        try (Closing file = new Closing(file())) {
            run(file.driver, "create table t (a)");
            run(file.driver, "insert into t values (1)");
            assertEquals(List.of(1L), cursor(Duration.ofMinutes(1), true).next());
            assertEquals(TIMED_OUT, refusal(() -> cursor(OVER, false).next()));
            SqliteCursor ended = cursor(OVER, true);
            assertThrows(IllegalStateException.class, ended::next);
        }
    }

    /** Rows of a reader that has this time, and that is asked whether its time is over. */
    private SqliteCursor cursor(Duration time, boolean asked) throws SQLException {
        SqliteDatabase reader = SqliteDatabase.reader(config());
        reader.begin(false, time);
        PreparedStatement prepared = reader.prepare("select a from t");
        SqliteCursor cursor = new SqliteCursor(reader, prepared, null, closed -> endQuietly(reader));
        if (asked) {
            cursor.closeIfLate();
        }
        return cursor;
    }

    private static void endQuietly(SqliteDatabase reader) {
        try {
            reader.end(List.of());
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void answersEachCallOfATransaction() throws Exception {
        run(memory, "create table t (a unique)");
        D1Transaction transaction = memory.begin();
        List<D1Rows> results =
                transaction.execute(List.of(statement("insert into t values (1)"), statement("select a from t")));

        assertEquals(2, results.size());
        assertEquals(1, results.get(0).meta().changes());
        assertEquals(List.of(List.of(1L)), results.get(1).rows());
        assertThrows(
                D1Failure.class,
                () -> transaction.execute(
                        List.of(statement("insert into t values (2)"), statement("insert into t values (1)"))));
        transaction.execute(List.of(statement("insert into t values (3)")));
        transaction.commit();
        assertEquals(List.of(List.of(1L), List.of(3L)), run(memory, "select a from t order by a"));
    }

    @Test
    void takesNothingAfterTheEndOfATransaction() throws Exception {
        run(memory, "create table t (a)");
        D1Transaction transaction = memory.begin();
        transaction.execute(List.of(statement("insert into t values (1)")));
        transaction.rollback();
        transaction.rollback();

        assertEquals("The transaction has ended.", refusal(() -> transaction.execute(List.of(statement("select 1")))));
        assertEquals("The transaction has ended.", refusal(transaction::commit));
        D1Transaction next = memory.begin();
        next.execute(List.of(statement("insert into t values (2)")));
        transaction.rollback();
        next.commit();
        assertEquals(List.of(List.of(2L)), run(memory, "select a from t"));
        assertEquals(List.of(List.of(2L)), elsewhere(() -> run(memory, "select a from t")));
    }

    @Test
    void lendsATransactionToOtherThreads() throws Exception {
        D1Transaction transaction = memory.begin();
        assertEquals("This thread has an open transaction on the database.", refusal(() -> run(memory, "select 1")));

        assertEquals(1, elsewhere(() -> transaction
                .execute(List.of(statement("select 1")))
                .size()));
        elsewhere(() -> {
            transaction.rollback();
            return true;
        });
        assertEquals(List.of(List.of(1L)), run(memory, "select 1"));
    }

    @Test
    void endsATransactionWhoseTimeIsOver() throws Exception {
        try (SqliteDatabase database = new SqliteDatabase(inMemory)) {
            StatementRunner runner = new StatementRunner(database, EngineLimits.CLOUDFLARE);
            Turn turn = new Turn(Duration.ofSeconds(30));
            turn.take();
            SqliteTransaction late = new SqliteTransaction(database, runner, turn, OVER);
            turn.release();

            assertEquals(TIMED_OUT, refusal(() -> late.execute(List.of(statement("select 1")))));
            assertEquals(TIMED_OUT, refusal(late::commit));
            late.rollback();
            turn.take();
            SqliteTransaction next = new SqliteTransaction(database, runner, turn, Duration.ofMinutes(1));
            turn.release();
            assertEquals(1, next.execute(List.of(statement("select 1"))).size());
            next.commit();
        }
    }

    @Test
    void givesTheTurnOfALateTransactionToWhoeverWaits() throws Exception {
        try (SqliteDatabase database = new SqliteDatabase(inMemory)) {
            StatementRunner runner = new StatementRunner(database, EngineLimits.CLOUDFLARE);
            Turn turn = new Turn(Duration.ofSeconds(30));
            turn.take();
            SqliteTransaction late = new SqliteTransaction(database, runner, turn, OVER);
            turn.release();

            turn.take();
            database.begin(true, Duration.ofMinutes(1));
            database.end(List.of());
            turn.release();
            assertEquals(TIMED_OUT, refusal(late::commit));
        }
    }

    @Test
    void refusesWhoWaitsTooLongForATransaction() throws Exception {
        try (SqliteDatabase database = new SqliteDatabase(inMemory)) {
            StatementRunner runner = new StatementRunner(database, EngineLimits.CLOUDFLARE);
            Turn turn = new Turn(Duration.ofMillis(1));
            turn.take();
            SqliteTransaction open = new SqliteTransaction(database, runner, turn, Duration.ofMinutes(1));
            turn.release();

            assertEquals("D1 DB is overloaded. Requests queued for too long.", elsewhere(() -> refusal(turn::take)));
            turn.takeLast(() -> {});
            assertEquals("The transaction has ended.", refusal(open::commit));
            elsewhere(() -> {
                turn.take();
                turn.release();
                return true;
            });
        }
    }

    @Test
    void undoesWhatATransactionThatCannotBeginHasBegun() throws Exception {
        try (SqliteDatabase database = new SqliteDatabase(inMemory)) {
            StatementRunner runner = new StatementRunner(database, EngineLimits.CLOUDFLARE);
            Turn turn = new Turn(Duration.ofSeconds(30));
            database.begin(true, Duration.ofMinutes(1));

            assertThrows(
                    SQLException.class, () -> new SqliteTransaction(database, runner, turn, Duration.ofMinutes(1)));

            database.begin(true, Duration.ofMinutes(1));
            turn.take();
            turn.release();
        }
    }

    @Test
    void keepsReadersFromWaitingForAWriter() throws Exception {
        try (Closing one = new Closing(file());
                Closing two = new Closing(file())) {
            run(one.driver, "create table t (a)");
            D1Transaction writing = one.driver.begin();
            writing.execute(List.of(statement("insert into t values (1)")));

            assertEquals(List.of(), run(two.driver, "select a from t"));
            String busy = refusal(() -> run(two.driver, "insert into t values (2)"));
            assertEquals("database is locked: SQLITE_BUSY", busy);
            writing.commit();
            assertEquals(List.of(List.of(1L)), run(two.driver, "select a from t"));
        }
    }
}
