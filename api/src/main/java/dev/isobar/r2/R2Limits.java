package dev.isobar.r2;

/**
 * The limits of an R2 bucket.
 *
 * @param keyBytes the longest key, in bytes of UTF-8
 * @param metadataBytes the largest custom metadata, names and values together, in bytes of UTF-8
 * @param uploadBytes the largest object of one {@code put} and the largest part, in bytes
 * @param objectBytes the largest object of a multipart upload, in bytes
 * @param minPartBytes the smallest part that is not the last one, in bytes
 * @param deleteKeys the most keys of one {@code delete}
 * @param listKeys the largest page
 * @since 0.1.0
 */
public record R2Limits(
        int keyBytes,
        int metadataBytes,
        long uploadBytes,
        long objectBytes,
        long minPartBytes,
        int deleteKeys,
        int listKeys) {
    /** What Cloudflare documents: uploads of 5 GiB less 5 MiB, objects of 5 TiB less 5 GiB, parts from 5 MiB. */
    public static final R2Limits CLOUDFLARE =
            new R2Limits(1_024, 8_192, 5_363_466_240L, 5_492_189_429_760L, 5_242_880, 1_000, 1_000);

    /** For self-hosted stores: parts of any size, custom metadata ten times as large. */
    public static final R2Limits RELAXED =
            new R2Limits(1_024, 81_920, 5_363_466_240L, 5_492_189_429_760L, 0, 1_000, 1_000);

    /**
     * Sets the smallest part, so that tests need not move megabytes.
     *
     * @param bytes the size of the smallest part that is not the last one
     * @return a changed copy
     */
    public R2Limits withMinPartBytes(long bytes) {
        return new R2Limits(keyBytes, metadataBytes, uploadBytes, objectBytes, bytes, deleteKeys, listKeys);
    }
}
