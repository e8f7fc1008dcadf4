package dev.isobar.spi;

import dev.isobar.r2.R2Checksums;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A stored object without its bytes.
 *
 * @param key the key
 * @param version a text that is new with every upload; empty in a listing without {@link
 *     Capability#R2_LIST_VERSION}
 * @param size the number of bytes
 * @param etag the MD5 in hex; of a multipart object {@link R2Assembly#etag}
 * @param checksums the hashes that are kept; none for a multipart object, or in a listing without {@link
 *     Capability#R2_LIST_CHECKSUMS}
 * @param uploaded when it was stored; cut to milliseconds
 * @param facts what the caller gave
 * @since 0.1.0
 */
public record R2Meta(
        String key, String version, long size, String etag, R2Checksums checksums, Instant uploaded, R2Facts facts) {
    /** Cuts the instant to milliseconds. */
    public R2Meta {
        uploaded = uploaded.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Describes an object that was stored in one piece.
     *
     * @param key the key
     * @param version a text that is new with every upload
     * @param uploaded when it was stored
     * @param body the bytes, read to their end
     * @param facts what the caller gave
     * @return the description
     */
    public static R2Meta stored(String key, String version, Instant uploaded, R2Body body, R2Facts facts) {
        return new R2Meta(key, version, body.length(), body.md5(), body.checksums(), uploaded, facts);
    }
}
