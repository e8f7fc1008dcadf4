package dev.isobar.backend.jdbc.sqlite;

import java.nio.charset.StandardCharsets;

/** Text that SQLite holds and UTF-8 does not know: surrogates without a partner, which another program has stored. */
final class SqliteText {
    private static final String REPLACED = "\uFFFD\uFFFD\uFFFD";

    private SqliteText() {}

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
