package dev.isobar.internal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** What the bindings ask about the UTF-8 form of a text. */
public final class Utf8 {
    private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

    private Utf8() {}

    /** Counts the bytes of the UTF-8 form; -1 if a surrogate has no partner. */
    public static int length(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                continue;
            }
            if (c < 0x800) {
                bytes++;
            } else if (!Character.isSurrogate(c)) {
                bytes += 2;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                bytes += 2;
                i++;
            } else {
                return -1;
            }
        }
        return bytes;
    }

    /** Encodes as JavaScript does: a surrogate without a partner becomes U+FFFD, where Java alone would write "?". */
    public static byte[] encode(String text) {
        if (length(text) >= 0) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .replaceWith(REPLACEMENT)
                    .encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException neverWhenReplacing) {
            throw new IllegalStateException(neverWhenReplacing);
        }
    }

    /** The text that is read back: a surrogate without a partner becomes U+FFFD. */
    public static String wellFormed(String text) {
        return length(text) >= 0 ? text : new String(encode(text), StandardCharsets.UTF_8);
    }

    /** Decodes as JavaScript does: U+FFFD stands for each character that breaks off, and for each byte that begins none. */
    public static String decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        // Java cuts what is broken into other pieces.
        return text.indexOf('\uFFFD') < 0 ? text : replacing(bytes);
    }

    private static String replacing(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        for (int i = 0; i < bytes.length; ) {
            int length = wellFormed(bytes, i);
            if (length > 0) {
                text.append(new String(bytes, i, length, StandardCharsets.UTF_8));
            } else {
                text.append('\uFFFD');
            }
            i += Math.abs(length);
        }
        return text.toString();
    }

    /** How many bytes the character at a position has; negative if it breaks off, for as many as belong to it. */
    private static int wellFormed(byte[] bytes, int at) {
        int lead = bytes[at] & 0xFF;
        if (lead < 0x80) {
            return 1;
        }
        int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (lead < 0xC2 || lead > 0xF4) {
            return -1;
        }
        for (int i = 1; i < length; i++) {
            int next = at + i < bytes.length ? bytes[at + i] & 0xFF : 0;
            if (next < 0x80 || next > 0xBF || (i == 1 && !follows(lead, next))) {
                return -i;
            }
        }
        return length;
    }

    /** Neither too long a form, nor a surrogate, nor beyond U+10FFFF. */
    private static boolean follows(int lead, int next) {
        return switch (lead) {
            case 0xE0 -> next >= 0xA0;
            case 0xED -> next <= 0x9F;
            case 0xF0 -> next >= 0x90;
            case 0xF4 -> next <= 0x8F;
            default -> true;
        };
    }
}
