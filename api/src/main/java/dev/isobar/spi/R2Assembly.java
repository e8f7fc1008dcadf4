package dev.isobar.spi;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/** Chooses the parts of an object from those that were uploaded, by the rules of R2-MPU-05. */
@FunctionalInterface
public interface R2Assembly {
    /**
     * A part that was uploaded.
     *
     * @param partNumber its number
     * @param etag its MD5 in hex
     * @param size the number of bytes
     */
    record Part(int partNumber, String etag, long size) {}

    /**
     * Chooses the parts.
     *
     * @param uploaded all parts of the upload
     * @return the parts of the object in order
     * @throws dev.isobar.error.IsobarException if the object cannot be made from them
     */
    List<Part> choose(Collection<Part> uploaded);

    /**
     * Returns the etag of an object made from parts (R2-OBJ-01).
     *
     * @param parts the parts in order
     * @return the MD5 of their MD5s in hex, {@code -}, and their number
     */
    static String etag(List<Part> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            parts.forEach(part -> digest.update(HexFormat.of().parseHex(part.etag())));
            return HexFormat.of().formatHex(digest.digest()) + "-" + parts.size();
        } catch (NoSuchAlgorithmException neverInJava) {
            throw new IllegalStateException(neverInJava);
        }
    }
}
