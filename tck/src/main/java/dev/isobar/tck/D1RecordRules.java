package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1Result;
import dev.isobar.error.InvalidRequestException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Rule D1-ALL-05: rows as records. */
abstract class D1RecordRules {
    private static final String ROW = "select 7 as user_id, 'Ada' as name, 1 as active, '2024-02-29' as born_on, 1.5 as"
            + " score, x'0102' as key, 'x' as unused";

    record User(long userId, String name, boolean active, LocalDate bornOn, double score, byte[] key) {}

    record Names(String user_name, String userName) {}

    record Optional(@Nullable Integer age, @Nullable String missing) {}

    @Rule("D1-ALL-05")
    void fillsARecordByTheNamesOfColumns(D1Database db) {
        D1Result<User> found = db.prepare(ROW).all(User.class);

        User ada = found.results().get(0);
        assertEquals(7, ada.userId());
        assertEquals("Ada", ada.name());
        assertTrue(ada.active());
        assertEquals(LocalDate.of(2024, 2, 29), ada.bornOn());
        assertEquals(1.5, ada.score());
        assertArrayEquals(new byte[] {1, 2}, ada.key());
    }

    @Rule("D1-ALL-05")
    void prefersTheExactName(D1Database db) {
        Names names =
                db.prepare("select 'snake' as user_name, 'camel' as userName").first(Names.class);

        assertEquals(new Names("snake", "camel"), names);
    }

    @Rule("D1-ALL-05")
    void leavesWhatIsMissingNull(D1Database db) {
        assertEquals(new Optional(null, null), db.prepare("select null as age").first(Optional.class));
        assertNull(db.prepare("select 1 as age where 0").first(Optional.class));
        assertEquals(
                List.of(),
                db.prepare("select 1 as age where 0").all(Optional.class).results());
    }

    @Rule("D1-ALL-05")
    void readsTreesAndMaps(D1Database db) {
        assertEquals(
                "{\"user_id\":7}",
                String.valueOf(db.prepare("select 7 as user_id").first(JsonNode.class)));
        assertEquals(Map.of("user_id", 7L), db.prepare("select 7 as user_id").first(Map.class));
    }

    @Rule("D1-ALL-05")
    void readsOneValueAsAClass(D1Database db) {
        assertEquals(7, db.prepare(ROW).first("user_id", Integer.class));
        assertEquals("Ada", db.prepare(ROW).first("name", String.class));
        assertEquals(LocalDate.of(2024, 2, 29), db.prepare(ROW).first("born_on", LocalDate.class));
        assertEquals(true, db.prepare(ROW).first("active", Boolean.class));
        assertNull(db.prepare("select null as n").first("n", Long.class));
    }

    @Rule("D1-ALL-05")
    void doesNotQuoteWhatDoesNotFit(D1Database db) {
        InvalidRequestException row =
                assertThrows(InvalidRequestException.class, () -> db.prepare("select 'secret' as age")
                        .all(Optional.class));
        InvalidRequestException value =
                assertThrows(InvalidRequestException.class, () -> db.prepare("select 'secret' as age")
                        .first("age", Integer.class));

        for (InvalidRequestException refused : List.of(row, value)) {
            String message = Objects.requireNonNull(refused.getMessage());
            assertTrue(message.contains("age"), message);
            assertFalse((message + refused.getCause()).contains("secret"));
        }
    }
}
