package dev.isobar.spi;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/**
 * Says which parts make an object, by the rules of R2-MPU-05. The portable class makes it for one call of {@link
 * R2Driver#completeUpload}.
 *
 * <p>A driver that has the list of uploaded parts calls {@link #choose}: it checks numbers, etags and sizes. A driver
 * whose store completes an upload from numbers and etags, as S3 does, sends {@link #wanted} and need not list parts. The
 * sizes are unknown then, and the store checks them: the driver throws an {@link R2RefusedException} with {@link
 * R2Refusal#INVALID_PART}, {@link R2Refusal#ENTITY_TOO_SMALL} or {@link R2Refusal#UNEQUAL_PARTS} for the store's error.
 * Without {@link Capability#R2_EQUAL_PART_SIZES} the store may join parts of unequal sizes.
 *
 * @since 0.1.0
 */
public interface R2Assembly {
    /**
     * A part that is to become part of the object.
     *
     * @param partNumber its number, 1 to 10,000
     * @param etag the etag that {@code uploadPart} has returned, or whatever the caller gave for it
     * @since 0.1.0
     */
    record Wanted(int partNumber, String etag) {}

    /**
     * A part that was uploaded.
     *
     * @param partNumber its number, 1 to 10,000
     * @param etag its MD5 in hex
     * @param size the number of bytes
     * @since 0.1.0
     */
    record Part(int partNumber, String etag, long size) {}

    /**
     * Returns the parts that the caller has listed.
     *
     * @return the parts in ascending order of their numbers, each number once
     * @throws dev.isobar.error.IsobarException if the caller has listed a number twice; the driver lets it pass
     */
    List<Wanted> wanted();

    /**
     * Chooses the wanted parts from those that were uploaded and checks their sizes; small parts are looked for in the
     * order in which the caller has listed them (R2-MPU-06).
     *
     * @param uploaded all parts of the upload, in any order
     * @return the parts of the object in order
     * @throws dev.isobar.error.IsobarException if the object cannot be made from them; the driver lets it pass and
     *     changes nothing
     */
    List<Part> choose(Collection<Part> uploaded);

    /**
     * Returns the etag of an object made from parts (R2-OBJ-01).
     *
     * @param md5s the MD5s of the parts in hex, in the order of the parts
     * @return the MD5 of their MD5s in hex, {@code -}, and their number
     */
    static String etag(List<String> md5s) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            md5s.forEach(md5 -> digest.update(HexFormat.of().parseHex(md5)));
            return HexFormat.of().formatHex(digest.digest()) + "-" + md5s.size();
        } catch (NoSuchAlgorithmException neverInJava) {
            throw new IllegalStateException(neverInJava);
        }
    }
}
