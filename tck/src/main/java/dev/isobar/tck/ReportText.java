package dev.isobar.tck;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Texts of failures as every file and console can hold them. */
final class ReportText {
    private static final int FIRST = 6_000;
    private static final int LAST = 2_000;

    private ReportText() {}

    /** The message of a failure, or the name of its class if it has none; a driver's exception may lack everything. */
    static String of(Throwable failure) {
        String message = message(failure);
        return printable(
                message == null || message.isBlank() ? failure.getClass().getName() : message);
    }

    /** The class and the message of a failure, and those of its causes. */
    static String withCauses(Throwable failure) {
        StringBuilder text = new StringBuilder(described(failure));
        Throwable cause = failure.getCause();
        for (int depth = 0; cause != null && depth < 5; depth++) {
            text.append("; caused by ").append(described(cause));
            cause = cause.getCause();
        }
        return printable(text.toString());
    }

    private static String described(Throwable failure) {
        String message = message(failure);
        String type = failure.getClass().getName();
        return message == null || message.isBlank() ? type : type + ": " + message;
    }

    private static @Nullable String message(Throwable failure) {
        try {
            return failure.getMessage();
        } catch (RuntimeException hasNone) {
            return null;
        }
    }

    /** Escapes what is not text, such as control characters and half surrogates, and shortens what nobody reads. */
    static String printable(String text) {
        int left = text.length() - FIRST - LAST;
        return left <= 0
                ? escaped(text)
                : escaped(text.substring(0, FIRST)) + "\n… " + left + " characters left out …\n"
                        + escaped(text.substring(text.length() - LAST));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (isText(point)) {
                escaped.appendCodePoint(point);
            } else {
                escaped.append(String.format(Locale.ROOT, "\\u%04X", point));
            }
        });
        return escaped.toString();
    }

    private static boolean isText(int point) {
        return point == '\n'
                || point == '\t'
                || !(Character.isISOControl(point)
                        || Character.getType(point) == Character.SURROGATE
                        || (point & 0xFFFE) == 0xFFFE);
    }
}
