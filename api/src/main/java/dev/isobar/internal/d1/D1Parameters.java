package dev.isobar.internal.d1;

import dev.isobar.internal.Utf8;
import dev.isobar.spi.D1Failure;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Java values are bound as. */
final class D1Parameters {
    private D1Parameters() {}

    /** Converts the arguments of {@code bind}; a failure means a type that D1 does not know. */
    static List<@Nullable Object> of(@Nullable Object @Nullable [] values) {
        if (values == null) {
            return Collections.singletonList(null);
        }
        List<@Nullable Object> bound = new ArrayList<>(values.length);
        for (Object value : values) {
            bound.add(bound(value));
        }
        return Collections.unmodifiableList(bound);
    }

    private static @Nullable Object bound(@Nullable Object value) {
        if (value == null || value instanceof Long) {
            return value;
        }
        if (value instanceof String text) {
            return Utf8.wellFormed(text);
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? number : null;
        }
        if (value instanceof Boolean flag) {
            return flag ? 1L : 0L;
        }
        if (value instanceof byte[] bytes) {
            return bytes.clone();
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] window = new byte[buffer.remaining()];
            buffer.duplicate().get(window);
            return window;
        }
        throw new D1Failure("Type '" + value.getClass().getSimpleName() + "' not supported");
    }
}
