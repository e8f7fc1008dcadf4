/**
 * The Redis backend: KV and queues on one server, behind sentinels, or in a cluster.
 *
 * <p>Keys of one part of a store share a hash tag {@code {name:part.number}} and change together by scripts. KV: a string
 * {@code v:<key>} for each entry (format, second of its end, length of the metadata, metadata, value), sorted sets {@code
 * names} (all keys, score 0) and {@code ends} (by the millisecond of the end). Queues: sorted sets {@code ready}, {@code
 * sent} and {@code later} of ids by time, hashes {@code heads} and {@code bodies} by id, a hash {@code info}. A hash
 * {@code {name}:about} tells the version of this layout and the number of parts. The README shows how to look at them.
 *
 * <p>Start at {@link dev.isobar.backend.redis.RedisBackendProvider}.
 */
@NullMarked
package dev.isobar.backend.redis;

import org.jspecify.annotations.NullMarked;
