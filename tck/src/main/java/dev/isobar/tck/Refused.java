package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.IsobarException;
import dev.isobar.error.LimitExceededException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

/** What the kit expects of a refusal: its type, its code and its text. */
final class Refused {
    private Refused() {}

    static void asInvalid(@Nullable String code, String text, Executable call) {
        as(InvalidRequestException.class, code, text, call);
    }

    static void asTooMuch(@Nullable String code, String text, Executable call) {
        as(LimitExceededException.class, code, text, call);
    }

    static void as(Class<? extends IsobarException> type, @Nullable String code, String text, Executable call) {
        IsobarException refusal = assertThrows(type, call);
        assertEquals(text, refusal.getMessage());
        assertEquals(code, refusal.code());
    }
}
