package dev.isobar.r2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The three forms of dates in headers (R2-COND-02). */
class HttpDateTest {
    private static final Instant DATE = Instant.ofEpochSecond(784_111_777);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994",
                "  sun, 06 nov 1994 08:49:37 gmt ",
                "Mon, 06 Nov 1994 08:49:37 GMT"
            })
    void readsEachForm(String text) {
        assertEquals(DATE, HttpDate.parse(text));
    }

    @Test
    void takesYearsOfTwoDigitsFrom1950() {
        assertEquals(Instant.parse("1950-01-01T00:00:00Z"), HttpDate.parse("Sunday, 01-Jan-50 00:00:00 GMT"));
        assertEquals(Instant.parse("2049-12-31T23:59:59Z"), HttpDate.parse("Friday, 31-Dec-49 23:59:59 GMT"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2023-11-14", "Sun, 06 Foo 1994 08:49:37 GMT"})
    void takesTheEpochForOthers(String text) {
        assertEquals(Instant.EPOCH, HttpDate.parse(text));
    }

    @Test
    void takesTheNextSecondForALeapSecond() {
        Instant next = Instant.parse("2017-01-01T00:00:00Z");

        assertEquals(next, HttpDate.parse("Sat, 31 Dec 2016 23:59:60 GMT"));
        assertEquals(next, HttpDate.parse("Saturday, 31-Dec-16 23:59:60 GMT"));
        assertEquals(next, HttpDate.parse("Sat Dec 31 23:59:60 2016"));
        assertEquals(Instant.EPOCH, HttpDate.parse("Sat, 31 Dec 2016 23:59:61 GMT"));
        assertEquals(Instant.EPOCH, HttpDate.parse("Sat, 31 Dec 2016 23:60:00 GMT"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sat Jan  1 00:00:00 +10000",
                "Fri, 31 Dec 9999 23:59:60 GMT",
                "Sat Jan  1 00:00:00 -0001",
                "Sat, 01 Jan 10000 00:00:00 GMT"
            })
    void takesTheEpochForYearsThatHttpCannotWrite(String text) {
        assertEquals(Instant.EPOCH, HttpDate.parse(text));
    }

    @Test
    void writesYearsOfFourDigits() {
        assertEquals("Sat, 01 Jan 0000 00:00:00 GMT", HttpDate.format(Instant.parse("0000-01-01T00:00:00Z")));
        assertEquals("Fri, 31 Dec 9999 23:59:59 GMT", HttpDate.format(Instant.parse("9999-12-31T23:59:59.999Z")));
    }

    @Test
    void writesWholeSeconds() {
        assertEquals("Sun, 06 Nov 1994 08:49:37 GMT", HttpDate.format(DATE.plusMillis(999)));
    }
}
