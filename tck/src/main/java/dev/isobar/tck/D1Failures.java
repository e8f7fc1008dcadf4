package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.D1Exception;
import org.junit.jupiter.api.function.Executable;

/** What D1 calls fail with. */
final class D1Failures {
    private D1Failures() {}

    static D1Exception failure(Executable call) {
        return assertThrows(D1Exception.class, call);
    }

    static void assertFails(String message, Executable call) {
        assertEquals(message, failure(call).getMessage());
    }
}
