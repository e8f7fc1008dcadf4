package dev.isobar.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What JSON is read as, and what is refused. */
class JsonTest {
    static List<Arguments> exact() {
        return List.of(
                Arguments.of("127", byte.class, (byte) 127),
                Arguments.of("-32768", Short.class, (short) -32768),
                Arguments.of("2147483647", int.class, 2147483647),
                Arguments.of("2.0", int.class, 2),
                Arguments.of("1e3", Integer.class, 1000),
                Arguments.of("-9223372036854775808", long.class, Long.MIN_VALUE),
                Arguments.of("9.007199254740993E15", Long.class, 9007199254740993L),
                Arguments.of(
                        "123456789012345678901234567890",
                        BigInteger.class,
                        new BigInteger("123456789012345678901234567890")),
                Arguments.of("9007199254740992", double.class, 9007199254740992.0),
                Arguments.of("0.1", Double.class, 0.1),
                Arguments.of("0.1234567890123456789", double.class, 0.12345678901234568),
                Arguments.of("0.1", float.class, 0.1f),
                Arguments.of("0.10000000149011612", Float.class, 0.1f),
                Arguments.of("16777216", float.class, 16777216f),
                Arguments.of("0.10", BigDecimal.class, new BigDecimal("0.10")),
                Arguments.of("true", boolean.class, true),
                Arguments.of("\"\"", String.class, ""),
                Arguments.of("\"a\"", char.class, 'a'),
                Arguments.of("\"FRIDAY\"", DayOfWeek.class, DayOfWeek.FRIDAY),
                Arguments.of("\"2024-07-01T12:00:00Z\"", Instant.class, Instant.parse("2024-07-01T12:00:00Z")),
                Arguments.of(
                        "\"2024-07-01T12:00:00+02:00\"",
                        OffsetDateTime.class,
                        OffsetDateTime.parse("2024-07-01T12:00:00+02:00")),
                Arguments.of(
                        "\"2024-07-01T12:00:00+02:00[Europe/Berlin]\"",
                        ZonedDateTime.class,
                        ZonedDateTime.parse("2024-07-01T12:00:00+02:00[Europe/Berlin]")),
                Arguments.of("\"2024-07-01\"", LocalDate.class, LocalDate.of(2024, 7, 1)),
                Arguments.of("\"2024-07-01T12:00\"", LocalDateTime.class, LocalDateTime.of(2024, 7, 1, 12, 0)),
                Arguments.of("\"12:00\"", LocalTime.class, LocalTime.NOON),
                Arguments.of("\"PT5M\"", Duration.class, Duration.ofMinutes(5)),
                Arguments.of("\"1970-01-01T00:00:01Z\"", Date.class, Date.from(Instant.ofEpochSecond(1))),
                Arguments.of("[1, 2]", int[].class, new int[] {1, 2}),
                Arguments.of("[0.1]", float[].class, new float[] {0.1f}),
                Arguments.of("\"AQI=\"", byte[].class, new byte[] {1, 2}));
    }

    @ParameterizedTest
    @MethodSource("exact")
    void readsWhatFits(String json, Class<?> type, Object value) {
        assertArrayEquals(new Object[] {value}, new Object[] {Json.MAPPER.readValue(json, type)});
    }

    static List<Arguments> lossy() {
        return List.of(
                Arguments.of("0.9", int.class),
                Arguments.of("0.9", Long.class),
                Arguments.of("0.5", BigInteger.class),
                Arguments.of("1e999999999", BigInteger.class),
                Arguments.of("1e999999999", long.class),
                Arguments.of("1e-999999999", int.class),
                Arguments.of("200", byte.class),
                Arguments.of("32768", short.class),
                Arguments.of("2147483648", int.class),
                Arguments.of("9223372036854775808", long.class),
                Arguments.of("9007199254740993", double.class),
                Arguments.of("1e400", double.class),
                Arguments.of("1e-400", double.class),
                Arguments.of("16777217", float.class),
                Arguments.of("1152921504606846977", float.class),
                Arguments.of("0.123456789012", float.class),
                Arguments.of("1e39", float.class),
                Arguments.of("\"NaN\"", int.class),
                Arguments.of("\"NaN\"", double.class),
                Arguments.of("\"-Infinity\"", float.class),
                Arguments.of("\"1\"", int.class),
                Arguments.of("\"1\"", BigDecimal.class),
                Arguments.of("\"\"", int.class),
                Arguments.of("\"\"", Integer.class),
                Arguments.of("\"null\"", Integer.class),
                Arguments.of("true", int.class),
                Arguments.of("null", int.class),
                Arguments.of("null", boolean.class),
                Arguments.of("null", char.class),
                Arguments.of("2", boolean.class),
                Arguments.of("1", Boolean.class),
                Arguments.of("\"true\"", boolean.class),
                Arguments.of("65", char.class),
                Arguments.of("\"\"", char.class),
                Arguments.of("\"ab\"", char.class),
                Arguments.of("1", String.class),
                Arguments.of("true", String.class),
                Arguments.of("1", DayOfWeek.class),
                Arguments.of("\"1\"", DayOfWeek.class),
                Arguments.of("\"\"", DayOfWeek.class),
                Arguments.of("1719835200000", Instant.class),
                Arguments.of("1719835200.5", Instant.class),
                Arguments.of("\"1719835200\"", Instant.class),
                Arguments.of("\"2024-07-01 12:00:00\"", Instant.class),
                Arguments.of("1719835200", OffsetDateTime.class),
                Arguments.of("19905", LocalDate.class),
                Arguments.of("\"2024-07-01T12:00:00Z\"", LocalDate.class),
                Arguments.of("\"2024-07-01T12:00:00Z\"", LocalDateTime.class),
                Arguments.of("\"\"", Instant.class),
                Arguments.of("5", Duration.class),
                Arguments.of("1719835200000", Date.class),
                Arguments.of("[0.9]", int[].class),
                Arguments.of("\"\"", UUID.class),
                Arguments.of("1 2", int.class));
    }

    @ParameterizedTest
    @MethodSource("lossy")
    void refusesWhatDoesNotFit(String json, Class<?> type) {
        assertThrows(JacksonException.class, () -> Json.MAPPER.readValue(json, type));
    }

    record Place(String city, int zip) {}

    record Person(
            String name,
            @Nullable String nick,
            byte @Nullable [] photo,
            Optional<String> mail,
            OptionalInt age,
            @Nullable Place place) {}

    record Formatted(
            @JsonFormat(shape = JsonFormat.Shape.NUMBER) Instant at) {}

    record Patterned(@JsonFormat(pattern = "dd.MM.yyyy") LocalDate day) {}

    record Flat(String name, @JsonUnwrapped Place place) {}

    record Many(List<Integer> numbers, Map<String, Long> counts) {}

    @Test
    void leavesOutOptionalAndNullableComponents() {
        Person person = Json.MAPPER.readValue("{\"name\": \"Ada\"}", Person.class);

        assertEquals(new Person("Ada", null, null, Optional.empty(), OptionalInt.empty(), null), person);
    }

    @Test
    void refusesAMissingComponentAtAnyDepth() {
        for (String json : List.of("{}", "{\"name\": \"Ada\", \"place\": {\"city\": \"Ghent\"}}")) {
            assertThrows(JacksonException.class, () -> Json.MAPPER.readValue(json, Person.class), json);
        }
        assertThrows(JacksonException.class, () -> Json.MAPPER.readValue("[{\"zip\": 1}]", Place[].class));
    }

    @Test
    void checksTheElementsOfCollections() {
        assertEquals(
                new Many(List.of(1), Map.of("a", 2L)),
                Json.MAPPER.readValue("{\"numbers\": [1], \"counts\": {\"a\": 2}}", Many.class));
        assertThrows(
                JacksonException.class,
                () -> Json.MAPPER.readValue("{\"numbers\": [0.5], \"counts\": {}}", Many.class));
        assertThrows(
                JacksonException.class,
                () -> Json.MAPPER.readValue("{\"numbers\": [], \"counts\": {\"a\": \"2\"}}", Many.class));
    }

    @Test
    void followsTheFormatOfAComponent() {
        assertEquals(
                Instant.EPOCH,
                Json.MAPPER.readValue("{\"at\": 0}", Formatted.class).at());
        assertEquals(
                LocalDate.of(2024, 7, 1),
                Json.MAPPER
                        .readValue("{\"day\": \"01.07.2024\"}", Patterned.class)
                        .day());
    }

    @Test
    void readsUnwrappedComponents() {
        assertEquals(
                new Flat("Ada", new Place("Ghent", 9000)),
                Json.MAPPER.readValue("{\"name\": \"Ada\", \"city\": \"Ghent\", \"zip\": 9000}", Flat.class));
    }

    @Test
    void readsWhatItWrites() {
        Person person = new Person("Ada", null, null, Optional.of("a@b"), OptionalInt.of(36), new Place("Ghent", 1));

        assertEquals(person, Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(person), Person.class));
        for (Object value :
                List.of(-0.0, 0.1f, 'a', Instant.EPOCH, Duration.ofDays(2), URI.create("a:b"), UUID.randomUUID())) {
            assertEquals(value, Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(value), value.getClass()));
        }
    }

    private static <T> T row(Object value, Class<T> type) {
        return Json.ROWS.convertValue(value, type);
    }

    @Test
    void readsTruthAndBytesOfRows() {
        assertEquals(true, row(1L, boolean.class));
        assertEquals(false, row(0.0, Boolean.class));
        assertArrayEquals(new byte[] {1}, row(new byte[] {1}, byte[].class));
        assertEquals(ByteBuffer.wrap(new byte[] {1}), row(new byte[] {1}, ByteBuffer.class));
        assertEquals("7", String.valueOf(row(7L, JsonNode.class)));
    }

    @Test
    void refusesOtherValuesOfRows() {
        assertThrows(JacksonException.class, () -> row(2L, boolean.class));
        assertThrows(JacksonException.class, () -> row("true", boolean.class));
        assertThrows(JacksonException.class, () -> row("AQI=", byte[].class));
        assertThrows(JacksonException.class, () -> row("AQI=", ByteBuffer.class));
        assertThrows(JacksonException.class, () -> row(new byte[] {1}, Instant.class));
        assertThrows(JacksonException.class, () -> row(new byte[] {1}, LocalDate.class));
        assertThrows(JacksonException.class, () -> row(new byte[] {1}, String.class));
        assertThrows(JacksonException.class, () -> row(new byte[] {1}, int.class));
        assertThrows(JacksonException.class, () -> row(new byte[] {1}, DayOfWeek.class));
        assertThrows(JacksonException.class, () -> row("{\"city\": \"Ghent\", \"zip\": 1}", Place.class));
        assertThrows(JacksonException.class, () -> row(Double.POSITIVE_INFINITY, long.class));
    }

    record Line(int amount) {}

    record Invoice(Map<String, List<Line>> lines) {}

    @Test
    void namesTheComponentThatDoesNotFitWithoutTheKeysOfMaps() {
        String json = "{\"lines\": {\"hunter2\": [{\"amount\": 1}, {\"amount\": 0.5}]}}";

        JacksonException mismatch =
                assertThrows(JacksonException.class, () -> Json.MAPPER.readValue(json, Invoice.class));

        assertEquals(": see 'lines.amount'", Json.place(mismatch));
    }

    @Test
    void namesTheComponentThatIsMissing() {
        JacksonException mismatch = assertThrows(JacksonException.class, () -> Json.MAPPER.readValue("{}", Line.class));

        assertEquals(": see 'amount'", Json.place(mismatch));
    }

    @Test
    void namesNothingWhereTheWholeValueDoesNotFit() {
        JacksonException mismatch = assertThrows(JacksonException.class, () -> Json.MAPPER.readValue("7", Line.class));

        assertEquals("", Json.place(mismatch));
    }
}
