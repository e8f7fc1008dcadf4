package dev.isobar.internal;

import dev.isobar.kv.KvType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;

/** Between stored bytes and what the caller asked for. */
final class KvValues {
    private KvValues() {}

    @SuppressWarnings("unchecked")
    static <T> @Nullable T decode(byte[] value, KvType<T> type) {
        return (T)
                switch (type.kind()) {
                    case TEXT -> new String(value, StandardCharsets.UTF_8);
                    case BYTES -> value;
                    case STREAM -> new ByteArrayInputStream(value);
                    case JSON -> json(value, type);
                };
    }

    private static @Nullable Object json(byte[] value, KvType<?> type) {
        if (value.length == 0) {
            throw MismatchedInputException.from(null, Object.class, "Unexpected end of JSON input");
        }
        JavaType target = Json.MAPPER.constructType(type.target());
        Object read = Json.MAPPER.readValue(value, target);
        return read instanceof JsonNode node && (node.isNull() || node.isMissingNode()) ? null : read;
    }

    static @Nullable JsonNode metadata(@Nullable String json) {
        return json == null ? null : Json.MAPPER.readTree(json);
    }
}
