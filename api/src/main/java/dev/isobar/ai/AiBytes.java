package dev.isobar.ai;

import dev.isobar.error.IsobarException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A picture or sound that a model made. Read once, by one thread at a time, then closed by the caller.
 *
 * <p>A failure while it is read is the error that the same failure of a call would be (AI-45): {@link #readAll()} and
 * {@link #close()} throw it, and the methods of {@code body} throw an {@link IOException} with it as the cause.
 *
 * @param contentType the type, such as {@code image/png}
 * @param body the bytes; after {@code close} it throws an {@link IOException}
 * @since 0.1.0
 */
public record AiBytes(String contentType, InputStream body) implements AutoCloseable {
    /**
     * Reads all bytes.
     *
     * @return the bytes that have not been read yet
     * @throws IsobarException if the body cannot be read to its end
     * @throws UncheckedIOException if it is closed
     */
    public byte[] readAll() {
        try {
            return body.readAllBytes();
        } catch (IOException failed) {
            throw unchecked(failed);
        }
    }

    /**
     * Closes the answer, and ends the run where the backend can. Closing twice does nothing more.
     *
     * @throws IsobarException if the backend's stream cannot be closed
     */
    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException failed) {
            throw unchecked(failed);
        }
    }

    private static RuntimeException unchecked(IOException failed) {
        return failed.getCause() instanceof IsobarException translated ? translated : new UncheckedIOException(failed);
    }
}
