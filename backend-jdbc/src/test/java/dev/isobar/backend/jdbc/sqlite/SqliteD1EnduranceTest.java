package dev.isobar.backend.jdbc.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1PreparedStatement;
import dev.isobar.error.D1Exception;
import dev.isobar.error.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sixteen threads on one database for {@code isobar.endurance.seconds}, 20 by default: every change that returned is
 * there at the end, every change that failed is not, and statements that never end disturb nobody for longer than the
 * time limit.
 */
@Tag("endurance")
class SqliteD1EnduranceTest {
    private static final int THREADS = 16;
    private static final long NANOS = TimeUnit.SECONDS.toNanos(Integer.getInteger("isobar.endurance.seconds", 20));
    private static final String ENDLESS =
            "with recursive c (x) as (select 1 union all select x + 1 from c) select count(*) from c";

    @TempDir
    Path folder;

    /** What one thread knows it has done. */
    private record Done(long calls, long increments, long inserts, long stopped) {
        Done plus(Done other) {
            return new Done(
                    calls + other.calls,
                    increments + other.increments,
                    inserts + other.inserts,
                    stopped + other.stopped);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory:?timeout=2s", "jdbc:sqlite:%s/app.db?timeout=2s"})
    void nothingIsLost(String url) throws Exception {
        try (Env env =
                Env.builder().bind(Service.D1, "DB", url.formatted(folder)).open()) {
            D1Database db = env.d1("DB");
            db.exec("""
                    create table counter (id integer primary key, n integer)
                    insert into counter values (1, 0), (2, 0)
                    create table entries (id integer primary key, thread integer, text text)
                    create index entries_by_thread on entries (thread)
                    """);
            long end = System.nanoTime() + NANOS;
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            List<Future<Done>> runs = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                runs.add(threads.submit(() -> run(db, number, end)));
            }
            Done all = new Done(0, 0, 0, 0);
            for (Future<Done> run : runs) {
                all = all.plus(run.get(NANOS * 3, TimeUnit.NANOSECONDS));
            }
            threads.shutdown();

            System.out.println(url + ": " + all);
            assertEquals(
                    List.of(List.of(all.increments()), List.of(all.increments())),
                    db.prepare("select n from counter order by id").raw());
            assertEquals(
                    all.inserts(),
                    db.prepare("select count(*) as n from entries").first("n"));
            assertEquals("ok", db.prepare("pragma quick_check").raw().get(0).get(0));
            assertTrue(all.stopped() > 0, "nothing was stopped");
        }
    }

    private static Done run(D1Database db, int thread, long end) {
        D1PreparedStatement increment = db.prepare("update counter set n = n + 1 where id = ?");
        D1PreparedStatement insert = db.prepare("insert into entries (thread, text) values (?, ?)");
        D1PreparedStatement wrong = db.prepare("insert into counter values (1, 1)");
        D1PreparedStatement count = db.prepare("select count(*) as n from entries where thread = ?");
        Done done = new Done(0, 0, 0, 0);
        while (System.nanoTime() - end < 0) {
            db.batch(List.of(increment.bind(1), increment.bind(2)));
            insert.bind(thread, "entry " + done.inserts()).run();
            assertThrows(D1Exception.class, () -> db.batch(List.of(increment.bind(1), insert.bind(thread, ""), wrong)));
            assertEquals(done.inserts() + 1, count.bind(thread).first("n"));
            done = done.plus(new Done(4, 1, 1, stop(db, thread, done.inserts())));
        }
        return done;
    }

    /** Once, in the first thread: a statement that never ends, which the time limit stops. */
    private static long stop(D1Database db, int thread, long round) {
        if (thread != 0 || round != 20) {
            return 0;
        }
        D1Exception stopped = assertThrows(D1Exception.class, () -> db.prepare("insert into entries (text) " + ENDLESS)
                .run());
        assertEquals("SQLITE_INTERRUPT", stopped.sqliteCode());
        return 1;
    }
}
