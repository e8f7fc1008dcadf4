package dev.isobar.spi.support;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The parts of the format of {@link R2MetaCodec}, as they are written. */
final class R2MetaWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    R2MetaWriter(byte version, byte kind) {
        out.write(version);
        out.write(kind);
    }

    /** Writes a number as 8 bytes, the highest first. */
    void number(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
    }

    /** Writes a number that is not negative in groups of 7 bits, the lowest first; the high bit says that more follow. */
    void count(long value) {
        long rest = value;
        while (rest > 0x7f) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    void bytes(byte[] bytes) {
        count(bytes.length);
        out.writeBytes(bytes);
    }

    /** Writes a text as UTF-8, or as UTF-16 if a surrogate has no partner; the lowest bit of the length says which. */
    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        boolean exact = new String(utf8, StandardCharsets.UTF_8).equals(text);
        byte[] bytes = exact ? utf8 : utf16(text);
        count(2L * bytes.length + (exact ? 0 : 1));
        out.writeBytes(bytes);
    }

    private static byte[] utf16(String text) {
        byte[] bytes = new byte[2 * text.length()];
        for (int i = 0; i < text.length(); i++) {
            bytes[2 * i] = (byte) (text.charAt(i) >> 8);
            bytes[2 * i + 1] = (byte) text.charAt(i);
        }
        return bytes;
    }

    void optionalText(@Nullable String text) {
        out.write(text == null ? 0 : 1);
        if (text != null) {
            text(text);
        }
    }

    void optionalInstant(@Nullable Instant instant) {
        out.write(instant == null ? 0 : 1);
        if (instant != null) {
            number(instant.getEpochSecond());
            number(instant.getNano());
        }
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
