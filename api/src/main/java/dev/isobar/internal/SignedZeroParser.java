package dev.isobar.internal;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.util.JsonParserDelegate;

/** Reads {@code -0} as JavaScript does, as a zero with a sign; Jackson takes it for an integer, which has none. */
final class SignedZeroParser extends JsonParserDelegate {
    SignedZeroParser(JsonParser text) {
        super(text);
    }

    private boolean isNegativeZero() {
        return delegate.currentToken() == JsonToken.VALUE_NUMBER_INT
                && delegate.getStringLength() == 2
                && delegate.getStringCharacters()[delegate.getStringOffset()] == '-'
                && delegate.getStringCharacters()[delegate.getStringOffset() + 1] == '0';
    }

    private @Nullable JsonToken seen(@Nullable JsonToken token) {
        return token == JsonToken.VALUE_NUMBER_INT && isNegativeZero() ? JsonToken.VALUE_NUMBER_FLOAT : token;
    }

    @Override
    public @Nullable JsonToken nextToken() {
        return seen(super.nextToken());
    }

    @Override
    public @Nullable JsonToken nextValue() {
        return seen(super.nextValue());
    }

    @Override
    public @Nullable JsonToken currentToken() {
        return seen(super.currentToken());
    }

    @Override
    public int currentTokenId() {
        return isNegativeZero() ? JsonToken.VALUE_NUMBER_FLOAT.id() : super.currentTokenId();
    }

    @Override
    public boolean hasTokenId(int id) {
        return currentTokenId() == id;
    }

    @Override
    public boolean hasToken(JsonToken token) {
        return currentToken() == token;
    }

    @Override
    public NumberType getNumberType() {
        return isNegativeZero() ? NumberType.DOUBLE : super.getNumberType();
    }

    @Override
    public NumberTypeFP getNumberTypeFP() {
        return isNegativeZero() ? NumberTypeFP.DOUBLE64 : super.getNumberTypeFP();
    }

    @Override
    public Number getNumberValue() {
        return isNegativeZero() ? (Number) (-0.0) : super.getNumberValue();
    }

    @Override
    public Number getNumberValueExact() {
        return isNegativeZero() ? (Number) (-0.0) : super.getNumberValueExact();
    }

    @Override
    public Object getNumberValueDeferred() {
        return isNegativeZero() ? (Object) (-0.0) : super.getNumberValueDeferred();
    }

    @Override
    public double getDoubleValue() {
        return isNegativeZero() ? -0.0 : super.getDoubleValue();
    }

    @Override
    public float getFloatValue() {
        return isNegativeZero() ? -0.0f : super.getFloatValue();
    }
}
