package dev.isobar.spi.support;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The parts of the format of {@link R2MetaCodec}, as they are read; every length is checked before it is used. */
final class R2MetaReader {
    private static final long MOST_NANOS = 999_999_999;

    private final ByteBuffer in;

    R2MetaReader(byte[] bytes, byte version, byte kind) throws R2MetaFormatException {
        this.in = ByteBuffer.wrap(bytes);
        if (next() != version) {
            throw new R2MetaFormatException("unknown version of the format");
        }
        if (next() != kind) {
            throw new R2MetaFormatException("it describes something else");
        }
    }

    private byte next() throws R2MetaFormatException {
        need(1);
        return in.get();
    }

    private void need(long bytes) throws R2MetaFormatException {
        if (bytes > in.remaining()) {
            throw new R2MetaFormatException("it is cut off");
        }
    }

    long number() throws R2MetaFormatException {
        need(Long.BYTES);
        return in.getLong();
    }

    /** Reads a number of things that follow, each of at least one byte. */
    int count() throws R2MetaFormatException {
        long count = length();
        need(count);
        return (int) count;
    }

    /** Reads at most five groups of 7 bits. */
    private long length() throws R2MetaFormatException {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            byte group = next();
            value |= (long) (group & 0x7f) << shift;
            if (group >= 0) {
                return value;
            }
        }
        throw new R2MetaFormatException("a length is out of range");
    }

    byte[] bytes() throws R2MetaFormatException {
        return take(length());
    }

    private byte[] take(long length) throws R2MetaFormatException {
        need(length);
        byte[] bytes = new byte[(int) length];
        in.get(bytes);
        return bytes;
    }

    String text() throws R2MetaFormatException {
        long head = length();
        byte[] bytes = take(head / 2);
        return head % 2 == 0 ? utf8(bytes) : utf16(bytes);
    }

    private static String utf8(byte[] bytes) throws R2MetaFormatException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw new R2MetaFormatException("a text is not UTF-8");
        }
    }

    private static String utf16(byte[] bytes) throws R2MetaFormatException {
        if (bytes.length % 2 != 0) {
            throw new R2MetaFormatException("a text is not UTF-16");
        }
        return ByteBuffer.wrap(bytes).asCharBuffer().toString();
    }

    private boolean present() throws R2MetaFormatException {
        byte flag = next();
        if (flag != 0 && flag != 1) {
            throw new R2MetaFormatException("a flag is neither 0 nor 1");
        }
        return flag == 1;
    }

    @Nullable
    String optionalText() throws R2MetaFormatException {
        return present() ? text() : null;
    }

    @Nullable
    Instant optionalInstant() throws R2MetaFormatException {
        if (!present()) {
            return null;
        }
        long seconds = number();
        long nanos = number();
        if (nanos < 0 || nanos > MOST_NANOS) {
            throw new R2MetaFormatException("an instant is out of range");
        }
        try {
            return Instant.ofEpochSecond(seconds, nanos);
        } catch (DateTimeException outside) {
            throw new R2MetaFormatException("an instant is out of range");
        }
    }

    void end() throws R2MetaFormatException {
        if (in.hasRemaining()) {
            throw new R2MetaFormatException("bytes follow its end");
        }
    }
}
