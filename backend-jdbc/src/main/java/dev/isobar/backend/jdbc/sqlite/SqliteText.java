package dev.isobar.backend.jdbc.sqlite;

import java.nio.charset.StandardCharsets;

/** Text between Java and SQLite where UTF-16 and UTF-8 do not match: surrogates without a partner. */
final class SqliteText {
    private static final String REPLACED = "\uFFFD\uFFFD\uFFFD";

    private SqliteText() {}

    /** A lone surrogate reads back from D1 as three replacement characters; here it is stored as those. */
    static String wellFormed(String text) {
        int lone = loneSurrogate(text, 0);
        if (lone < 0) {
            return text;
        }
        StringBuilder mended = new StringBuilder();
        int from = 0;
        while (lone >= 0) {
            mended.append(text, from, lone).append(REPLACED);
            from = lone + 1;
            lone = loneSurrogate(text, from);
        }
        return mended.append(text, from, text.length()).toString();
    }

    private static int loneSurrogate(String text, int from) {
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (Character.isSurrogate(c) && !pair) {
                return i;
            }
            i += pair ? 2 : 1;
        }
        return -1;
    }

    /** Decodes as the web does: an encoded surrogate is three errors, of which Java would make one. */
    static String decode(byte[] utf8) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (int i = 0; i + 2 < utf8.length; i++) {
            if (i >= from && utf8[i] == (byte) 0xED && (utf8[i + 1] & 0xE0) == 0xA0 && (utf8[i + 2] & 0xC0) == 0x80) {
                text.append(new String(utf8, from, i - from, StandardCharsets.UTF_8))
                        .append(REPLACED);
                from = i + 3;
            }
        }
        return text.append(new String(utf8, from, utf8.length - from, StandardCharsets.UTF_8))
                .toString();
    }
}
