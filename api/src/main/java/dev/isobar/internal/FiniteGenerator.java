package dev.isobar.internal;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.StreamWriteException;
import tools.jackson.core.util.JsonGeneratorDelegate;

/** Refuses NaN and the infinities, which Jackson would write as texts. */
final class FiniteGenerator extends JsonGeneratorDelegate {
    FiniteGenerator(JsonGenerator target) {
        super(target);
    }

    /** A number that JSON does not have. */
    static final class NotFiniteException extends StreamWriteException {
        private static final long serialVersionUID = 1L;

        NotFiniteException(JsonGenerator generator) {
            super(generator, "a number is not finite");
        }
    }

    @Override
    public JsonGenerator writeNumber(double value) {
        return super.writeNumber(finite(value));
    }

    @Override
    public JsonGenerator writeNumber(float value) {
        finite(value);
        return super.writeNumber(value);
    }

    @Override
    public JsonGenerator writeArray(double[] values, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            finite(values[i]);
        }
        return super.writeArray(values, offset, length);
    }

    private double finite(double value) {
        if (!Double.isFinite(value)) {
            throw new NotFiniteException(this);
        }
        return value;
    }
}
