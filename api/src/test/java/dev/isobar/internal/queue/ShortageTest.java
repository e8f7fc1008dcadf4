package dev.isobar.internal.queue;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** What tells of a process without memory (Q-CONS-11). */
class ShortageTest {
    @Test
    void findsAShortageBehindOtherErrors() {
        OutOfMemoryError memory = new OutOfMemoryError("planned");

        assertTrue(Shortage.caused(memory));
        assertTrue(Shortage.caused(new InternalError("planned")));
        assertTrue(Shortage.caused(new IllegalStateException(new UncheckedIOException(new IOException(memory)))));
    }

    @Test
    void isNotMisledByWhatAMessageCanCause() {
        assertFalse(Shortage.caused(new StackOverflowError()));
        assertFalse(Shortage.caused(new NoClassDefFoundError("planned")));
        assertFalse(Shortage.caused(new IllegalStateException(new StackOverflowError())));
    }

    @Test
    void endsWhereCausesFormACircle() {
        IllegalStateException one = new IllegalStateException("planned");
        one.initCause(new IllegalStateException(one));

        assertFalse(Shortage.caused(one));
    }

    @Test
    void looksAtTwentyCausesAtMost() {
        Throwable last = new OutOfMemoryError("planned");
        for (int i = 0; i < 19; i++) {
            last = new IllegalStateException(last);
        }

        assertTrue(Shortage.caused(last));
        assertFalse(Shortage.caused(new IllegalStateException(last)));
    }
}
