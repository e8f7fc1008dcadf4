package dev.isobar.internal;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvGetOptions;
import dev.isobar.kv.KvKey;
import dev.isobar.kv.KvLimits;
import dev.isobar.kv.KvListOptions;
import dev.isobar.kv.KvListPage;
import dev.isobar.kv.KvPutOptions;
import dev.isobar.kv.KvType;
import dev.isobar.kv.KvValue;
import dev.isobar.spi.KvDriver;
import dev.isobar.spi.KvDriver.KvListing;
import dev.isobar.spi.KvDriver.KvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** KV over any driver: keys, limits, encoding, expiry arithmetic, bulk rules. */
public final class PortableKVNamespace implements KVNamespace {
    private final KvDriver driver;
    private final DriverCalls calls;
    private final KvRequests requests;
    private final KvLimits limits;

    public PortableKVNamespace(KvDriver driver, DriverCalls calls, KvLimits limits, InstantSource clock) {
        this.driver = driver;
        this.calls = calls;
        this.limits = limits;
        this.requests = new KvRequests(calls, limits, clock);
    }

    @Override
    public <T> @Nullable T get(String key, KvType<T> type, KvGetOptions options) {
        KvRecord found = read("get", key, options);
        return found == null ? null : decode("get", found, type);
    }

    @Override
    public <T> KvValue<T> getWithMetadata(String key, KvType<T> type, KvGetOptions options) {
        KvRecord found = read("getWithMetadata", key, options);
        return found == null
                ? new KvValue<>(null, null, null)
                : new KvValue<>(decode("getWithMetadata", found, type), KvValues.metadata(found.metadata()), null);
    }

    private @Nullable KvRecord read(String operation, String key, KvGetOptions options) {
        requests.checkKey(operation, "GET", key);
        requests.checkCacheTtl(operation, "GET", options.cacheTtl());
        return calls.<@Nullable KvRecord>read(operation, () -> driver.get(key));
    }

    private <T> @Nullable T decode(String operation, KvRecord found, KvType<T> type) {
        try {
            return KvValues.decode(found.value(), type);
        } catch (JacksonException noJson) {
            throw new InvalidRequestException(
                    calls.site(operation), null, "the value is no JSON of type " + type.target(), noJson);
        }
    }

    @Override
    public <T> Map<String, @Nullable T> get(Collection<String> keys, KvType<T> type, KvGetOptions options) {
        Map<String, @Nullable T> values = new LinkedHashMap<>();
        bulk("get", keys, type, options).forEach((key, value) -> values.put(key, value == null ? null : value.value()));
        return values;
    }

    @Override
    public <T> Map<String, @Nullable KvValue<T>> getWithMetadata(
            Collection<String> keys, KvType<T> type, KvGetOptions options) {
        return bulk("getWithMetadata", keys, type, options);
    }

    private <T> Map<String, @Nullable KvValue<T>> bulk(
            String operation, Collection<String> keys, KvType<T> type, KvGetOptions options) {
        List<String> distinct = requests.checkBulk(operation, keys, type, options);
        List<@Nullable KvRecord> found = calls.read(operation, () -> driver.getAll(distinct));
        requests.checkBulkSize(operation, found);
        Map<String, @Nullable KvValue<T>> values = new LinkedHashMap<>();
        for (int i = 0; i < distinct.size(); i++) {
            values.put(distinct.get(i), bulkValue(operation, found.get(i), type));
        }
        return values;
    }

    private <T> @Nullable KvValue<T> bulkValue(String operation, @Nullable KvRecord found, KvType<T> type) {
        if (found == null) {
            return null;
        }
        T value;
        try {
            value = KvValues.decode(found.value(), type);
        } catch (JacksonException noJson) {
            throw requests.refused(
                    operation,
                    "GET_BULK",
                    400,
                    "At least one of the requested keys corresponds to a non-json value",
                    noJson);
        }
        return value == null ? null : new KvValue<>(value, KvValues.metadata(found.metadata()), null);
    }

    @Override
    public void put(String key, String value, KvPutOptions options) {
        requests.checkKey("put", "PUT", key);
        int length = Utf8.length(value);
        requests.checkValueLength(length < 0 ? 3L * value.length() : length);
        store(key, value.getBytes(StandardCharsets.UTF_8), options);
    }

    @Override
    public void put(String key, byte[] value, KvPutOptions options) {
        requests.checkKey("put", "PUT", key);
        requests.checkValueLength(value.length);
        store(key, value.clone(), options);
    }

    @Override
    public void put(String key, InputStream value, KvPutOptions options) {
        requests.checkKey("put", "PUT", key);
        byte[] bytes;
        try {
            bytes = value.readNBytes(limits.valueBytes());
            if (bytes.length == limits.valueBytes()) {
                requests.checkValueLength(bytes.length + value.transferTo(java.io.OutputStream.nullOutputStream()));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        store(key, bytes, options);
    }

    @Override
    public void putJson(String key, Object value, KvPutOptions options) {
        byte[] bytes;
        try {
            bytes = Json.MAPPER.writeValueAsBytes(value);
        } catch (JacksonException noJson) {
            throw new InvalidRequestException(calls.site("put"), null, "the value cannot be written as JSON", noJson);
        }
        requests.checkKey("put", "PUT", key);
        requests.checkValueLength(bytes.length);
        store(key, bytes, options);
    }

    private void store(String key, byte[] value, KvPutOptions options) {
        Instant expiration = requests.expiration(options);
        String metadata = requests.metadata(options.metadata());
        calls.write(
                "put",
                true,
                Map.of("bytes", value.length),
                () -> driver.put(key, new KvRecord(value, metadata, expiration)));
    }

    @Override
    public void delete(String key) {
        requests.checkKey("delete", "DELETE", key);
        calls.write("delete", true, Map.of(), () -> driver.delete(List.of(key)));
    }

    @Override
    public void deleteBulk(Collection<String> keys) {
        if (keys.size() > limits.bulkKeys()) {
            throw requests.refused(
                    "deleteBulk",
                    "DELETE",
                    400,
                    "You can delete maximum of " + limits.bulkKeys() + " keys per request",
                    null);
        }
        List<String> distinct = new ArrayList<>(new LinkedHashSet<>(keys));
        distinct.forEach(key -> requests.checkKey("deleteBulk", "DELETE", key));
        if (!distinct.isEmpty()) {
            calls.write("deleteBulk", true, Map.of("keys", distinct.size()), () -> driver.delete(distinct));
        }
    }

    @Override
    public KvListPage list(KvListOptions options) {
        requests.checkPrefix(options.prefix());
        int limit = requests.listLimit(options.limit());
        String position = position(options.cursor());
        KvListing listing = calls.read("list", () -> driver.list(options.prefix(), position, limit));
        List<KvKey> keys = new ArrayList<>(listing.entries().size());
        listing.entries()
                .forEach(entry ->
                        keys.add(new KvKey(entry.key(), entry.expiration(), KvValues.metadata(entry.metadata()))));
        return new KvListPage(keys, cursor(listing.next()), null);
    }

    private static @Nullable String cursor(@Nullable String position) {
        return position == null
                ? null
                : Base64.getUrlEncoder().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable String position(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException foreign) {
            throw requests.refused("list", "GET", 400, "Invalid cursor. Use the cursor of an earlier page.", foreign);
        }
    }
}
