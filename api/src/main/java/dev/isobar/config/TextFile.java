package dev.isobar.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files of UTF-8 text. A byte order mark, which editors on Windows write, does not belong to the text. */
public final class TextFile {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private TextFile() {}

    /**
     * Returns the text of a file.
     *
     * @throws CharacterCodingException if it is not UTF-8
     */
    public static String read(Path path) throws IOException {
        return text(Files.readAllBytes(path));
    }

    /** Returns the text that some bytes stand for. */
    static String text(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }
}
