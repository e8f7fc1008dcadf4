package dev.isobar.internal.kv;

import dev.isobar.error.IsobarException;
import dev.isobar.internal.Json;
import dev.isobar.kv.KvLimits;
import dev.isobar.kv.KvPutOptions;
import dev.isobar.spi.Bound;
import dev.isobar.spi.Capabilities;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Checks writes, in the order in which Cloudflare does: range, key, expiration, metadata, value. */
final class KvWrites {
    private final KvRefusals refusals;
    private final KvLimits limits;
    private final long bound;
    private final InstantSource clock;

    KvWrites(KvRefusals refusals, KvLimits limits, Capabilities capabilities, InstantSource clock) {
        this.refusals = refusals;
        this.limits = limits;
        this.bound = capabilities.bound(Bound.KV_VALUE_BYTES).orElse(Long.MAX_VALUE);
        this.clock = clock;
    }

    /** Checks all of a write but the value; returns the metadata as it is stored. */
    @Nullable
    String check(String key, KvPutOptions options) {
        Duration ttl = options.expirationTtl();
        Instant expiration = options.expiration();
        if (ttl != null) {
            refusals.checkRange(KvCalls.PUT, ttl.toSeconds());
        }
        if (expiration != null) {
            refusals.checkRange(KvCalls.PUT, expiration.getEpochSecond());
        }
        refusals.checkKey(KvCalls.PUT, key);
        if (ttl != null) {
            checkTtl(ttl.toSeconds());
        } else if (expiration != null) {
            checkExpiration(expiration.getEpochSecond());
        }
        return metadata(options.metadata());
    }

    /** Checks a bulk delete; returns the keys without repetitions. */
    List<String> checkDeletes(Collection<String> keys) {
        List<String> asked = List.copyOf(keys);
        if (asked.size() > limits.bulkKeys()) {
            throw refusals.tooMuch(
                    KvCalls.DELETE_BULK, 400, "You can delete maximum of " + limits.bulkKeys() + " keys per request");
        }
        asked.forEach(key -> refusals.checkKey(KvCalls.DELETE_BULK, key));
        return List.copyOf(new LinkedHashSet<>(asked));
    }

    private void checkTtl(long seconds) {
        if (seconds <= 0) {
            throw refused("Invalid expiration_ttl of " + seconds + ". Please specify integer greater than 0.");
        }
        long least = limits.minExpirationTtl().toSeconds();
        if (seconds < least) {
            throw refused("Invalid expiration_ttl of " + seconds + ". Expiration TTL must be at least " + least + ".");
        }
    }

    private void checkExpiration(long seconds) {
        long now = now();
        if (seconds <= now) {
            throw refused("Invalid expiration of " + seconds
                    + ". Please specify integer greater than the current number of seconds since the UNIX epoch.");
        }
        long least = limits.minExpirationTtl().toSeconds();
        if (seconds < now + least) {
            throw refused("Invalid expiration of " + seconds + ". Expiration times must be at least " + least
                    + " seconds in the future.");
        }
    }

    /** The expiration of an entry that is written now, with options that were checked. */
    @Nullable
    Instant expiration(KvPutOptions options) {
        if (options.expirationTtl() != null) {
            return Instant.ofEpochSecond(now() + options.expirationTtl().toSeconds());
        }
        return options.expiration() == null
                ? null
                : Instant.ofEpochSecond(options.expiration().getEpochSecond());
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private IsobarException refused(String text) {
        return refusals.invalid(KvCalls.PUT, text);
    }

    private @Nullable String metadata(@Nullable Object metadata) {
        if (metadata == null) {
            return null;
        }
        byte[] json = json(metadata, "the metadata");
        if (json.length > limits.metadataBytes()) {
            throw refusals.tooMuch(
                    KvCalls.PUT,
                    413,
                    "Metadata length of " + json.length + " exceeds limit of " + limits.metadataBytes() + ".");
        }
        String text = new String(json, StandardCharsets.UTF_8);
        return text.equals("null") ? null : text;
    }

    /** Writes an argument as compact JSON. */
    byte[] json(Object value, String what) {
        try {
            return Json.MAPPER.writeValueAsBytes(value);
        } catch (JacksonException noJson) {
            throw refusals.byTheRuntime(KvCalls.PUT, Json.unwritable(what, noJson), Json.causeOf(noJson));
        }
    }

    /** The most bytes of a value that this namespace stores. */
    int mostBytes() {
        return (int) Math.min(limits.valueBytes(), bound);
    }

    void checkLength(long bytes) {
        if (bytes > limits.valueBytes()) {
            throw refusals.tooMuch(
                    KvCalls.PUT, 413, "Value length of " + bytes + " exceeds limit of " + limits.valueBytes() + ".");
        }
        if (bytes > bound) {
            throw refusals.beyond(KvCalls.PUT, Bound.KV_VALUE_BYTES, bound, bytes);
        }
    }
}
