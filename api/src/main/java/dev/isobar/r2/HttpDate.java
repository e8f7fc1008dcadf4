package dev.isobar.r2;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The dates of HTTP headers: whole seconds, UTC. */
final class HttpDate {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private HttpDate() {}

    static String format(Instant instant) {
        return FORM.format(instant);
    }

    /** Reads a date; what cannot be read stands for the epoch (R2-COND-02). */
    static Instant parse(String text) {
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.trim(), Instant::from);
        } catch (DateTimeException unreadable) {
            return Instant.EPOCH;
        }
    }
}
