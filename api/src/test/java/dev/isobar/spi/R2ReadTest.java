package dev.isobar.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.r2.R2Checksums;
import dev.isobar.r2.R2Conditional;
import dev.isobar.r2.R2Range;
import dev.isobar.spi.R2Read.Span;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Which bytes a range selects (R2-RANGE-01, R2-RANGE-02). */
class R2ReadTest {
    private static R2Meta object(long size) {
        return new R2Meta("digits", "v1", size, "etag", R2Checksums.NONE, Instant.EPOCH, R2Facts.NONE);
    }

    private static R2Read read(R2Range range) {
        return new R2Read(new R2Precondition(R2Conditional.NONE), range, null);
    }

    private static R2Range lenient(R2Range range) {
        return new R2Range(range.offset(), range.length(), range.suffix(), true);
    }

    private static void assertSelects(long offset, long length, R2Range range) {
        assertEquals(new Span(offset, length), read(range).select(object(10)));
        assertEquals(new Span(offset, length), read(lenient(range)).select(object(10)));
    }

    private static void assertHasNone(long size, R2Range range) {
        R2RefusedException refused =
                assertThrows(R2RefusedException.class, () -> read(range).select(object(size)));
        assertEquals(R2Refusal.INVALID_RANGE, refused.refusal());
        assertEquals(new Span(0, size), read(lenient(range)).select(object(size)));
    }

    @Test
    void selectsWhatTheObjectHas() {
        assertSelects(0, 10, R2Range.ALL);
        assertSelects(0, 10, R2Range.from(0));
        assertSelects(9, 1, R2Range.from(9));
        assertSelects(3, 4, R2Range.of(3, 4));
        assertSelects(3, 7, R2Range.of(3, 7));
        assertSelects(3, 7, R2Range.of(3, 8));
        assertSelects(0, 1, R2Range.first(1));
        assertSelects(0, 10, R2Range.first(11));
        assertSelects(9, 1, R2Range.last(1));
        assertSelects(0, 10, R2Range.last(10));
        assertSelects(0, 10, R2Range.last(11));
        assertSelects(1, 9, R2Range.of(1, Long.MAX_VALUE));
    }

    @Test
    void refusesWhatItDoesNotHave() {
        assertHasNone(10, R2Range.from(10));
        assertHasNone(10, R2Range.from(Long.MAX_VALUE));
        assertHasNone(10, R2Range.of(10, 1));
        assertHasNone(10, R2Range.of(3, 0));
        assertHasNone(10, R2Range.first(0));
        assertHasNone(10, R2Range.last(0));
        assertHasNone(0, R2Range.from(0));
        assertHasNone(0, R2Range.first(1));
        assertHasNone(0, R2Range.last(1));
    }

    @Test
    void looksAtTheConditionFirst() {
        R2Precondition failing = new R2Precondition(R2Conditional.NONE.withEtagMatches("another"));

        assertNull(new R2Read(failing, R2Range.from(10), null).select(object(10)));
        assertEquals(new Span(0, 0), read(R2Range.ALL).select(object(0)));
    }
}
