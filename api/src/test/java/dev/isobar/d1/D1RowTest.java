package dev.isobar.d1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class D1RowTest {
    private static final D1Row ROW = new D1Row(
            List.of("id", "score", "name", "key", "none"), Arrays.asList(7L, 2.0, "secret", new byte[] {1}, null));

    @Test
    void readsEachType() {
        assertEquals(7L, ROW.getLong("id"));
        assertEquals(7.0, ROW.getDouble("id"));
        assertEquals(true, row(1L).getBoolean("a"));
        assertEquals(false, row(0.0).getBoolean("a"));
        assertEquals(2.0, ROW.getDouble("score"));
        assertEquals("secret", ROW.getString("name"));
        assertArrayEquals(new byte[] {1}, ROW.getBytes("key"));
    }

    @Test
    void readsAnIntegralRealAsWhole() {
        assertEquals(2L, ROW.getLong("score"));
        assertThrows(IllegalArgumentException.class, () -> row(2.5).getLong("a"));
        assertThrows(IllegalArgumentException.class, () -> row(0x1p63).getLong("a"));
        assertThrows(IllegalArgumentException.class, () -> row(Double.NaN).getLong("a"));
        assertEquals(Long.MIN_VALUE, row(-0x1p63).getLong("a"));
    }

    @Test
    void refusesNumbersThatLoseSomething() {
        assertEquals(0x1p53, row(1L << 53).getDouble("a"));
        assertThrows(IllegalArgumentException.class, () -> row((1L << 53) + 1).getDouble("a"));
        assertThrows(IllegalArgumentException.class, () -> row(Long.MAX_VALUE).getDouble("a"));
        assertThrows(IllegalArgumentException.class, () -> row(2L).getBoolean("a"));
        assertThrows(IllegalArgumentException.class, () -> row(0.5).getBoolean("a"));
    }

    private static D1Row row(Object value) {
        return new D1Row(List.of("a"), List.of(value));
    }

    @Test
    void showsNoValue() {
        assertEquals("D1Row[id, score, name, key, none]", ROW.toString());
    }

    @Test
    void readsNullAsNull() {
        assertNull(ROW.getLong("none"));
        assertNull(ROW.getDouble("none"));
        assertNull(ROW.getBoolean("none"));
        assertNull(ROW.getString("none"));
        assertNull(ROW.getBytes("none"));
    }

    @Test
    void namesTheColumnThatIsMissingOrOfAnotherType() {
        IllegalArgumentException missing = assertThrows(IllegalArgumentException.class, () -> ROW.getLong("nope"));
        IllegalArgumentException other = assertThrows(IllegalArgumentException.class, () -> ROW.getLong("name"));

        assertEquals("no column 'nope'; the row has [id, score, name, key, none]", missing.getMessage());
        assertFalse(String.valueOf(other.getMessage()).contains("secret"));
    }

    @Test
    void cannotBeChanged() {
        assertThrows(UnsupportedOperationException.class, () -> ROW.put("id", 8L));
        assertThrows(UnsupportedOperationException.class, () -> ROW.remove("id"));
    }
}
