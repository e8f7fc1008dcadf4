package dev.isobar.internal.kv;

import dev.isobar.internal.Json;
import dev.isobar.internal.Utf8;
import dev.isobar.kv.KvType;
import java.io.ByteArrayInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;

/** Converts stored bytes to the requested type. */
final class KvValues {
    private KvValues() {}

    @SuppressWarnings("unchecked")
    static <T> @Nullable T decode(byte[] value, KvType<T> type) {
        return (T)
                switch (type.kind()) {
                    case TEXT -> Utf8.decode(value);
                    case BYTES -> value;
                    case STREAM -> new ByteArrayInputStream(value);
                    case JSON -> json(Utf8.decode(value), type);
                };
    }

    // From the text, as the runtime does: from the bytes Jackson would accept UTF-16 and refuse broken UTF-8.
    private static @Nullable Object json(String text, KvType<?> type) {
        if (text.isBlank()) {
            throw MismatchedInputException.from(null, Object.class, "Unexpected end of JSON input");
        }
        JavaType target = Json.MAPPER.constructType(type.target());
        Object read = Json.MAPPER.readValue(text, target);
        return read instanceof JsonNode node && node.isNull() ? null : read;
    }

    static @Nullable JsonNode metadata(@Nullable String json) {
        return json == null ? null : Json.MAPPER.readTree(json);
    }
}
