package dev.isobar.spi;

import dev.isobar.r2.R2Checksum;
import dev.isobar.r2.R2Checksums;
import dev.isobar.r2.R2SsecKey;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The bytes of a {@code put} or a part, hashed while they are read. Used by one thread, once. */
public interface R2Body {
    /**
     * Returns how many bytes the stream has.
     *
     * @return the number of bytes
     */
    long length();

    /**
     * Returns the bytes. The stream throws, before it gives out the last byte, if there are more or fewer bytes than
     * announced or they do not have the announced hash: whoever stores only what was read to the end stores nothing
     * wrong.
     *
     * @return the stream; it need not be closed
     */
    InputStream stream();

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
     * @throws IllegalStateException if the stream has not been read to its end
     */
    R2Checksums checksums();

    /**
     * Returns the MD5 of the bytes.
     *
     * @return lower-case hex
     * @throws IllegalStateException if the stream has not been read to its end
     */
    String md5();
}
