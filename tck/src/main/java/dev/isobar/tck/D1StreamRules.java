package dev.isobar.tck;

import static dev.isobar.tck.D1Failures.failure;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1DatabaseSession;
import dev.isobar.d1.D1PreparedStatement;
import dev.isobar.d1.D1Row;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.spi.Capability;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** Rules D1-STREAM-01 to D1-STREAM-05: rows one after another. */
abstract class D1StreamRules {
    private static final int USERS = 500;

    record User(long id, String name) {}

    @BeforeEach
    void createUsers(D1Database db) {
        List<D1PreparedStatement> statements = new ArrayList<>();
        statements.add(db.prepare("create table users (id integer primary key, name text)"));
        D1PreparedStatement insert = db.prepare("insert into users values (?, ?)");
        for (int i = 0; i < USERS; i++) {
            statements.add(insert.bind(i, "user " + i));
        }
        db.batch(statements);
    }

    private static D1PreparedStatement users(D1Database db) {
        return db.prepare("select id, name from users order by id");
    }

    @Rule("D1-STREAM-01")
    void returnsTheRowsOfAll(D1Database db) {
        List<D1Row> rows;
        try (Stream<D1Row> stream = users(db).stream()) {
            rows = stream.toList();
        }

        assertEquals(users(db).all().results(), rows);
        assertEquals(List.of("id", "name"), List.copyOf(rows.get(0).keySet()));
    }

    @Rule("D1-STREAM-01")
    void returnsRecords(D1Database db) {
        try (Stream<User> stream = users(db).stream(User.class)) {
            assertEquals(USERS - 1, stream.mapToLong(User::id).max().orElseThrow());
        }
        try (Stream<User> stream = db.prepare("select 'x' as id, 'y' as name").stream(User.class)) {
            assertThrows(InvalidRequestException.class, stream::toList);
        }
    }

    @Rule("D1-STREAM-01")
    void bindsParametersAndMayBeEmpty(D1Database db) {
        D1PreparedStatement one = db.prepare("select name from users where id = ?");

        try (Stream<D1Row> found = one.bind(7).stream();
                Stream<D1Row> none = one.bind(-1).stream()) {
            assertEquals("user 7", found.findFirst().orElseThrow().getString("name"));
            assertTrue(none.findFirst().isEmpty());
        }
    }

    @Rule("D1-STREAM-01")
    void runsAStatementThatWritesOnce(D1Database db) {
        D1PreparedStatement insert =
                db.prepare("insert into users values (?, 'new') returning id").bind(USERS);
        try (Stream<D1Row> added = assertDoesNotThrow(() -> insert.stream(), "it inserts a row that is new")) {
            assertEquals(
                    "new",
                    db.prepare("select name from users where id = ?")
                            .bind(USERS)
                            .first("name"));
            assertEquals(USERS, added.findFirst().orElseThrow().getLong("id"));
        }

        assertEquals(USERS + 1L, db.prepare("select count(*) as n from users").first("n"));
    }

    @Rule("D1-STREAM-02")
    void showsTheMomentOfItsStart(D1Database db) {
        try (Stream<D1Row> stream = users(db).stream()) {
            assertDoesNotThrow(
                    () -> db.prepare("update users set name = 'changed'").run(), "a write while a stream is open");

            assertTrue(stream.allMatch(row -> !Objects.equals("changed", row.getString("name"))));
        }
    }

    @Rule("D1-STREAM-02")
    void letsTheDatabaseServeOtherCalls(D1Database db) {
        D1PreparedStatement rename = db.prepare("update users set name = ? where id = ?");

        try (Stream<D1Row> stream = users(db).stream()) {
            stream.forEach(row -> rename.bind("renamed", row.getLong("id")).run());
        }

        assertEquals(
                (long) USERS,
                db.prepare("select count(*) as n from users where name = 'renamed'")
                        .first("n"));
    }

    @Rule(value = "D1-STREAM-02", needs = Capability.D1_SESSIONS)
    void seesWhatItsSessionHasWritten(D1Database db) {
        D1DatabaseSession session = db.withSession();
        session.prepare("delete from users where id > 0").run();
        String before = Objects.requireNonNull(session.getBookmark());

        try (Stream<D1Row> stream = session.prepare("select id from users").stream()) {
            assertEquals(1, stream.count());
        }

        assertTrue(Objects.requireNonNull(session.getBookmark()).compareTo(before) >= 0);
    }

    @Rule(value = "D1-STREAM-02", needs = Capability.D1_SESSIONS)
    void movesTheBookmarkOfItsSession(D1Database db) {
        D1DatabaseSession session = db.withSession();

        session.prepare("select id from users").stream().close();

        assertNotNull(session.getBookmark());
    }

    @Rule("D1-STREAM-03")
    void failsForWrongSql(D1Database db) {
        failure(() -> db.prepare("select nope from users").stream().close());
        failure(() -> db.prepare("select * from users where id = ?").stream().close());
        failure(() -> db.prepare(" ").stream().close());
    }

    @Rule(value = "D1-STREAM-03", needs = Capability.D1_SQLITE_DIALECT)
    void failsAtARowThatCannotBeComputed(D1Database db) {
        D1PreparedStatement overflows =
                db.prepare("select abs(case id when 400 then -9223372036854775808 else id end) as n from users");

        failure(() -> {
            try (Stream<D1Row> stream = overflows.stream()) {
                stream.forEach(row -> assertTrue(row.containsKey("n")));
            }
        });
        assertEquals((long) USERS, db.prepare("select count(*) as n from users").first("n"));
    }

    @Rule("D1-STREAM-04")
    void refusesRowsAfterItWasClosed(D1Database db) {
        Stream<D1Row> stream = users(db).stream();
        Iterator<D1Row> rows = stream.iterator();
        assertEquals(0L, rows.next().getLong("id"));

        stream.close();

        assertThrows(IllegalStateException.class, rows::next);
        stream.close();
    }

    @Rule("D1-STREAM-04")
    void endsWhenItsConsumerFails(D1Database db) {
        for (int i = 0; i < 20; i++) {
            assertThrows(IndexOutOfBoundsException.class, () -> {
                try (Stream<D1Row> stream = users(db).stream()) {
                    stream.forEach(row -> {
                        throw new IndexOutOfBoundsException();
                    });
                }
            });
        }

        db.prepare("drop table users").run();
        failure(() -> users(db).run());
    }

    @Rule(value = "D1-STREAM-05", needs = Capability.D1_STREAMING)
    void readsOnlyTheRowsThatAreAskedFor(D1Database db) {
        D1PreparedStatement endless =
                db.prepare("with recursive c (x) as (select 1 union all select x + 1 from c) select x from c");

        try (Stream<D1Row> stream = assertDoesNotThrow(() -> endless.stream(), "a stream opens without its rows")) {
            assertEquals(
                    List.of(1L, 2L, 3L),
                    assertDoesNotThrow(
                            () -> stream.limit(3).map(row -> row.getLong("x")).toList(),
                            "three rows of a statement that never ends"));
        }
    }
}
