package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What must not be quoted anywhere in an error. */
final class Confidential {
    private Confidential() {}

    /** Looks at what a log shows of an error: its class and text, its causes, and what was suppressed. */
    static void assertNotIn(String secret, Throwable error) {
        StringWriter log = new StringWriter();
        error.printStackTrace(new PrintWriter(log, true));

        // The stack trace itself is left out of the message, since it holds the secret.
        assertFalse(
                log.toString().contains(secret),
                () -> "a stored value is quoted in " + error.getClass() + " or its causes");
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            assertFalse(String.valueOf(cause.getLocalizedMessage()).contains(secret), "a stored value is quoted");
        }
    }
}
