package dev.isobar.vectorize;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an index tells about itself (VEC-02).
 *
 * @param vectorCount how many vectors can be seen
 * @param dimensions how many values each has; 0 if the first vector is yet to decide
 * @param processedUpToDatetime when the last mutation that can be seen was accepted; {@code null} before the first
 * @param processedUpToMutation its id: it and all before it can be seen (VEC-21); {@code null} before the first
 * @since 0.1.0
 */
public record VectorizeIndexInfo(
        long vectorCount,
        int dimensions,
        @Nullable Instant processedUpToDatetime,
        @Nullable String processedUpToMutation) {}
