package dev.isobar.internal;

import dev.isobar.error.CallSite;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.IsobarException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.kv.KvGetOptions;
import dev.isobar.kv.KvLimits;
import dev.isobar.kv.KvPutOptions;
import dev.isobar.kv.KvType;
import dev.isobar.spi.KvDriver.KvRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** What KV refuses, in Cloudflare's words. */
final class KvRequests {
    private final DriverCalls calls;
    private final KvLimits limits;
    private final InstantSource clock;

    KvRequests(DriverCalls calls, KvLimits limits, InstantSource clock) {
        this.calls = calls;
        this.limits = limits;
        this.clock = clock;
    }

    IsobarException refused(String operation, String verb, int status, String text, @Nullable Throwable cause) {
        CallSite site = calls.site(operation);
        String message = "KV " + verb + " failed: " + status + " " + text;
        return status == 400
                ? new InvalidRequestException(site, "400", message, cause)
                : new LimitExceededException(site, Integer.toString(status), message, cause);
    }

    void checkKey(String operation, String verb, String key) {
        if (key.isEmpty()) {
            throw new InvalidRequestException(calls.site(operation), null, "Key name cannot be empty.", null);
        }
        if (key.equals(".") || key.equals("..")) {
            throw new InvalidRequestException(
                    calls.site(operation), null, '"' + key + "\" is not allowed as a key name.", null);
        }
        checkKeyBytes(operation, verb, key);
    }

    private void checkKeyBytes(String operation, String verb, String key) {
        int bytes = Utf8.length(key);
        if (bytes < 0) {
            throw refused(operation, verb, 400, "Could not URL-decode key name", null);
        }
        if (bytes > limits.keyBytes()) {
            throw refused(operation, verb, 414, keyTooLong(bytes), null);
        }
    }

    private String keyTooLong(int bytes) {
        return "UTF-8 encoded length of " + bytes + " exceeds key length limit of " + limits.keyBytes() + ".";
    }

    void checkPrefix(String prefix) {
        checkKeyBytes("list", "GET", prefix);
    }

    void checkCacheTtl(String operation, String verb, @Nullable Duration cacheTtl) {
        if (cacheTtl != null && cacheTtl.getSeconds() < limits.minCacheTtl().getSeconds()) {
            throw refused(
                    operation,
                    verb,
                    400,
                    "Invalid cache_ttl of " + cacheTtl.getSeconds() + ". Cache TTL must be at least "
                            + limits.minCacheTtl().getSeconds() + ".",
                    null);
        }
        if (cacheTtl != null) {
            checkInt32(operation, cacheTtl.getSeconds());
        }
    }

    private void checkInt32(String operation, long seconds) {
        if (seconds > Integer.MAX_VALUE) {
            throw new InvalidRequestException(
                    calls.site(operation),
                    null,
                    "Value out of range. Must be between -2147483648 and 2147483647 (inclusive).",
                    null);
        }
    }

    <T> List<String> checkBulk(String operation, Collection<String> keys, KvType<T> type, KvGetOptions options) {
        if (type.kind() != KvType.Kind.TEXT && type.kind() != KvType.Kind.JSON) {
            String name = type.kind() == KvType.Kind.BYTES
                    ? "arrayBuffer"
                    : type.kind().name().toLowerCase(Locale.ROOT);
            throw bulkRefused(operation, 400, '"' + name + "\" is not a valid type. Use \"json\" or \"text\"");
        }
        if (keys.isEmpty()) {
            throw bulkRefused(operation, 400, "You must request a minimum of 1 key");
        }
        if (keys.size() > limits.bulkKeys()) {
            throw bulkRefused(operation, 400, "You can request a maximum of " + limits.bulkKeys() + " keys");
        }
        for (String key : keys) {
            checkBulkKey(operation, key);
        }
        checkCacheTtl(operation, "GET_BULK", options.cacheTtl());
        return new ArrayList<>(new LinkedHashSet<>(keys));
    }

    private void checkBulkKey(String operation, String key) {
        if (key.isEmpty()) {
            throw bulkRefused(operation, 400, "Key names must not be empty.");
        }
        if (key.equals(".") || key.equals("..")) {
            throw bulkRefused(operation, 400, "Illegal key name \"" + key + "\". Please use a different name.");
        }
        checkKeyBytes(operation, "GET_BULK", key);
    }

    private IsobarException bulkRefused(String operation, int status, String text) {
        return refused(operation, "GET_BULK", status, text, null);
    }

    void checkBulkSize(String operation, List<@Nullable KvRecord> found) {
        long total = 0;
        for (KvRecord entry : found) {
            total += entry == null ? 0 : entry.value().length;
        }
        if (total > limits.bulkBytes()) {
            throw bulkRefused(
                    operation,
                    413,
                    "Total size of request exceeds the limit of " + limits.bulkBytes() / (1024 * 1024) + "MB");
        }
    }

    void checkValueLength(long bytes) {
        if (bytes > limits.valueBytes()) {
            throw refused(
                    "put",
                    "PUT",
                    413,
                    "Value length of " + bytes + " exceeds limit of " + limits.valueBytes() + ".",
                    null);
        }
    }

    @Nullable
    Instant expiration(KvPutOptions options) {
        long now = clock.millis() / 1000;
        if (options.expirationTtl() != null) {
            return Instant.ofEpochSecond(now + checkTtl(options.expirationTtl().getSeconds()));
        }
        return options.expiration() == null
                ? null
                : Instant.ofEpochSecond(
                        checkExpiration(now, options.expiration().getEpochSecond()));
    }

    private long checkTtl(long seconds) {
        checkInt32("put", seconds);
        if (seconds <= 0) {
            throw putRefused("Invalid expiration_ttl of " + seconds + ". Please specify integer greater than 0.");
        }
        long least = limits.minExpirationTtl().getSeconds();
        if (seconds < least) {
            throw putRefused(
                    "Invalid expiration_ttl of " + seconds + ". Expiration TTL must be at least " + least + ".");
        }
        return seconds;
    }

    private long checkExpiration(long now, long seconds) {
        checkInt32("put", seconds);
        if (seconds <= now) {
            throw putRefused("Invalid expiration of " + seconds
                    + ". Please specify integer greater than the current number of seconds since the UNIX epoch.");
        }
        long least = limits.minExpirationTtl().getSeconds();
        if (seconds < now + least) {
            throw putRefused("Invalid expiration of " + seconds + ". Expiration times must be at least " + least
                    + " seconds in the future.");
        }
        return seconds;
    }

    private IsobarException putRefused(String text) {
        return refused("put", "PUT", 400, text, null);
    }

    @Nullable
    String metadata(@Nullable Object metadata) {
        if (metadata == null) {
            return null;
        }
        byte[] json;
        try {
            json = Json.MAPPER.writeValueAsBytes(metadata);
        } catch (JacksonException noJson) {
            throw new InvalidRequestException(
                    calls.site("put"), null, "the metadata cannot be written as JSON", noJson);
        }
        if (json.length > limits.metadataBytes()) {
            throw refused(
                    "put",
                    "PUT",
                    413,
                    "Metadata length of " + json.length + " exceeds limit of " + limits.metadataBytes() + ".",
                    null);
        }
        String text = new String(json, StandardCharsets.UTF_8);
        return text.equals("null") ? null : text;
    }

    int listLimit(int limit) {
        if (limit > limits.listKeys()) {
            throw refused(
                    "list",
                    "GET",
                    400,
                    "Invalid key_count_limit of " + limit + ". Please specify an integer less than " + limits.listKeys()
                            + ".",
                    null);
        }
        return limit <= 0 ? limits.listKeys() : limit;
    }
}
