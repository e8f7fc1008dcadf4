package dev.isobar.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads numbers without loss. 2.0 is a whole number and 2.5 is none; a number out of range is refused, and so is a whole
 * number that a floating-point type would round.
 */
final class ExactNumbers<T extends Number> extends StdScalarDeserializer<T> {
    private static final int MOST_DIGITS = 1_000;

    private interface Narrowing<T> {
        /**
         * Returns null if the number does not fit.
         *
         * @throws ArithmeticException for the same reason
         */
        @Nullable
        T narrow(BigDecimal number, boolean whole);
    }

    private final transient Narrowing<T> narrowing;
    private final boolean primitive;

    private ExactNumbers(Class<T> type, Narrowing<T> narrowing) {
        super(type);
        this.narrowing = narrowing;
        this.primitive = type.isPrimitive();
    }

    static void addTo(SimpleModule module) {
        add(module, byte.class, Byte.class, (number, whole) -> number.byteValueExact());
        add(module, short.class, Short.class, (number, whole) -> number.shortValueExact());
        add(module, int.class, Integer.class, (number, whole) -> number.intValueExact());
        add(module, long.class, Long.class, (number, whole) -> number.longValueExact());
        add(module, float.class, Float.class, ExactNumbers::toFloat);
        add(module, double.class, Double.class, ExactNumbers::toDouble);
        module.addDeserializer(BigInteger.class, new ExactNumbers<>(BigInteger.class, ExactNumbers::toBigInteger));
    }

    private static <T extends Number> void add(
            SimpleModule module, Class<T> primitive, Class<T> wrapper, Narrowing<T> narrowing) {
        module.addDeserializer(primitive, new ExactNumbers<>(primitive, narrowing));
        module.addDeserializer(wrapper, new ExactNumbers<>(wrapper, narrowing));
    }

    private static @Nullable Float toFloat(BigDecimal number, boolean whole) {
        float nearest = number.floatValue();
        if (Float.isInfinite(nearest)) {
            return null;
        }
        boolean exact = whole
                ? new BigDecimal(nearest).compareTo(number) == 0
                : nearest == number.doubleValue() || new BigDecimal(Float.toString(nearest)).compareTo(number) == 0;
        return exact ? nearest : null;
    }

    /** Rounds a fraction, as everybody who reads decimals does, and no whole number. */
    private static @Nullable Double toDouble(BigDecimal number, boolean whole) {
        double nearest = number.doubleValue();
        boolean lost = Double.isInfinite(nearest)
                || (nearest == 0 && number.signum() != 0)
                || (whole && new BigDecimal(nearest).compareTo(number) != 0);
        return lost ? null : nearest;
    }

    private static @Nullable BigInteger toBigInteger(BigDecimal number, boolean whole) {
        return number.precision() - (long) number.scale() > MOST_DIGITS ? null : number.toBigIntegerExact();
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(JsonParser parser, DeserializationContext context) {
        T value = read(parser);
        return value == null ? (T) context.handleUnexpectedToken(handledType(), parser) : value;
    }

    @SuppressWarnings("unchecked")
    private @Nullable T read(JsonParser parser) {
        if (!parser.currentToken().isNumeric()) {
            return null;
        }
        // Decimal numbers have neither infinities, which rows of SQL have, nor a zero with a sign.
        double value = parser.getDoubleValue();
        if (parser.isNaN() || (value == 0 && 1 / value < 0)) {
            return (T) floating(value);
        }
        try {
            return narrowing.narrow(parser.getDecimalValue(), parser.hasToken(JsonToken.VALUE_NUMBER_INT));
        } catch (ArithmeticException doesNotFit) {
            return null;
        }
    }

    private @Nullable Number floating(double value) {
        Class<?> type = handledType();
        if (type == Double.class || type == double.class) {
            return value;
        }
        if (type == Float.class || type == float.class) {
            return (float) value;
        }
        return value == 0 ? narrowing.narrow(BigDecimal.ZERO, true) : null;
    }

    @Override
    public @Nullable Object getNullValue(DeserializationContext context) {
        return primitive ? context.reportInputMismatch(this, "null cannot be read as a primitive") : null;
    }
}
