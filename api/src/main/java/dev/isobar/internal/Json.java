package dev.isobar.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of all bindings: compact, dates as ISO text, unknown members of the reader's class left aside. */
public final class Json {
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.ALWAYS))
            .build();

    private Json() {}

    /**
     * Returns what the caller's own code threw while a value was written, {@code null} if it was not that. The error of the
     * mapper itself is kept from messages and causes: it quotes names and values.
     */
    public static @Nullable Throwable causeOf(JacksonException unwritable) {
        Throwable cause = unwritable.getCause();
        return cause instanceof JacksonException ? null : cause;
    }
}
