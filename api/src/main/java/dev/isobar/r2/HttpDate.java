package dev.isobar.r2;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The dates of HTTP headers: whole seconds, UTC. */
final class HttpDate {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final int EARLIEST_OF_TWO_DIGITS = 1950;
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    /** A leap second, which RFC 9110 allows and Java does not know: the first second after it stands for it. */
    private static final Pattern LEAP_SECOND = Pattern.compile("(?<minute>\\d\\d:\\d\\d:)60\\b");

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

    /** Tells whether a date has a year of four digits, which HTTP can write. */
    private static boolean isWritable(Instant instant) {
        return !instant.isBefore(FIRST) && instant.isBefore(END);
    }

    static @Nullable Instant checked(String operation, String name, @Nullable Instant instant) {
        if (instant != null && !isWritable(instant)) {
            throw Refusal.of(operation, name + " is out of range; HTTP dates have the years 0000 to 9999.");
        }
        return instant;
    }

    /** Reads a date; what cannot be read stands for the epoch (R2-COND-02). */
    static Instant parse(String text) {
        Matcher leap = LEAP_SECOND.matcher(text.trim());
        boolean found = leap.find();
        try {
            Instant read = FORMS.parse(found ? leap.replaceFirst("${minute}59") : text.trim(), Instant::from);
            Instant date = found ? read.plusSeconds(1) : read;
            return isWritable(date) ? date : Instant.EPOCH;
        } catch (DateTimeException unreadable) {
            return Instant.EPOCH;
        }
    }
}
