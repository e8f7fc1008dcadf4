package dev.isobar.internal.d1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1PreparedStatement;
import dev.isobar.d1.D1RawOptions;
import dev.isobar.d1.D1Result;
import dev.isobar.d1.D1Row;
import dev.isobar.error.D1Exception;
import dev.isobar.error.InvalidRequestException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** From a driver's columns and values to what the caller asked for. */
class D1ResultsTest {
    private final FakeD1Driver driver = new FakeD1Driver();
    private final D1Database db = driver.database();
    private final D1PreparedStatement statement = db.prepare("select 1");

    record Person(long personId, @Nullable String fullName, double score) {}

    @BeforeEach
    void answer() {
        answer(List.of("person_id", "FULL_NAME", "score"), Arrays.asList(1L, "Ada", 1.5), Arrays.asList(2L, null, 2.0));
    }

    private void answer(List<String> columns, List<? extends @Nullable Object>... rows) {
        List<List<@Nullable Object>> copies = new ArrayList<>();
        for (List<? extends @Nullable Object> row : rows) {
            copies.add(new ArrayList<>(row));
        }
        driver.rows = FakeD1Driver.rows(columns, copies);
    }

    @Test
    void readsRowsAsRecords() {
        assertEquals(
                List.of(new Person(1, "Ada", 1.5), new Person(2, null, 2)),
                statement.all(Person.class).results());
        assertEquals(new Person(1, "Ada", 1.5), statement.first(Person.class));
        assertEquals(2, statement.stream(Person.class).toList().size());
        assertSame(driver.rows.meta(), statement.all(Person.class).meta());
    }

    @Test
    void prefersTheExactNameOfAComponent() {
        answer(List.of("person_id", "personId", "score", "other"), List.of(1L, 7L, 0.0, "x"));

        assertEquals(new Person(7, null, 0), statement.first(Person.class));
    }

    record Odd(String _a, String aB, String aBC, String d) {}

    @Test
    void joinsTheWordsOfAColumnsName() {
        answer(List.of("_a", "a__b", "A_b_C", "d"), List.of("1", "2", "3", "4"));

        assertEquals(new Odd("1", "2", "3", "4"), statement.first(Odd.class));
    }

    @Test
    void readsRowsAsWhatTheyAre() {
        D1Row row = Objects.requireNonNull(statement.first());

        assertEquals(row, statement.first(D1Row.class));
        assertEquals(
                Map.of("person_id", 1, "FULL_NAME", "Ada", "score", 1.5).keySet(),
                Objects.requireNonNull(statement.first(Map.class)).keySet());
        assertEquals(
                1L,
                Objects.requireNonNull(statement.first(JsonNode.class))
                        .get("person_id")
                        .longValue());
    }

    @Test
    void readsOneValue() {
        assertEquals(1L, statement.first("person_id"));
        assertEquals(1, statement.first("person_id", Integer.class));
        assertEquals("Ada", statement.first("FULL_NAME", String.class));
        answer(List.of("a"), Arrays.asList((Object) null));
        assertNull(statement.first("a"));
        assertNull(statement.first("a", String.class));
        answer(List.of("a"));
        assertNull(statement.first("b"));
        assertNull(statement.first("b", String.class));
        assertNull(statement.first(Person.class));
        assertNull(statement.first());
    }

    @Test
    void refusesAColumnThatIsNotThere() {
        D1Exception missing = assertThrows(D1Exception.class, () -> statement.first("nope", String.class));

        assertEquals("D1_COLUMN_NOTFOUND: Column not found (nope)", missing.getMessage());
        assertEquals("first", missing.operation());
    }

    @Test
    void namesTheColumnAndNotTheValueThatCannotBeRead() {
        answer(List.of("person_id", "score"), List.of("hunter2", 1.0));

        for (InvalidRequestException refused : List.of(
                assertThrows(InvalidRequestException.class, () -> statement.first(Person.class)),
                assertThrows(InvalidRequestException.class, () -> statement.all(Person.class)),
                assertThrows(InvalidRequestException.class, () -> statement.stream(Person.class)
                        .toList()))) {
            String message = String.valueOf(refused.getMessage());
            assertFalse(message.contains("hunter2"), message);
            assertEquals("a row cannot be read as Person: see 'personId'", message.substring(message.indexOf("a row")));
        }
        InvalidRequestException value =
                assertThrows(InvalidRequestException.class, () -> statement.first("person_id", Integer.class));
        String message = String.valueOf(value.getMessage());
        assertFalse(message.contains("hunter2"), message);
        assertEquals("column 'person_id' cannot be read as Integer", message.substring(message.indexOf("column")));
    }

    @Test
    void putsTheNamesOfTheColumnsFirst() {
        List<List<@Nullable Object>> raw = statement.raw(D1RawOptions.NONE.withColumnNames(true));

        assertEquals(List.of("person_id", "FULL_NAME", "score"), raw.get(0));
        assertEquals(3, raw.size());
        assertEquals(2, statement.raw().size());
        answer(List.of("a", "a"));
        assertEquals(List.of(List.of("a", "a")), statement.raw(D1RawOptions.NONE.withColumnNames(true)));
        assertEquals(List.of(), statement.raw());
    }

    @Test
    void keepsTheBytesAndTheMetadata() {
        answer(List.of("b"), List.<Object>of(new byte[] {1, 2}));

        D1Result<D1Row> result = statement.all();

        assertArrayEquals(new byte[] {1, 2}, result.results().get(0).getBytes("b"));
        assertSame(driver.rows.meta(), result.meta());
        assertSame(driver.rows.meta(), statement.run().meta());
        assertSame(driver.rows.meta(), db.batch(List.of(statement)).get(0).meta());
    }

    record Account(String userId, @Nullable String userURL, Optional<String> mail) {}

    record Renamed(
            @JsonProperty("mail") String address,
            @JsonAlias("user_no") long number) {}

    @Test
    void takesNullFromTheColumnOfTheExactName() {
        answer(List.of("userURL", "user_url", "userId"), Arrays.asList(null, "other", "1"));

        assertEquals(new Account("1", null, Optional.empty()), statement.first(Account.class));
    }

    @Test
    void readsAcronymsInSnakeCase() {
        answer(List.of("user_id", "user_url", "MAIL"), List.of("1", "a:b", "ignored"));

        assertEquals(new Account("1", "a:b", Optional.empty()), statement.first(Account.class));
    }

    @Test
    void readsNamesGivenByAnnotations() {
        answer(List.of("mail", "user_no"), List.of("a@b", 7L));

        assertEquals(new Renamed("a@b", 7), statement.first(Renamed.class));
    }

    @Test
    void refusesAComponentWithoutAColumn() {
        answer(List.of("user_url"), List.of("a:b"));

        assertRefused("a row cannot be read as Account: no column for 'userId'; the row has [user_url]");
    }

    @Test
    void refusesSeveralColumnsForOneComponent() {
        answer(List.of("user_id", "USER_ID"), List.of("1", "2"));

        assertRefused("a row cannot be read as Account: for 'userId' there are several columns, [user_id, USER_ID]");
    }

    private void assertRefused(String text) {
        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> statement.first(Account.class));
        String message = String.valueOf(refused.getMessage());
        assertEquals(text, message.substring(message.indexOf("a row")));
    }

    @Test
    void refusesValuesThatDoNotFit() {
        for (Object value : List.of(0.9, 1L << 40, "1", new byte[] {1})) {
            answer(List.of("a"), List.of(value));
            assertThrows(InvalidRequestException.class, () -> statement.first("a", int.class));
        }
        answer(List.of("a"), List.of(1_719_835_200_000L));
        assertThrows(InvalidRequestException.class, () -> statement.first("a", Instant.class));
        answer(List.of("a"), List.<Object>of(new byte[] {1}));
        assertThrows(InvalidRequestException.class, () -> statement.first("a", Instant.class));
    }

    @Test
    void showsNoValue() {
        assertFalse(statement.all().toString().contains("Ada"));
        assertFalse(statement.all(Person.class).toString().contains("Ada"));
        assertTrue(statement.all().toString().startsWith("D1Result[2 rows, "));
    }
}
