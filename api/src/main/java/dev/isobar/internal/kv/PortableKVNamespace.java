package dev.isobar.internal.kv;

import static java.util.Objects.requireNonNull;

import dev.isobar.internal.Cursors;
import dev.isobar.internal.DriverCalls;
import dev.isobar.internal.Json;
import dev.isobar.internal.Refusals;
import dev.isobar.internal.ServiceCall;
import dev.isobar.internal.Utf8;
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
import dev.isobar.spi.KvDriver.KvWanted;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** KV over any driver: keys, limits, encoding, expiry arithmetic, bulk rules. */
public final class PortableKVNamespace implements KVNamespace {
    private final KvDriver driver;
    private final DriverCalls calls;
    private final KvRefusals refusals;
    private final KvReads reads;
    private final KvWrites writes;

    public PortableKVNamespace(KvDriver driver, DriverCalls calls, KvLimits limits, InstantSource clock) {
        this.driver = driver;
        this.calls = calls;
        this.refusals = new KvRefusals(new Refusals(calls), limits);
        this.reads = new KvReads(refusals, limits);
        this.writes = new KvWrites(refusals, limits, driver.capabilities(), clock);
    }

    @Override
    public <T> @Nullable T get(String key, KvType<T> type, KvGetOptions options) {
        requireNonNull(type, "type");
        KvRecord found = read(KvCalls.GET, key, KvWanted.VALUE, options);
        return found == null ? null : decode(KvCalls.GET, found, type);
    }

    @Override
    public <T> KvValue<T> getWithMetadata(String key, KvType<T> type, KvGetOptions options) {
        requireNonNull(type, "type");
        KvRecord found = read(KvCalls.GET_WITH_METADATA, key, KvWanted.VALUE_AND_METADATA, options);
        return found == null
                ? new KvValue<>(null, null, null)
                : new KvValue<>(
                        decode(KvCalls.GET_WITH_METADATA, found, type), KvValues.metadata(found.metadata()), null);
    }

    private @Nullable KvRecord read(ServiceCall call, String key, KvWanted wanted, KvGetOptions options) {
        requireNonNull(key, "key");
        requireNonNull(options, "options");
        reads.checkGet(call, key, options);
        return calls.<@Nullable KvRecord>read(call.operation(), () -> driver.get(key, wanted));
    }

    // The parser's own error stays behind, since it quotes the value.
    private <T> @Nullable T decode(ServiceCall call, KvRecord found, KvType<T> type) {
        try {
            return KvValues.decode(found.value(), type);
        } catch (JacksonException noJson) {
            throw refusals.byTheRuntime(
                    call,
                    "the value cannot be read as JSON of type " + type.target().getTypeName() + Json.place(noJson));
        }
    }

    @Override
    public <T> Map<String, @Nullable T> get(Collection<String> keys, KvType<T> type, KvGetOptions options) {
        Map<String, @Nullable T> values = new LinkedHashMap<>();
        bulk(KvCalls.GET_BULK, keys, KvWanted.VALUE, type, options)
                .forEach((key, value) -> values.put(key, value == null ? null : value.value()));
        return values;
    }

    @Override
    public <T> Map<String, @Nullable KvValue<T>> getWithMetadata(
            Collection<String> keys, KvType<T> type, KvGetOptions options) {
        return bulk(KvCalls.GET_BULK_WITH_METADATA, keys, KvWanted.VALUE_AND_METADATA, type, options);
    }

    private <T> Map<String, @Nullable KvValue<T>> bulk(
            ServiceCall call, Collection<String> keys, KvWanted wanted, KvType<T> type, KvGetOptions options) {
        requireNonNull(keys, "keys");
        requireNonNull(type, "type");
        requireNonNull(options, "options");
        List<String> distinct = reads.checkBulk(call, keys, type, options);
        List<@Nullable KvRecord> found = calls.read(
                call.operation(), Map.of("keys", distinct.size()), () -> reads.bulk(call, driver, distinct, wanted));
        Map<String, @Nullable KvValue<T>> values = new LinkedHashMap<>();
        for (int i = 0; i < distinct.size(); i++) {
            values.put(distinct.get(i), bulkValue(call, found.get(i), wanted, type));
        }
        return values;
    }

    private <T> @Nullable KvValue<T> bulkValue(
            ServiceCall call, @Nullable KvRecord found, KvWanted wanted, KvType<T> type) {
        if (found == null) {
            return null;
        }
        T value;
        try {
            value = KvValues.decode(found.value(), type);
        } catch (JacksonException noJson) {
            throw refusals.invalid(call, "At least one of the requested keys corresponds to a non-json value");
        }
        if (value == null) {
            return null;
        }
        String metadata = wanted == KvWanted.VALUE ? null : found.metadata();
        return new KvValue<>(value, KvValues.metadata(metadata), null);
    }

    @Override
    public void put(String key, String value, KvPutOptions options) {
        requireNonNull(value, "value");
        store(key, options, () -> Utf8.encode(value));
    }

    @Override
    public void put(String key, byte[] value, KvPutOptions options) {
        put(key, ByteBuffer.wrap(requireNonNull(value, "value")), options);
    }

    @Override
    public void put(String key, ByteBuffer value, KvPutOptions options) {
        ByteBuffer window = requireNonNull(value, "value").duplicate();
        store(key, options, () -> {
            writes.checkLength(window.remaining());
            byte[] bytes = new byte[window.remaining()];
            window.get(bytes);
            return bytes;
        });
    }

    @Override
    public void put(String key, InputStream value, KvPutOptions options) {
        requireNonNull(value, "value");
        store(key, options, () -> readAll(value));
    }

    private byte[] readAll(InputStream value) throws IOException {
        byte[] bytes = value.readNBytes(writes.mostBytes());
        // One byte more tells that there is too much; the stream may have no end.
        if (bytes.length == writes.mostBytes() && value.read() >= 0) {
            writes.checkLength(bytes.length + 1L);
        }
        return bytes;
    }

    @Override
    public void putJson(String key, Object value, KvPutOptions options) {
        requireNonNull(value, "value");
        store(key, options, () -> writes.json(value, "the value"));
    }

    /** Gives the bytes of a value; called once everything else is checked. */
    private interface Source {
        byte[] bytes() throws IOException;
    }

    private void store(String key, KvPutOptions options, Source value) {
        requireNonNull(key, "key");
        requireNonNull(options, "options");
        String metadata = writes.check(key, options);
        byte[] bytes;
        try {
            bytes = value.bytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        writes.checkLength(bytes.length);
        KvRecord entry = new KvRecord(bytes, metadata, writes.expiration(options));
        calls.write(KvCalls.PUT.operation(), true, Map.of("bytes", bytes.length), () -> driver.put(key, entry));
    }

    @Override
    public void delete(String key) {
        requireNonNull(key, "key");
        refusals.checkKey(KvCalls.DELETE, key);
        calls.write(KvCalls.DELETE.operation(), true, Map.of(), () -> driver.delete(key));
    }

    @Override
    public void deleteBulk(Collection<String> keys) {
        requireNonNull(keys, "keys");
        List<String> distinct = writes.checkDeletes(keys);
        if (!distinct.isEmpty()) {
            calls.write(
                    KvCalls.DELETE_BULK.operation(),
                    true,
                    Map.of("keys", distinct.size()),
                    () -> driver.deleteAll(distinct));
        }
    }

    @Override
    public KvListPage list(KvListOptions options) {
        requireNonNull(options, "options");
        int limit = reads.checkList(options);
        String position = Cursors.<String>read(
                options.cursor(),
                text -> text,
                () -> refusals.invalid(KvCalls.LIST, "Invalid cursor. Use the cursor of an earlier page."));
        KvListing listing = calls.read(KvCalls.LIST.operation(), () -> driver.list(options.prefix(), position, limit));
        List<KvKey> keys = new ArrayList<>(listing.entries().size());
        listing.entries()
                .forEach(entry ->
                        keys.add(new KvKey(entry.key(), entry.expiration(), KvValues.metadata(entry.metadata()))));
        return new KvListPage(keys, Cursors.write(listing.next()), null);
    }
}
