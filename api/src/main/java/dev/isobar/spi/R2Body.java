package dev.isobar.spi;

import dev.isobar.r2.R2Checksum;
import dev.isobar.r2.R2Checksums;
import dev.isobar.r2.R2SsecKey;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a {@code put} or a part, hashed while they are read.
 *
 * <p>It belongs to one call of the driver: it must not be used after the call has returned, and by one thread at a time.
 *
 * @since 0.1.0
 */
public interface R2Body {
    /**
     * Returns how many bytes the stream has.
     *
     * @return the number of bytes, not negative
     */
    long length();

    /**
     * Tells whether the bytes can be read again: those of an array or a text can, those of a caller's stream cannot. A
     * client that sends a request again, or reads the body once to sign it and once to send it, needs this; for other
     * bodies the driver switches that off, or keeps the bytes itself.
     *
     * @return {@code true} if {@link #stream} may be called more than once
     */
    boolean repeatable();

    /**
     * Opens the bytes. The stream throws, before it gives out the last byte, if there are more or fewer bytes than
     * announced or they do not have the announced hash: whoever stores only what was read to the end stores nothing
     * wrong. What it throws may be wrapped on its way out of the driver; the caller gets the original.
     *
     * <p>Each call starts anew at the first byte, with fresh digests.
     *
     * @return the stream; it need not be closed, and closing it leaves a stream of the caller open
     * @throws IOException if the bytes cannot be read
     * @throws IllegalStateException if the stream was opened before and the body is not {@link #repeatable}
     */
    InputStream stream() throws IOException;

    /**
     * Returns the hash that the bytes must have, for stores that check it themselves.
     *
     * @return the hash, or {@code null} if none was given
     */
    @Nullable
    R2Checksum expected();

    /**
     * Returns the key to encrypt the bytes with.
     *
     * @return the key, or {@code null}; only with {@link Capability#R2_SSE_C}
     */
    @Nullable
    R2SsecKey ssecKey();

    /**
     * Returns the hashes of the bytes.
     *
     * @return MD5 and the hash that was given
     * @throws IllegalStateException if no stream has been read to its end
     */
    R2Checksums checksums();

    /**
     * Returns the MD5 of the bytes.
     *
     * @return lower-case hex
     * @throws IllegalStateException if no stream has been read to its end
     */
    String md5();
}
