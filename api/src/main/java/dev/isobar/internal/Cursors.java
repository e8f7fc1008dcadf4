package dev.isobar.internal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes the position of a listing as the cursor that a caller sees, and reads it back. */
public final class Cursors {
    private Cursors() {}

    /** Returns the cursor of a position; {@code null} if nothing follows. */
    public static @Nullable String write(@Nullable String position) {
        return position == null
                ? null
                : Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a cursor.
     *
     * @param cursor what the caller gave; null or empty for the first page
     * @param parser makes the position of the decoded text, or throws {@link IllegalArgumentException}
     * @param refusal the error for a cursor that was not made here
     * @return the position, or {@code null} for the first page
     */
    public static <T> @Nullable T read(
            @Nullable String cursor, Function<String, T> parser, Supplier<? extends RuntimeException> refusal) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        try {
            return parser.apply(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException foreign) {
            throw refusal.get();
        }
    }
}
