package dev.isobar.internal.d1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1DatabaseSession;
import dev.isobar.d1.D1PreparedStatement;
import dev.isobar.d1.D1SessionConstraint;
import dev.isobar.error.UnavailableException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which position each call of a session asks for, and what its answers do to it. */
class D1PositionTest {
    private final FakeD1Driver driver = new FakeD1Driver();
    private final D1Database db = driver.database();

    @Test
    void asksForNoneOutsideOfSessions() {
        driver.bookmark = "5";
        D1DatabaseSession session = db.withSession();
        D1PreparedStatement ofTheSession = session.prepare("select 1");

        db.prepare("select 1").run();
        db.exec("select 1");
        db.batch(List.of(ofTheSession));
        db.prepare("select 1").stream().close();

        assertEquals(Arrays.asList(null, null, null, null), driver.positions);
        assertNull(session.getBookmark());
    }

    @Test
    void asksForItsConstraintUntilTheFirstAnswer() {
        D1DatabaseSession primary = db.withSession(D1SessionConstraint.FIRST_PRIMARY);
        D1DatabaseSession any = db.withSession();
        primary.prepare("select 1").run();
        any.prepare("select 1").run();
        assertNull(any.getBookmark());

        driver.bookmark = "7";
        any.prepare("select 1").run();
        any.prepare("select 1").run();

        assertEquals(List.of("first-primary", "first-unconstrained", "first-unconstrained", "7"), driver.positions);
        assertEquals("7", any.getBookmark());
        assertNull(primary.getBookmark());
    }

    @Test
    void asksForTheBookmarkItBeganWith() {
        D1DatabaseSession session = db.withSession(" 5 ");

        session.prepare("select 1").run();
        driver.bookmark = "4";
        session.batch(List.of(db.prepare("select 1")));
        driver.bookmark = "6";
        session.prepare("select 1").first();
        driver.bookmark = null;
        session.prepare("select 1").raw();

        assertEquals(List.of("5", "5", "5", "6"), driver.positions);
        assertEquals("6", session.getBookmark());
    }

    @Test
    void movesWithAStream() {
        D1DatabaseSession session = db.withSession("5");
        driver.bookmark = "8";

        session.prepare("select 1").stream().close();
        session.prepare("select 1").stream().close();

        assertEquals(List.of("5", "8"), driver.positions);
    }

    @Test
    void staysWhereItIsWhenACallFails() {
        D1DatabaseSession session = db.withSession("5");
        driver.bookmark = "8";
        driver.cut = 1;

        assertThrows(
                UnavailableException.class, () -> session.prepare("select 1").run());

        assertEquals("5", session.getBookmark());
    }

    @Test
    void comparesAsText() {
        D1Position position = new D1Position("first-primary", null);

        position.reached("9");
        position.reached("10");
        position.reached("9");

        assertEquals("9", position.bookmark());
        assertEquals("9", position.next());
    }
}
