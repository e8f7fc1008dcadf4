package dev.isobar.ai;

import java.io.InputStream;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * An answer that comes piece by piece. It is read once, as events, as text or as bytes, by one thread at a time, and
 * closed by the caller; closing it early ends the run where the backend can.
 */
public interface AiStream extends Iterable<AiEvent>, AutoCloseable {
    /**
     * Returns the events as they come; {@code [DONE]} is not among them.
     *
     * @return the events; {@code next} blocks until there is one
     * @throws IllegalStateException if the stream is being read already
     * @throws dev.isobar.error.UnavailableException from the iterator, if the stream breaks off before its end (AI-44)
     * @throws dev.isobar.error.BackendException from the iterator, if a frame is no JSON or tells an error
     */
    @Override
    Iterator<AiEvent> iterator();

    /**
     * Reads the rest of the events and joins their text.
     *
     * @return the text
     * @throws dev.isobar.error.UnavailableException if the stream breaks off before its end (AI-44)
     */
    String text();

    /**
     * Returns the cost that the stream has told so far; it comes with the last event (AI-42).
     *
     * @return the cost, or {@code null} if none was told yet
     */
    @Nullable
    AiUsage usage();

    /**
     * Returns the stream as bytes, to be passed on: {@code text/event-stream} (AI-40).
     *
     * @return the bytes as they come
     * @throws IllegalStateException if the stream is being read already
     */
    InputStream body();

    @Override
    void close();
}
