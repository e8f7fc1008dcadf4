package dev.isobar.tck;

import static dev.isobar.tck.D1Failures.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.migrations.D1Migrations;
import dev.isobar.error.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** Rules D1-MIG-01 to D1-MIG-08: schema changes from files. */
abstract class D1MigrationRules {
    private Path folder = Path.of("");

    @org.junit.jupiter.api.BeforeEach
    void createFolder(@TempDir Path temporary) throws IOException {
        folder = Files.createDirectory(temporary.resolve("migrations"));
    }

    private void write(String name, String sql) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, sql);
    }

    private static @Nullable Object first(D1Database db, String sql) {
        return db.prepare(sql).raw().get(0).get(0);
    }

    @Rule("D1-MIG-01")
    void takesTheSqlFilesOfTheDirectory(D1Database db) throws IOException {
        write("0001_a.sql", "select 1;");
        write(".0002_hidden.sql", "select 1;");
        write("0003_notes.txt", "");
        write("deeper/0004_b.sql", "select 1;");

        assertEquals(List.of("0001_a.sql"), D1Migrations.of(db, folder).unapplied());
    }

    @Rule("D1-MIG-01")
    void takesTheFilesOfAPattern(D1Database db) throws IOException {
        write("0000_init/migration.sql", "select 1;");
        write("0001_a.sql", "select 1;");

        D1Migrations migrations = D1Migrations.of(db, folder).withPattern("*/migration.sql");

        assertEquals(List.of("0000_init/migration.sql"), migrations.apply());
        assertEquals("0000_init/migration.sql", first(db, "select name from d1_migrations"));
    }

    @Rule("D1-MIG-02")
    void createsItsTableWhenItLists(D1Database db) {
        D1Migrations.of(db, folder).withTable("my \"own\"").unapplied();

        db.prepare("insert into \"my \"\"own\"\"\" (name) values ('0001_a.sql')")
                .run();
        assertEquals(
                List.of(List.of(1L, "0001_a.sql", 1L)),
                db.prepare("select id, name, applied_at is not null from \"my \"\"own\"\"\"")
                        .raw());
        failure(() -> db.prepare("insert into \"my \"\"own\"\"\" (name) values ('0001_a.sql')")
                .run());
    }

    @Rule("D1-MIG-03")
    void namesNewFilesByTheNextNumber(D1Database db, TestClock clock) throws IOException {
        write("0007_old.sql", "select 1;");

        Path created = D1Migrations.of(db, folder).withClock(clock).create("add user table");

        assertEquals("0008_add_user_table.sql", String.valueOf(created.getFileName()));
        String head = Files.readString(created);
        assertTrue(head.startsWith("-- Migration number: 0008"), head);
        assertTrue(head.contains("\t"), head);
        assertTrue(head.contains(clock.instant().toString()), head);
    }

    @Rule("D1-MIG-03")
    void beginsWithNumberOneAndRefusesPaths(D1Database db) {
        D1Migrations migrations = D1Migrations.of(db, folder);

        assertThrows(InvalidRequestException.class, () -> migrations.create("../evil"));
        assertEquals("0001_init.sql", String.valueOf(migrations.create("init").getFileName()));
    }

    @Rule("D1-MIG-04")
    void ordersByNumberBeforeText(D1Database db) throws IOException {
        for (String name : List.of("init.sql", "10_c.sql", "9_b.sql", "1_a.sql", "9_a.sql", "0002_x.sql")) {
            write(name, "select 1;");
        }

        assertEquals(
                List.of("1_a.sql", "0002_x.sql", "9_a.sql", "9_b.sql", "10_c.sql", "init.sql"),
                D1Migrations.of(db, folder).unapplied());
    }

    @Rule("D1-MIG-05")
    void appliesGapsLateAndNothingTwice(D1Database db) throws IOException {
        D1Migrations migrations = D1Migrations.of(db, folder);
        write("0001_a.sql", "create table a (x integer);");
        write("0003_c.sql", "create table c (x integer);");
        assertEquals(List.of("0001_a.sql", "0003_c.sql"), migrations.apply());

        write("0002_b.sql", "create table b (x integer);");
        write("0001_a.sql", "create table changed (x integer);");

        assertEquals(List.of("0002_b.sql"), migrations.apply());
        assertEquals(List.of(), migrations.apply());
    }

    @Rule("D1-MIG-06")
    void stopsAtTheFirstFileThatFails(D1Database db) throws IOException {
        write("0001_a.sql", "create table a (x integer);");
        write("0002_b.sql", "create table b (x integer); insert into nope values (1);");
        write("0003_c.sql", "create table c (x integer);");
        D1Migrations migrations = D1Migrations.of(db, folder);

        String message = String.valueOf(failure(migrations::apply).getMessage());

        assertTrue(message.contains("0002_b.sql"), message);
        assertEquals(0L, first(db, "select count(*) from a"));
        failure(() -> first(db, "select count(*) from b"));
        assertEquals(List.of("0002_b.sql", "0003_c.sql"), migrations.unapplied());
    }

    @Rule("D1-MIG-06")
    void recordsANameWithAQuote(D1Database db) throws IOException {
        write("0001_it's.sql", "create table a (x integer);");

        D1Migrations.of(db, folder).apply();

        assertEquals("0001_it's.sql", first(db, "select name from d1_migrations"));
    }

    @Rule("D1-MIG-07")
    void wantsASemicolonAtTheEnd(D1Database db) throws IOException {
        write("0001_a.sql", "create table a (x integer)");

        failure(() -> D1Migrations.of(db, folder).apply());

        failure(() -> first(db, "select count(*) from a"));
        assertEquals(0L, first(db, "select count(*) from d1_migrations"));
    }

    @Rule("D1-MIG-07")
    void recordsAFileThatEndsInsideAComment(D1Database db) throws IOException {
        write("0001_a.sql", "create table a (x integer); /* the rest; is a comment");
        write("0002_b.sql", "create table b (x integer);/*");
        D1Migrations migrations = D1Migrations.of(db, folder);

        assertEquals(List.of("0001_a.sql", "0002_b.sql"), migrations.apply());

        assertEquals(List.of(), migrations.unapplied());
    }

    @Rule("D1-MIG-07")
    void refusesAStatementWithoutItsSemicolonBeforeAnOpenComment(D1Database db) throws IOException {
        write("0001_a.sql", "create table a (x integer) /* the rest;");

        failure(() -> D1Migrations.of(db, folder).apply());

        failure(() -> first(db, "select count(*) from a"));
        assertEquals(List.of("0001_a.sql"), D1Migrations.of(db, folder).unapplied());
    }

    @Rule("D1-MIG-07")
    void recordsAFileOfCommentsOnly(D1Database db) throws IOException {
        write("0001_a.sql", "-- nothing; yet\n/* still; nothing */");

        assertEquals(List.of("0001_a.sql"), D1Migrations.of(db, folder).apply());
    }

    @Rule("D1-MIG-08")
    void splitsWhereAStatementEnds(D1Database db) throws IOException {
        write("0001_a.sql", """
                create table "odd;name" (x text default 'a;b'); -- not; here\r
                /* nor; here */ create table log (x text);\r
                create trigger g after insert on "odd;name" begin
                  insert into log values (case when new.x = 'a;b' then 'one' else 'two' end);
                  insert into log values ('more');
                end;
                insert into `odd;name` default values;
                """);

        D1Migrations.of(db, folder).apply();

        assertEquals(
                List.of(List.of("one"), List.of("more")),
                db.prepare("select x from log").raw());
    }

    @Rule("D1-MIG-08")
    void endsATriggerAtItsEndOnly(D1Database db) throws IOException {
        write("0001_a.sql", "\uFEFF" + """
                create table shift (begin integer, "end" integer, [a;b] text);
                create table log (begin integer, x text);
                /* not /* nested */
                create trigger g after update of begin on shift begin
                  insert into log (begin, x) values (new.begin, case when new.begin > 1 then 'late' else 'early' end);
                  insert into log (begin, x) select "end", `a;b` from shift;
                end;
                insert into shift values (1, 5, 'x');
                update shift set begin = 2;
                """);

        D1Migrations.of(db, folder).apply();

        assertEquals(
                List.of(List.of(2L, "late"), List.of(5L, "x")),
                db.prepare("select begin, x from log").raw());
    }

    @Rule("D1-MIG-08")
    void refusesAFileWithANul(D1Database db) throws IOException {
        write("0001_a.sql", "create table a (x integer);\0create table b (x integer);");

        assertThrows(
                InvalidRequestException.class, () -> D1Migrations.of(db, folder).apply());

        failure(() -> first(db, "select count(*) from a"));
    }

    @Rule("D1-MIG-08")
    void leavesOutATransactionOfTheFile(D1Database db) throws IOException {
        write("0001_a.sql", "BEGIN TRANSACTION;\ncreate table a (x integer);\nCOMMIT;\n");

        D1Migrations.of(db, folder).apply();

        assertEquals(0L, first(db, "select count(*) from a"));
    }

    @Rule("D1-MIG-08")
    void refusesSeveralTransactionsOfAFile(D1Database db) throws IOException {
        write("0001_a.sql", "BEGIN TRANSACTION; COMMIT; BEGIN TRANSACTION; COMMIT;");

        assertThrows(
                InvalidRequestException.class, () -> D1Migrations.of(db, folder).apply());
    }

    @Rule("D1-MIG-08")
    void refusesAMissingDirectory(D1Database db) {
        Path missing = folder.resolve("missing");

        InvalidRequestException refused = assertThrows(InvalidRequestException.class, () -> D1Migrations.of(db, missing)
                .apply());

        assertEquals("No migrations present at " + missing + ".", refused.getMessage());
    }
}
