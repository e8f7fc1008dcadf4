package dev.isobar.internal;

import java.io.DataInput;
import java.io.InputStream;
import java.io.Reader;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;

/** Makes the parsers of {@link Json}. */
final class SignedZeroFactory extends JsonFactory {
    private static final long serialVersionUID = 1L;

    SignedZeroFactory(JsonFactoryBuilder settings) {
        super(settings);
    }

    @Override
    protected JsonParser _createParser(ObjectReadContext reading, IOContext context, InputStream in) {
        return new SignedZeroParser(super._createParser(reading, context, in));
    }

    @Override
    protected JsonParser _createParser(ObjectReadContext reading, IOContext context, Reader in) {
        return new SignedZeroParser(super._createParser(reading, context, in));
    }

    @Override
    protected JsonParser _createParser(
            ObjectReadContext reading, IOContext context, char[] text, int offset, int length, boolean recycled) {
        return new SignedZeroParser(super._createParser(reading, context, text, offset, length, recycled));
    }

    @Override
    protected JsonParser _createParser(
            ObjectReadContext reading, IOContext context, byte[] bytes, int offset, int length) {
        return new SignedZeroParser(super._createParser(reading, context, bytes, offset, length));
    }

    @Override
    protected JsonParser _createParser(ObjectReadContext reading, IOContext context, DataInput in) {
        return new SignedZeroParser(super._createParser(reading, context, in));
    }
}
