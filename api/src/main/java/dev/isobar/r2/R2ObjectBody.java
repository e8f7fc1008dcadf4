package dev.isobar.r2;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * A stored object with its bytes, which can be read once (R2-OBJ-08).
 *
 * <p>The body streams: whoever gets it closes it, also where it is not read. Not safe for reading from several threads.
 */
public interface R2ObjectBody extends R2Object, AutoCloseable {
    /**
     * Hands out the bytes as a stream.
     *
     * @return the stream; closing it closes this object
     * @throws dev.isobar.error.InvalidRequestException if the body has been read (R2-OBJ-08)
     */
    InputStream body();

    /**
     * Tells whether the body has been read or handed out.
     *
     * @return {@code true} after the first read
     */
    boolean bodyUsed();

    /**
     * Reads all bytes and closes the body.
     *
     * @return the bytes
     * @throws dev.isobar.error.InvalidRequestException if the body has been read (R2-OBJ-08)
     * @throws java.io.UncheckedIOException if reading fails
     */
    byte[] bytes();

    /**
     * Reads the body as UTF-8 and closes it; a leading byte order mark is dropped, invalid bytes become U+FFFD
     * (R2-OBJ-10).
     *
     * @return the text
     * @throws dev.isobar.error.InvalidRequestException if the body has been read (R2-OBJ-08)
     * @throws java.io.UncheckedIOException if reading fails
     */
    String text();

    /**
     * Reads the body as JSON and closes it.
     *
     * @param <T> what the body is read as
     * @param type a record, a class with a default constructor, a map, a list, {@code JsonNode}
     * @return the value, {@code null} for the JSON {@code null}
     * @throws dev.isobar.error.InvalidRequestException if the body has been read, or is no JSON of this type
     *     (R2-OBJ-08)
     * @throws java.io.UncheckedIOException if reading fails
     */
    <T> @Nullable T json(Class<T> type);

    /**
     * Reads the body as JSON and closes it.
     *
     * @param <T> what the body is read as
     * @param type such as {@code new TypeReference<List<User>>() {}}
     * @return the value, {@code null} for the JSON {@code null}
     * @throws dev.isobar.error.InvalidRequestException if the body has been read, or is no JSON of this type
     *     (R2-OBJ-08)
     * @throws java.io.UncheckedIOException if reading fails
     */
    <T> @Nullable T json(TypeReference<T> type);

    /** Closes the body; may be repeated. */
    @Override
    void close();
}
