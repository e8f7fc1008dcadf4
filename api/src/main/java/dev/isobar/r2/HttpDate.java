package dev.isobar.r2;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** The dates of HTTP headers: whole seconds, UTC. */
final class HttpDate {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final int EARLIEST_OF_TWO_DIGITS = 1950;

    /** The form of today, then the two older ones of RFC 9110, section 5.6.7; the weekday is not checked. */
    private static final DateTimeFormatter FORMS = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendOptional(DateTimeFormatter.RFC_1123_DATE_TIME)
            .optionalStart()
            .appendPattern("EEEE, dd-MMM-")
            .appendValueReduced(ChronoField.YEAR, 2, 2, EARLIEST_OF_TWO_DIGITS)
            .appendPattern(" HH:mm:ss 'GMT'")
            .optionalEnd()
            .appendOptional(DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH))
            .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
            .toFormatter(Locale.ENGLISH)
            .withResolverFields(
                    ChronoField.YEAR,
                    ChronoField.MONTH_OF_YEAR,
                    ChronoField.DAY_OF_MONTH,
                    ChronoField.HOUR_OF_DAY,
                    ChronoField.MINUTE_OF_HOUR,
                    ChronoField.SECOND_OF_MINUTE,
                    ChronoField.OFFSET_SECONDS);

    private HttpDate() {}

    static String format(Instant instant) {
        return FORM.format(instant);
    }

    /** Reads a date; what cannot be read stands for the epoch (R2-COND-02). */
    static Instant parse(String text) {
        try {
            return FORMS.parse(text.trim(), Instant::from);
        } catch (DateTimeException unreadable) {
            return Instant.EPOCH;
        }
    }
}
