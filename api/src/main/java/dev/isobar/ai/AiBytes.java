package dev.isobar.ai;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A picture or sound that a model made. Read once, by one thread, then closed.
 *
 * @param contentType the type, such as {@code image/png}
 * @param body the bytes
 */
public record AiBytes(String contentType, InputStream body) implements AutoCloseable {
    /**
     * Reads all bytes.
     *
     * @return what is left of the body
     * @throws UncheckedIOException if the body cannot be read to its end
     */
    public byte[] readAll() {
        try {
            return body.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException unclosed) {
            throw new UncheckedIOException(unclosed);
        }
    }
}
