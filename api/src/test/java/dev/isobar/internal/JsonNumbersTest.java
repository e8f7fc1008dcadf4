package dev.isobar.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Numbers of the JSON of all bindings: not NaN, not infinite, zero with its sign. */
class JsonNumbersTest {
    record Measure(double exact, float rough) {}

    static Stream<Object> notFinite() {
        return Stream.of(
                Double.NaN,
                Float.POSITIVE_INFINITY,
                new double[] {1, Double.NEGATIVE_INFINITY},
                new float[] {Float.NaN},
                List.of("a", Double.NaN),
                Map.of("a", Map.of("b", Double.POSITIVE_INFINITY)),
                new Measure(Double.NaN, 1),
                new Measure(1, Float.NEGATIVE_INFINITY));
    }

    @ParameterizedTest
    @MethodSource("notFinite")
    void refusesToWriteWhatIsNotFinite(Object value) {
        JacksonException bytes = assertThrows(JacksonException.class, () -> Json.MAPPER.writeValueAsBytes(value));
        JacksonException text = assertThrows(JacksonException.class, () -> Json.MAPPER.writeValueAsString(value));
        JsonNode tree = Json.MAPPER.valueToTree(value);

        assertEquals(Json.notFinite("it"), Json.unwritable("it", bytes));
        assertEquals(Json.notFinite("it"), Json.unwritable("it", text));
        assertFalse(Json.isWritable(tree));
        assertThrows(JacksonException.class, () -> Json.MAPPER.writeValueAsBytes(tree));
    }

    @Test
    void writesNumbersThatAreFinite() {
        Object values =
                Arrays.asList(1, 1.5, -0.0, 1e300, 2f, new BigDecimal("1e999"), BigInteger.TEN, null, true, "NaN");

        assertEquals("[1,1.5,-0.0,1.0E300,2.0,1E+999,10,null,true,\"NaN\"]", Json.MAPPER.writeValueAsString(values));
        assertTrue(Json.isWritable(Json.MAPPER.valueToTree(values)));
        assertEquals("[1.0,-0.0]", Json.MAPPER.writeValueAsString(new double[] {1, -0.0}));
    }

    @Test
    void namesOtherReasonsAsBefore() {
        Map<String, Object> endless = new HashMap<>();
        endless.put("self", endless);
        JacksonException refused = assertThrows(JacksonException.class, () -> Json.MAPPER.writeValueAsBytes(endless));

        assertEquals("it cannot be written as JSON", Json.unwritable("it", refused));
    }

    @Test
    void keepsTheSignOfZero() {
        assertEquals(Double.valueOf(-0.0), Json.MAPPER.readValue("-0", Double.class));
        assertEquals(Float.valueOf(-0.0f), Json.MAPPER.readValue("-0", Float.class));
        assertEquals((Object) (-0.0), Json.MAPPER.readValue("-0", Object.class));
        assertEquals((Object) (-0.0), Json.MAPPER.readValue("-0", Number.class));
        assertEquals(new Measure(-0.0, -0.0f), Json.MAPPER.readValue("{\"exact\":-0,\"rough\":-0}", Measure.class));
        assertEquals(List.of(-0.0, 0, -1), Json.MAPPER.readValue("[-0,0,-1]", List.class));
        assertEquals(Map.of("a", -0.0), Json.MAPPER.readValue("{\"a\":-0}", Map.class));
        assertEquals(
                "[-0.0,{\"a\":-0.0},0,-10]",
                Json.MAPPER.readTree("[-0,{\"a\":-0},0,-10]").toString());
        byte[] bytes = "-0".getBytes(StandardCharsets.UTF_8);
        assertEquals((Object) (-0.0), Json.MAPPER.readValue(bytes, Object.class));
        assertEquals((Object) (-0.0), Json.MAPPER.readValue(new ByteArrayInputStream(bytes), Object.class));
        assertEquals((Object) (-0.0), Json.MAPPER.readValue(new StringReader("-0"), Object.class));
    }

    @Test
    void readsTheSameZeroAsAWholeNumber() {
        assertEquals(0, Json.MAPPER.readValue("-0", Integer.class));
        assertEquals(0L, Json.MAPPER.readValue("-0", Long.class));
        assertEquals(BigInteger.ZERO, Json.MAPPER.readValue("-0", BigInteger.class));
        assertEquals(0, BigDecimal.ZERO.compareTo(Json.MAPPER.readValue("-0", BigDecimal.class)));
        assertEquals("-0", Json.MAPPER.readValue("\"-0\"", Object.class));
        assertEquals((Object) 12, Json.MAPPER.readValue("12", Object.class));
    }

    /** A value of an application that fails while it is written. */
    public record Broken(List<String> names) {
        public String getFirst() {
            return names.get(0);
        }
    }

    @Test
    void returnsTheExceptionOfTheValueItself() {
        JacksonException failure = assertThrows(
                JacksonException.class, () -> Json.MAPPER.writeValueAsBytes(Map.of("hunter2", new Broken(List.of()))));

        assertInstanceOf(IndexOutOfBoundsException.class, Json.causeOf(failure));
    }

    @Test
    void dropsTheErrorOfTheMapper() {
        JacksonException failure =
                assertThrows(JacksonException.class, () -> Json.MAPPER.readValue("\"hunter2\"", Integer.class));

        assertNull(Json.causeOf(failure));
    }
}
