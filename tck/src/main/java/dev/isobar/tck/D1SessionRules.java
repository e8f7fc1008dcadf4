package dev.isobar.tck;

import static dev.isobar.tck.D1Failures.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1DatabaseSession;
import dev.isobar.d1.D1SessionConstraint;
import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.spi.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Rules D1-SESS-01 to D1-SESS-05: sequences of queries that never go back. */
abstract class D1SessionRules {
    private static final String GREATEST = "zzzz";

    @Rule(value = "D1-SESS-01", needs = Capability.D1_SESSIONS)
    void takesNothingForNoConstraint(D1Database db) {
        for (String nothing : new String[] {null, "", "  \n"}) {
            D1DatabaseSession session = db.withSession(nothing);

            assertNull(session.getBookmark());
            assertEquals(1L, session.prepare("select 1 as a").first("a"));
        }
    }

    @Rule(value = "D1-SESS-01", needs = Capability.D1_SESSIONS)
    void trimsTheConstraint(D1Database db) {
        assertNull(db.withSession(" first-primary ").getBookmark());
        assertEquals("bookmark", db.withSession(" bookmark ").getBookmark());
    }

    @Rule(value = "D1-SESS-01", without = Capability.D1_SESSIONS)
    void refusesSessions(D1Database db) {
        assertThrows(UnsupportedCapabilityException.class, db::withSession);
    }

    @Rule(value = "D1-SESS-02", needs = Capability.D1_SESSIONS)
    void hasNoBookmarkBeforeItsFirstQuery(D1Database db) {
        for (D1SessionConstraint constraint : D1SessionConstraint.values()) {
            D1DatabaseSession session = db.withSession(constraint);
            assertNull(session.getBookmark());

            session.prepare("select 1").run();

            assertNotNull(session.getBookmark());
        }
    }

    @Rule(value = "D1-SESS-02", needs = Capability.D1_SESSIONS)
    void keepsItsBookmarkWhenAQueryFails(D1Database db) {
        D1DatabaseSession session = db.withSession();

        failure(() -> session.prepare("select * from nope").run());

        assertNull(session.getBookmark());
    }

    @Rule(value = "D1-SESS-02", needs = Capability.D1_SESSIONS)
    void returnsTheBookmarkItBeganWith(D1Database db) {
        assertEquals("0000-1", db.withSession("0000-1").getBookmark());
    }

    @Rule(value = "D1-SESS-03", needs = Capability.D1_SESSIONS)
    void neverGoesBack(D1Database db) {
        D1DatabaseSession session = db.withSession(GREATEST);

        session.prepare("select 1").run();

        assertEquals(GREATEST, session.getBookmark());
    }

    @Rule(value = "D1-SESS-04", needs = Capability.D1_SESSIONS)
    void growsItsBookmark(D1Database db) {
        db.prepare("create table t (a integer)").run();
        D1DatabaseSession session = db.withSession();
        List<String> bookmarks = new ArrayList<>();

        for (int i = 0; i < 20; i++) {
            session.prepare("insert into t values (?)").bind(i).run();
            bookmarks.add(Objects.requireNonNull(session.getBookmark()));
        }

        assertEquals(bookmarks.stream().sorted().toList(), bookmarks);
    }

    @Rule(value = "D1-SESS-04", needs = Capability.D1_SESSIONS)
    void growsFromSessionToSession(D1Database db) {
        db.prepare("create table t (a integer)").run();
        String before = "";
        for (int i = 0; i < 300; i++) {
            D1DatabaseSession session = db.withSession(D1SessionConstraint.FIRST_PRIMARY);
            session.prepare("insert into t values (?)").bind(i).run();
            String bookmark = Objects.requireNonNull(session.getBookmark());

            assertTrue(bookmark.compareTo(before) >= 0, "bookmark " + bookmark + " follows " + before);
            before = bookmark;
        }
    }

    @Rule(value = "D1-SESS-05", needs = Capability.D1_SESSIONS)
    void seesItsOwnWrites(D1Database db) {
        D1DatabaseSession session = db.withSession();
        session.batch(
                List.of(session.prepare("create table t (a integer)"), session.prepare("insert into t values (1)")));

        assertEquals(1L, session.prepare("select a from t").first("a"));
    }

    @Rule(value = "D1-SESS-05", needs = Capability.D1_SESSIONS)
    void continuesFromTheBookmarkOfAnotherSession(D1Database db) {
        D1DatabaseSession writer = db.withSession(D1SessionConstraint.FIRST_PRIMARY);
        writer.prepare("create table t (a integer)").run();
        String bookmark = Objects.requireNonNull(writer.getBookmark());

        D1DatabaseSession reader = db.withSession(bookmark);

        assertEquals(0L, reader.prepare("select count(*) as n from t").first("n"));
        assertTrue(Objects.requireNonNull(reader.getBookmark()).compareTo(bookmark) >= 0);
    }
}
