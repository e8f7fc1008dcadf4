package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1DatabaseSession;
import dev.isobar.d1.D1Result;
import dev.isobar.d1.D1Row;
import dev.isobar.d1.D1SessionConstraint;
import dev.isobar.d1.migrations.D1Migrations;
import dev.isobar.error.D1Constraint;
import dev.isobar.error.D1Exception;
import dev.isobar.error.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/d1.md. */
class D1DocsTest {
    private final Env env = Env.builder().bind(Service.D1, "DB", "memory:").open();
    private final D1Database db = env.d1("DB");

    record User(long id, String email, boolean newsletter) {}

    @BeforeEach
    void createUsers() {
        db.exec("create table users (id integer primary key, email text unique, newsletter integer, n integer)");
    }

    @AfterEach
    void close() {
        env.close();
    }

    @Test
    void readsAndWrites() {
        db.prepare("insert into users (email, newsletter) values (?, ?)")
                .bind("ada@example.com", true)
                .run();

        User ada = db.prepare("select * from users where email = ?")
                .bind("ada@example.com")
                .first(User.class);

        assertEquals(new User(1, "ada@example.com", true), ada);
    }

    @Test
    void readsRows() {
        List<String> lines = new ArrayList<>();
        db.exec("insert into users (email) values ('ada@example.com')");

        D1Result<D1Row> result = db.prepare("select id, email from users").all();
        for (D1Row row : result.results()) {
            lines.add(row.getLong("id") + " " + row.getString("email"));
        }

        assertEquals(List.of("1 ada@example.com"), lines);
    }

    @Test
    void runsABatch() {
        db.exec("insert into users (id, n) values (1, 10), (2, 0)");

        db.batch(List.of(
                db.prepare("update users set n = n - ? where id = ?").bind(5, 1),
                db.prepare("update users set n = n + ? where id = ?").bind(5, 2)));

        assertEquals(
                List.of(List.of(5L), List.of(5L)),
                db.prepare("select n from users").raw());
    }

    @Test
    void insertsManyRows() {
        String json = "[\"a@example.com\", \"b@example.com\"]";

        db.prepare("insert into users (email) select value from json_each(?)")
                .bind(json)
                .run();

        assertEquals(2L, db.prepare("select count(*) as n from users").first("n"));
    }

    @Test
    void tellsErrorsApart() {
        db.exec("insert into users (email) values ('ada@example.com')");

        D1Exception thrown =
                assertThrows(D1Exception.class, () -> db.exec("insert into users (email) values ('ada@example.com')"));
        assertEquals("taken", register(thrown));
    }

    private static String register(D1Exception thrown) {
        try {
            throw thrown;
        } catch (D1Exception failed) {
            if (failed.constraint() == D1Constraint.UNIQUE) {
                return "taken";
            }
            throw failed;
        }
    }

    @Test
    void streamsRows() {
        List<String> emails = new ArrayList<>();
        db.exec("insert into users (email, newsletter) values ('ada@example.com', 1), ('bob@example.org', 0)");

        try (Stream<User> users = db.prepare("select * from users").stream(User.class)) {
            users.filter(user -> user.email().endsWith("@example.com")).forEach(user -> emails.add(user.email()));
        }

        assertEquals(List.of("ada@example.com"), emails);
    }

    @Test
    void decidesInsideATransaction() {
        db.exec("insert into users (id, n) values (1, 7), (2, 0)");

        boolean paid = db.transaction(tx -> {
            Long n = tx.prepare("select n from users where id = ?").bind(1).first("n", Long.class);
            if (n == null || n < 5) {
                return false;
            }
            tx.batch(List.of(
                    tx.prepare("update users set n = n - ? where id = ?").bind(5, 1),
                    tx.prepare("update users set n = n + ? where id = ?").bind(5, 2)));
            return true;
        });

        assertTrue(paid);
        assertEquals(5L, db.prepare("select n from users where id = 2").first("n"));
    }

    @Test
    void continuesASession() {
        String cookie = null;

        D1DatabaseSession session = db.withSession(cookie);
        session.prepare("select count(*) as n from users").first("n");
        String bookmark = session.getBookmark();

        assertNotNull(bookmark);
        assertNotNull(db.withSession(D1SessionConstraint.FIRST_PRIMARY));
    }

    @Test
    void appliesMigrations(@TempDir Path folder) throws Exception {
        Path directory = Files.createDirectory(folder.resolve("migrations"));
        Files.writeString(directory.resolve("0001_notes.sql"), "create table notes (body text);");

        List<String> applied = D1Migrations.of(db, directory).apply();

        assertEquals(List.of("0001_notes.sql"), applied);
    }

    @Test
    void searchesTextAndReadsJson() {
        db.prepare("create virtual table docs using fts5 (title, body)").run();
        db.prepare("insert into docs values ('Foxes', 'the quick brown fox')").run();

        Object title = db.prepare("select title from docs where docs match ? order by rank")
                .bind("quick")
                .first("title");
        Object city = db.prepare("select ? ->> '$.address.city' as city")
                .bind("{\"address\": {\"city\": \"Ghent\"}}")
                .first("city");

        assertEquals("Foxes", title);
        assertEquals("Ghent", city);
    }

    @Test
    void keepsJavaScriptsNumbers() {
        @Nullable Object java = db.prepare("select 5 / ? as n").bind(2).first("n");
        @Nullable Object javaScript = db.prepare("select 5 / ? as n").bind(2.0).first("n");

        assertEquals(2L, java);
        assertEquals(2.5, javaScript);
    }
}
