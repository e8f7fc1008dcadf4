package dev.isobar.ai;

import java.io.InputStream;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * An answer that comes piece by piece. It is read once, as events, as text or as bytes, by one thread at a time, and
 * closed by the caller, perhaps from another thread; closing it early ends the run where the backend can.
 *
 * <p>A failure while it is read is the error that the same failure of a call would be, and is thrown on the thread that
 * reads (AI-45). Once closed, it cannot be read any more: {@link IllegalStateException} (AI-46).
 *
 * @since 0.1.0
 */
public interface AiStream extends Iterable<AiEvent>, AutoCloseable {
    /**
     * Returns the events as they come; {@code [DONE]} is not among them.
     *
     * @return the events; {@code next} blocks until there is one. After a failure the iterator throws the same error
     *     again
     * @throws IllegalStateException if the stream is being read already, or is closed
     * @throws dev.isobar.error.UnavailableException from the iterator, if the connection is closed before the end of the
     *     stream (AI-44)
     * @throws dev.isobar.error.IsobarException from the iterator, if the backend fails, or a frame is not JSON or holds
     *     an error
     */
    @Override
    Iterator<AiEvent> iterator();

    /**
     * Reads the rest of the events and joins their text.
     *
     * @return the text
     * @throws IllegalStateException if the stream is being read as bytes, or is closed
     * @throws dev.isobar.error.UnavailableException if the connection is closed before the end of the stream (AI-44)
     * @throws dev.isobar.error.IsobarException as from the iterator
     */
    String text();

    /**
     * Returns the cost as reported so far; it comes with the last event (AI-42).
     *
     * @return the cost, or {@code null} if none was reported yet
     */
    @Nullable
    AiUsage usage();

    /**
     * Returns the stream as bytes, to be passed on: {@code text/event-stream} (AI-40).
     *
     * @return the bytes as they come. A failure is an {@link java.io.IOException} with the
     *     {@link dev.isobar.error.IsobarException} as its cause; reading after {@code close} is an {@code IOException}
     * @throws IllegalStateException if the stream is being read already, or is closed
     */
    InputStream body();

    /**
     * Closes the answer. Closing twice does nothing more.
     *
     * @throws dev.isobar.error.IsobarException if the backend's stream cannot be closed
     */
    @Override
    void close();
}
