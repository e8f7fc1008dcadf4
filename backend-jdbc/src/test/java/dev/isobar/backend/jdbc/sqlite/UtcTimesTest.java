package dev.isobar.backend.jdbc.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.d1.D1Database;
import dev.isobar.error.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;

/** Dates and times in UTC, wherever the machine is. */
class UtcTimesTest {
    private static final String NOON = "2024-07-01 12:00:00";

    private static SQLiteConnection connection() throws SQLException {
        return new SQLiteConfig().createConnection("jdbc:sqlite::memory:").unwrap(SQLiteConnection.class);
    }

    private static @Nullable Object value(SQLiteConnection connection, String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet rows = query.executeQuery()) {
            return rows.getObject(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "date('2024-01-31', '+1 month')",
                "date('2024-01-31', '+1 month', 'floor')",
                "time('12:00', '+90 minutes')",
                "datetime(1719835200, 'unixepoch', 'start of month', '-1 day')",
                "datetime(1719835200.5, 'auto', 'subsec')",
                "datetime('2024-07-01T12:00:00+02:00', '+0 days')",
                "julianday('2000-01-01', '+12 hours')",
                "unixepoch('2024-02-29', '+1 year')",
                "unixepoch('2024-02-29 00:00:00.25', 'subsec')",
                "strftime('%w %j %W %f', '2024-12-31', 'weekday 1')",
                "strftime('%s', 1700000000.123, 'unixepoch', 'subsec')",
                "datetime('nonsense', '+1 day')",
                "datetime('2024-07-01', 'nonsense')",
                "datetime('2024-07-01', null)",
                "datetime(null, '+1 day')",
                "datetime(2460493, 'julianday')",
                "datetime('2024-07-01', '+1 day', 'unixepoch')"
            })
    void computesWhatSqliteComputes(String expression) throws SQLException {
        try (SQLiteConnection sqlite = connection();
                SQLiteConnection replaced = connection();
                UtcTimes times = new UtcTimes()) {
            times.replace(replaced);

            assertEquals(value(sqlite, "SELECT " + expression), value(replaced, "SELECT " + expression));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "datetime('2024-07-01 12:00:00', 'localtime')",
                "datetime('2024-07-01 12:00:00', 'LocalTime', 'UTC', 'utc')",
                "datetime('2024-07-01 12:00:00', 'localtime' || char(0) || 'x')",
                "datetime('2024-07-01 12:00:00', x'6c6f63616c74696d65')",
                "datetime(1719835200, 'unixepoch', 'localtime')",
                "date('2024-07-01', 'localtime') || ' ' || time('12:00', 'utc')",
                "datetime(julianday('2024-07-01 12:00:00', 'localtime'))",
                "datetime(unixepoch('2024-07-01 12:00:00', 'utc'), 'unixepoch')",
                "strftime('%Y-%m-%d %H:%M:%S', '2024-07-01 12:00:00', 'localtime')",
                "(select datetime('2024-07-01 12:00:00', m) from (select 'localtime' as m))"
            })
    void takesUtcForLocalTime(String expression) throws Exception {
        try (SQLiteConnection replaced = connection();
                UtcTimes times = new UtcTimes()) {
            times.replace(replaced);

            assertEquals(NOON, value(replaced, "SELECT " + expression));
        }
    }

    @Test
    void keepsTheOrderOfModifiers() throws SQLException {
        try (SQLiteConnection replaced = connection();
                UtcTimes times = new UtcTimes()) {
            times.replace(replaced);

            assertNull(value(replaced, "SELECT datetime(0, 'localtime', 'unixepoch')"));
        }
    }

    @Test
    void servesIndexesAndGeneratedColumns() throws SQLException {
        try (SQLiteConnection replaced = connection();
                UtcTimes times = new UtcTimes()) {
            times.replace(replaced);

            replaced.createStatement().executeUpdate("create table t (a, b as (date(a, '+1 day')) stored)");
            replaced.createStatement().executeUpdate("create index i on t (datetime(a, '+1 day'))");
            replaced.createStatement().executeUpdate("insert into t values ('2024-02-28')");

            assertEquals("2024-02-29", value(replaced, "SELECT b FROM t"));
        }
    }

    /** Runs in a process whose zone is another one. */
    static final class ElsewhereMain {
        private ElsewhereMain() {}

        public static void main(String[] arguments) {
            try (Env env = Env.builder().bind(Service.D1, "DB", arguments[0]).open()) {
                D1Database db = env.d1("DB");
                db.exec("create table if not exists t (at text)");
                db.exec("create view if not exists v as select datetime('2024-07-01 12:00:00', 'localtime') as at");
                System.out.println(db.prepare("select at from v").first("at"));
                System.out.println(db.prepare("select datetime('2024-07-01 12:00:00', ?) as at")
                        .bind("utc")
                        .first("at"));
                try (var rows = db
                        .prepare(
                                "select strftime('%Y-%m-%d %H:%M:%S', 1719835200, 'unixepoch', 'localtime')" + " as at")
                        .stream()) {
                    rows.forEach(row -> System.out.println(row.getString("at")));
                }
                System.out.println(db.prepare("select datetime('now') = current_timestamp as at")
                        .first("at"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "<+0530>-5:30", "Europe/London", "UTC"})
    void staysInUtcWhereverTheMachineIs(String zone, @TempDir Path folder) throws Exception {
        for (String url : List.of("memory:", "jdbc:sqlite:" + folder.resolve("app.db"))) {
            assertEquals(List.of(NOON, NOON, NOON, "1"), printed(zone, url));
        }
    }

    private static List<String> printed(String zone, String url) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        String modules = System.getProperty("jdk.module.path");
        String classes = System.getProperty("java.class.path");
        command.addAll(List.of("-cp", modules == null ? classes : classes + java.io.File.pathSeparator + modules));
        command.addAll(List.of(ElsewhereMain.class.getName(), url));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("TZ", zone);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        return printed.lines().toList();
    }
}
