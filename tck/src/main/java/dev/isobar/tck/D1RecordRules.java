package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1PreparedStatement;
import dev.isobar.d1.D1Result;
import dev.isobar.d1.D1Row;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.spi.Capability;
import java.time.Instant;
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

    @Rule("D1-ALL-08")
    void showsNoStoredValueAsText(D1Database db) {
        D1PreparedStatement statement = db.prepare("select ? as name").bind("secret");
        D1Result<D1Row> result = statement.all();

        assertEquals("D1Row[name]", String.valueOf(result.results().get(0)));
        for (Object shown : List.of(statement, result, statement.all(Secret.class), result.results())) {
            assertFalse(shown.toString().contains("secret"), shown.getClass().getSimpleName());
        }
    }

    record Secret(String name) {}

    enum Colour {
        RED
    }

    record Account(long userId, @Nullable String userURL, java.util.Optional<String> mail) {}

    private static void assertRefused(D1Database db, String value, Class<?> type) {
        InvalidRequestException refused = assertThrows(
                InvalidRequestException.class,
                () -> db.prepare("select " + value + " as n").first("n", type),
                value + " as " + type.getSimpleName());
        assertTrue(String.valueOf(refused.getMessage()).contains("'n'"), refused.getMessage());
    }

    @Rule("D1-ALL-05")
    void refusesNumbersThatDoNotFit(D1Database db) {
        assertEquals(2, db.prepare("select 2.0 as n").first("n", Integer.class));
        assertRefused(db, "0.9", Integer.class);
        assertRefused(db, "0.5", int.class);
        assertRefused(db, "2147483648", Integer.class);
        assertRefused(db, "'1'", Integer.class);
        assertRefused(db, "200", Byte.class);
        assertRefused(db, "2", Boolean.class);
        assertRefused(db, "'true'", Boolean.class);
        assertRefused(db, "1", String.class);
        assertRefused(db, "65", Character.class);
        assertRefused(db, "0", Colour.class);
        assertEquals(Colour.RED, db.prepare("select 'RED' as n").first("n", Colour.class));
    }

    @Rule(value = "D1-ALL-05", needs = Capability.D1_EXACT_INTEGERS)
    void refusesWholeNumbersThatWouldBeRounded(D1Database db) {
        assertRefused(db, "9007199254740993", Double.class);
        assertEquals(
                9007199254740993L, db.prepare("select 9007199254740993 as n").first("n", Long.class));
    }

    @Rule("D1-ALL-05")
    void takesBytesFromBlobsOnly(D1Database db) {
        assertRefused(db, "'AQI='", byte[].class);
        assertRefused(db, "x'01'", String.class);
        assertRefused(db, "x'01'", Instant.class);
        assertRefused(db, "x'01'", LocalDate.class);
    }

    @Rule("D1-ALL-05")
    void takesTimesFromIsoTextOnly(D1Database db) {
        assertEquals(
                Instant.parse("2024-07-01T12:00:00Z"),
                db.prepare("select '2024-07-01T12:00:00Z' as n").first("n", Instant.class));
        assertRefused(db, "1719835200000", Instant.class);
        assertRefused(db, "1719835200", Instant.class);
        assertRefused(db, "'1719835200'", Instant.class);
        assertRefused(db, "'2024-07-01 12:00:00'", Instant.class);
        assertRefused(db, "'2024-07-01T12:00:00Z'", LocalDate.class);
        assertRefused(db, "19905", LocalDate.class);
    }

    @Rule("D1-ALL-05")
    void takesNullFromTheColumnOfTheExactName(D1Database db) {
        assertEquals(
                new Account(1, null, java.util.Optional.empty()),
                db.prepare("select 1 as user_id, null as userURL, 'other' as user_url")
                        .first(Account.class));
        assertEquals(
                new Account(1, "a:b", java.util.Optional.of("a@b")),
                db.prepare("select 1 as USER_ID, 'a:b' as user_url, 'a@b' as mail")
                        .first(Account.class));
    }

    @Rule("D1-ALL-05")
    void refusesComponentsWithoutAValue(D1Database db) {
        for (String row :
                List.of("select 'x' as mail", "select null as user_id", "select 1 as user_id, 2 as USER_ID")) {
            InvalidRequestException refused = assertThrows(
                    InvalidRequestException.class, () -> db.prepare(row).all(Account.class), row);

            assertTrue(String.valueOf(refused.getMessage()).contains("'userId'"), refused.getMessage());
        }
    }
}
