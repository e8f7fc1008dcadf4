package dev.isobar.internal;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** Reads one value as exactly what it is; another type is refused. */
final class ExactScalars<T> extends StdScalarDeserializer<T> {
    private interface Reading<T> {
        /** Returns null if the parser's token is not such a value. */
        @Nullable
        T read(JsonParser parser);
    }

    private final transient Reading<T> reading;
    private final boolean primitive;

    private ExactScalars(Class<T> type, Reading<T> reading) {
        super(type);
        this.reading = reading;
        this.primitive = type.isPrimitive();
    }

    static SimpleModule ofJson() {
        SimpleModule module = new SimpleModule("isobar-json").setDeserializerModifier(new IsoTimes());
        ExactNumbers.addTo(module);
        add(module, String.class, parser -> parser.hasToken(JsonToken.VALUE_STRING) ? parser.getString() : null);
        add(module, Character.class, ExactScalars::character);
        add(module, char.class, ExactScalars::character);
        add(module, Boolean.class, ExactScalars::truth);
        add(module, boolean.class, ExactScalars::truth);
        return module;
    }

    static SimpleModule ofRows() {
        SimpleModule module = new SimpleModule("isobar-rows");
        add(module, Boolean.class, ExactScalars::zeroOrOne);
        add(module, boolean.class, ExactScalars::zeroOrOne);
        add(module, byte[].class, ExactScalars::blob);
        add(module, ByteBuffer.class, parser -> {
            byte[] bytes = blob(parser);
            return bytes == null ? null : ByteBuffer.wrap(bytes);
        });
        return module;
    }

    private static <T> void add(SimpleModule module, Class<T> type, Reading<T> reading) {
        module.addDeserializer(type, new ExactScalars<>(type, reading));
    }

    private static @Nullable Character character(JsonParser parser) {
        boolean one =
                parser.hasToken(JsonToken.VALUE_STRING) && parser.getString().length() == 1;
        return one ? parser.getString().charAt(0) : null;
    }

    private static @Nullable Boolean truth(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static @Nullable Boolean zeroOrOne(JsonParser parser) {
        boolean number = parser.currentToken().isNumeric();
        double value = number ? parser.getDoubleValue() : Double.NaN;
        return (value == 0 || value == 1) ? Boolean.valueOf(value == 1) : truth(parser);
    }

    private static byte @Nullable [] blob(JsonParser parser) {
        return parser.hasToken(JsonToken.VALUE_EMBEDDED_OBJECT) && parser.getEmbeddedObject() instanceof byte[] bytes
                ? bytes
                : null;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(JsonParser parser, DeserializationContext context) {
        T value = reading.read(parser);
        return value == null ? (T) context.handleUnexpectedToken(handledType(), parser) : value;
    }

    @Override
    public @Nullable Object getNullValue(DeserializationContext context) {
        return primitive ? context.reportInputMismatch(this, "null cannot be read as a primitive") : null;
    }
}
