package dev.isobar.internal.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.queue.QueueContentType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.type.TypeReference;

/** What a consumer reads a body as, by its content type and the type that it asked for (rules Q-BODY). */
class QueueBodiesTest {
    record Order(int id) {}

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable Object decode(Type target, QueueContentType type, String body) {
        return new QueueBodies("jobs", target).decode(type, utf8(body));
    }

    @ParameterizedTest
    @EnumSource
    void givesTheBytesOfAnyBody(QueueContentType type) {
        byte[] body = utf8("{not JSON");

        Object decoded = new QueueBodies("jobs", byte[].class).decode(type, body);

        assertArrayEquals(body, (byte[]) decoded);
        assertNotSame(body, decoded);
    }

    @Test
    void readsJsonAsAnyType() {
        assertEquals(new Order(7), decode(Order.class, QueueContentType.JSON, "{\"id\":7}"));
        assertEquals(Map.of("id", 7), decode(Object.class, QueueContentType.JSON, "{\"id\":7}"));
        assertEquals("a", decode(String.class, QueueContentType.JSON, "\"a\""));
        assertEquals(
                List.of(new Order(7)),
                decode(new TypeReference<List<Order>>() {}.getType(), QueueContentType.JSON, "[{\"id\":7}]"));
        assertNull(decode(Order.class, QueueContentType.JSON, "null"));
        assertThrows(InvalidRequestException.class, () -> decode(Order.class, QueueContentType.JSON, "{"));
    }

    @Test
    void decodesTextAsTheRuntimeDoes() {
        byte[] half = {'a', (byte) 0xED, (byte) 0xA0, (byte) 0x80};

        assertEquals("a\uFFFD\uFFFD\uFFFD", new QueueBodies("jobs", String.class).decode(QueueContentType.TEXT, half));
    }

    @Test
    void readsTextAsText() {
        assertEquals("grün", decode(String.class, QueueContentType.TEXT, "grün"));
        assertEquals("{\"id\":7}", decode(Object.class, QueueContentType.TEXT, "{\"id\":7}"));
        assertEquals("a", decode(CharSequence.class, QueueContentType.TEXT, "a"));

        assertEquals(
                "a body of content type text cannot be read as dev.isobar.internal.queue.QueueBodiesTest$Order",
                refusal(Order.class, QueueContentType.TEXT));
    }

    private static String refusal(Type target, QueueContentType type) {
        return refusal(target, type, "{\"id\":7}");
    }

    private static String refusal(Type target, QueueContentType type, String body) {
        InvalidRequestException refused = assertThrows(InvalidRequestException.class, () -> decode(target, type, body));
        assertNull(refused.getCause(), "the parser's error quotes the body");
        return String.valueOf(refused.getMessage()).replace("queues.consume on jobs: ", "");
    }

    @Test
    void doesNotQuoteWhatIsNotOfTheType() {
        assertEquals(
                "a body of content type json cannot be read as dev.isobar.internal.queue.QueueBodiesTest$Order: see 'id'",
                refusal(Order.class, QueueContentType.JSON, "{\"id\":\"hunter2\"}"));
    }

    @ParameterizedTest
    @EnumSource(names = {"BYTES", "V8"})
    void readsBytesAsNothingElse(QueueContentType type) {
        assertArrayEquals(utf8("raw"), (byte[]) decode(Object.class, type, "raw"));

        assertEquals(
                "a body of content type " + type.label() + " cannot be read as java.lang.String",
                refusal(String.class, type));
    }
}
