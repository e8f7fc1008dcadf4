package dev.isobar.d1;

/**
 * The limits of D1 that hold on every backend. Those of the SQL dialect, such as the number of parameters and columns,
 * belong to the engine: the SQLite backend has Cloudflare's unless its setting {@code limits} says otherwise.
 *
 * @param sqlBytes the longest statement, in bytes of UTF-8 (D1-LIM-02)
 * @param valueBytes the longest text or BLOB to be bound, in bytes (D1-LIM-04)
 * @since 0.1.0
 */
public record D1Limits(int sqlBytes, int valueBytes) {
    /** What Cloudflare's runtime enforces. */
    public static final D1Limits CLOUDFLARE = new D1Limits(100_000, 2_200_000);

    /** For self-hosted stores: ten times as much SQL, values as large as memory allows. */
    public static final D1Limits RELAXED = new D1Limits(1_000_000, Integer.MAX_VALUE);
}
