package dev.isobar.r2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges, and how headers give them. */
class R2RangeTest {
    private static R2Range lenient(@Nullable Long offset, @Nullable Long length) {
        return new R2Range(offset, length, null, true);
    }

    @Test
    void takesTheEndOfAHeaderForALength() {
        assertEquals(lenient(0L, 1L), R2Range.fromHeader("bytes=0-0"));
        assertEquals(lenient(2L, 4L), R2Range.fromHeader("bytes=2-5"));
        assertEquals(lenient(5L, 1L), R2Range.fromHeader("bytes=5-5"));
        assertEquals(lenient(7L, null), R2Range.fromHeader("bytes=7-"));
        assertEquals(new R2Range(null, null, 3L, true), R2Range.fromHeader("bytes=-3"));
    }

    @Test
    void ignoresCaseAndBlanks() {
        assertEquals(lenient(2L, 4L), R2Range.fromHeader("  Bytes =  2 -  5  "));
    }

    @Test
    void takesNumbersOfAnyLength() {
        assertEquals(lenient(0L, 1_000_000_000_000_000_000L), R2Range.fromHeader("bytes=0-999999999999999999"));
        assertEquals(lenient(0L, Long.MAX_VALUE), R2Range.fromHeader("bytes=0-1000000000000000000"));
        assertEquals(lenient(1L, Long.MAX_VALUE), R2Range.fromHeader("bytes=1-9999999999999999999"));
        assertEquals(lenient(Long.MAX_VALUE, 1L), R2Range.fromHeader("bytes=9999999999999999999-9999999999999999999"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes", "bytes=", "bytes=-", "bytes=5-4", "bytes=1-2,3-4", "items=1-2", "bytes=+1-2"})
    void takesAnythingElseForTheWhole(String header) {
        assertEquals(R2Range.ALL, R2Range.fromHeader(header));
    }

    @Test
    void takesNoHeaderForTheWhole() {
        assertEquals(R2Range.ALL, R2Range.fromHeader(null));
    }

    @Test
    void isAllWithoutMembers() {
        assertTrue(R2Range.ALL.isAll());
        assertFalse(R2Range.from(0).isAll());
        assertFalse(R2Range.first(0).isAll());
        assertFalse(R2Range.last(0).isAll());
        assertFalse(R2Range.of(0, 0).isAll());
    }
}
