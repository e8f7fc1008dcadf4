package dev.isobar.internal;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class JsonTest {
    private static final IllegalStateException OWN = new IllegalStateException("planned");

    /** A value of an application that fails while it is written. */
    public static final class Broken {
        public String getName() {
            throw OWN;
        }
    }

    @Test
    void returnsTheExceptionOfTheValueItself() {
        JacksonException failure = assertThrows(
                JacksonException.class, () -> Json.MAPPER.writeValueAsBytes(Map.of("hunter2", new Broken())));

        assertSame(OWN, Json.causeOf(failure));
    }

    @Test
    void dropsTheErrorOfTheMapper() {
        JacksonException failure =
                assertThrows(JacksonException.class, () -> Json.MAPPER.readValue("\"hunter2\"", Integer.class));

        assertNull(Json.causeOf(failure));
    }
}
