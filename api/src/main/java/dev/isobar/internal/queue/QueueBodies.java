package dev.isobar.internal.queue;

import dev.isobar.internal.Json;
import dev.isobar.internal.Utf8;
import dev.isobar.queue.QueueContentType;
import java.lang.reflect.Type;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.exc.MismatchedInputException;

/** Reads bodies by their content type as what the consumer asked for, and never guesses. */
final class QueueBodies {
    private final JavaType target;

    QueueBodies(Type target) {
        this.target = Json.MAPPER.constructType(target);
    }

    static QueueContentType type(String label) {
        return QueueContentType.valueOf(label.toUpperCase(Locale.ROOT));
    }

    /**
     * Decodes a body: a byte[] is always the bytes themselves, an Object is what the content type says.
     *
     * @throws tools.jackson.core.JacksonException if the body cannot be read as the type
     */
    @Nullable
    Object decode(QueueContentType type, byte[] body) {
        if (target.hasRawClass(byte[].class)) {
            return body.clone();
        }
        return switch (type) {
            case BYTES, V8 -> target.isJavaLangObject() ? body.clone() : refuse(type);
            case JSON -> Json.MAPPER.readValue(body, target);
            case TEXT -> target.isTypeOrSuperTypeOf(String.class) ? Utf8.decode(body) : refuse(type);
        };
    }

    private Object refuse(QueueContentType type) {
        throw MismatchedInputException.from(
                null, target, "a body of content type " + type.label() + " cannot be read as " + target.toCanonical());
    }
}
