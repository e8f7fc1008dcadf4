package dev.isobar.r2;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * A stored object with its bytes, which can be read once (R2-OBJ-08).
 *
 * <p>The body streams: whoever gets it closes it, even without reading it. Not safe for reading from several threads; it
 * may be closed from any thread.
 *
 * <p>An error of the backend while bytes are read is an {@link dev.isobar.error.IsobarException}, as it is for calls: the
 * methods of this interface throw it, and the stream of {@link #body} throws an {@link java.io.IOException} with it as
 * the cause (R2-OBJ-12). After the object or its stream was closed, reading fails (R2-OBJ-11).
 *
 * @since 0.1.0
 */
public interface R2ObjectBody extends R2Object, AutoCloseable {
    /**
     * Returns the bytes as a stream. Its methods throw an {@link java.io.IOException} whose cause is an {@link
     * dev.isobar.error.IsobarException} if the backend fails (R2-OBJ-12).
     *
     * @return the stream; closing it closes this object
     * @throws dev.isobar.error.InvalidRequestException if the body has been read (R2-OBJ-08) or closed (R2-OBJ-11)
     */
    InputStream body();

    /**
     * Returns whether the body has been read or handed out.
     *
     * @return {@code true} after the first read
     */
    boolean bodyUsed();

    /**
     * Reads all bytes and closes the body.
     *
     * @return the bytes
     * @throws dev.isobar.error.InvalidRequestException if the body has been read (R2-OBJ-08) or closed (R2-OBJ-11)
     * @throws dev.isobar.error.IsobarException if reading fails (R2-OBJ-12)
     */
    byte[] bytes();

    /**
     * Reads the body as UTF-8 and closes it; a leading byte order mark is dropped, invalid bytes become U+FFFD
     * (R2-OBJ-10).
     *
     * @return the text
     * @throws dev.isobar.error.InvalidRequestException if the body has been read (R2-OBJ-08) or closed (R2-OBJ-11)
     * @throws dev.isobar.error.IsobarException if reading fails (R2-OBJ-12)
     */
    String text();

    /**
     * Reads the body as JSON and closes it.
     *
     * @param <T> what the body is read as
     * @param type a record, a class with a default constructor, a map, a list, {@code JsonNode}
     * @return the value, {@code null} for the JSON {@code null}
     * @throws dev.isobar.error.InvalidRequestException if the body has been read (R2-OBJ-08) or closed (R2-OBJ-11),
     *     or cannot be read as JSON of this type
     * @throws dev.isobar.error.IsobarException if reading fails (R2-OBJ-12)
     */
    <T> @Nullable T json(Class<T> type);

    /**
     * Reads the body as JSON and closes it.
     *
     * @param <T> what the body is read as
     * @param type such as {@code new TypeReference<List<User>>() {}}
     * @return the value, {@code null} for the JSON {@code null}
     * @throws dev.isobar.error.InvalidRequestException if the body has been read (R2-OBJ-08) or closed (R2-OBJ-11),
     *     or cannot be read as JSON of this type
     * @throws dev.isobar.error.IsobarException if reading fails (R2-OBJ-12)
     */
    <T> @Nullable T json(TypeReference<T> type);

    /**
     * Closes the body and frees what it holds; may be called again.
     *
     * @throws dev.isobar.error.IsobarException if closing fails
     */
    @Override
    void close();
}
