package dev.isobar.internal.queue;

import dev.isobar.error.CallSite;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.Service;
import dev.isobar.internal.Json;
import dev.isobar.internal.Utf8;
import dev.isobar.queue.QueueContentType;
import java.lang.reflect.Type;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;

/** Reads bodies by their content type as what the consumer asked for, and never guesses. */
final class QueueBodies {
    private final CallSite site;
    private final JavaType target;

    QueueBodies(String queue, Type target) {
        this.site = new CallSite(Service.QUEUES, queue, "consume");
        this.target = Json.MAPPER.constructType(target);
    }

    static QueueContentType type(String label) {
        return QueueContentType.valueOf(label.toUpperCase(Locale.ROOT));
    }

    /**
     * Decodes a body: a byte[] is always the bytes themselves, an Object is what the content type says.
     *
     * @throws InvalidRequestException if the body cannot be read as the type
     */
    @Nullable
    Object decode(QueueContentType type, byte[] body) {
        if (target.hasRawClass(byte[].class)) {
            return body.clone();
        }
        return switch (type) {
            case BYTES, V8 -> target.isJavaLangObject() ? body.clone() : refuse(type, "");
            case JSON -> json(body);
            case TEXT -> target.isTypeOrSuperTypeOf(String.class) ? Utf8.decode(body) : refuse(type, "");
        };
    }

    private @Nullable Object json(byte[] body) {
        try {
            return Json.MAPPER.readValue(body, target);
        } catch (JacksonException noJson) {
            // The parser's error quotes what it has read.
            return refuse(QueueContentType.JSON, Json.place(noJson));
        }
    }

    private Object refuse(QueueContentType type, String place) {
        String text = "a body of content type " + type.label() + " cannot be read as " + target.toCanonical() + place;
        throw new InvalidRequestException(site, null, site + ": " + text, null);
    }
}
