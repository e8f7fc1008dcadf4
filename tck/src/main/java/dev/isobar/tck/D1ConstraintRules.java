package dev.isobar.tck;

import static dev.isobar.tck.D1Failures.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.d1.D1Database;
import dev.isobar.error.D1Constraint;
import dev.isobar.error.D1Exception;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** Rule D1-ERR-06: which constraint was violated, in words that hold for every database. */
abstract class D1ConstraintRules {
    @BeforeEach
    void createTables(D1Database db) {
        db.exec("create table teams (id integer primary key)\n"
                + "create table members (id integer primary key, email text unique, age integer not null"
                + " check (age > 0), team integer references teams (id))\n"
                + "insert into members values (1, 'ada@example.com', 36, null)");
    }

    private static D1Constraint violated(D1Database db, String values) {
        D1Exception failed =
                failure(() -> db.prepare("insert into members values " + values).run());
        assertNotNull(failed.reason().nativeState());
        return named(failed.constraint());
    }

    private static D1Constraint named(@Nullable D1Constraint found) {
        assertNotNull(found, "the violated constraint is not named");
        return Objects.requireNonNull(found);
    }

    @Rule("D1-ERR-06")
    void tellsADuplicateKey(D1Database db) {
        assertEquals(D1Constraint.UNIQUE, violated(db, "(2, 'ada@example.com', 1, null)"));
        assertTrue(violated(db, "(1, 'bob@example.com', 1, null)").duplicate());
    }

    @Rule("D1-ERR-06")
    void tellsTheOtherConstraints(D1Database db) {
        assertEquals(D1Constraint.NOT_NULL, violated(db, "(2, 'bob@example.com', null, null)"));
        assertEquals(D1Constraint.CHECK, violated(db, "(2, 'bob@example.com', 0, null)"));
        assertEquals(D1Constraint.FOREIGN_KEY, violated(db, "(2, 'bob@example.com', 1, 9)"));
        assertFalse(D1Constraint.FOREIGN_KEY.duplicate());
    }

    @Rule("D1-ERR-06")
    void tellsItOfABatchToo(D1Database db) {
        D1Exception failed = failure(() -> db.batch(
                List.of(db.prepare("delete from teams"), db.prepare("insert into members values (1, 'x', 1, null)"))));

        assertTrue(named(failed.constraint()).duplicate());
    }

    @Rule("D1-ERR-06")
    void namesNoConstraintForOtherFailures(D1Database db) {
        assertNull(failure(() -> db.prepare("select nope from members").run()).constraint());
        assertNull(failure(() -> db.prepare("selec").run()).constraint());
        assertNull(failure(() -> db.prepare("select ?").run()).constraint());
    }
}
