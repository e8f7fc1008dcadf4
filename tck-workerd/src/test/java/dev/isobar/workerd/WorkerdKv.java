package dev.isobar.workerd;

import static java.util.Objects.requireNonNull;

import dev.isobar.error.CallSite;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.IsobarException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvGetOptions;
import dev.isobar.kv.KvKey;
import dev.isobar.kv.KvListOptions;
import dev.isobar.kv.KvListPage;
import dev.isobar.kv.KvPutOptions;
import dev.isobar.kv.KvType;
import dev.isobar.kv.KvValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A KV binding inside the runtime: nothing is checked or converted on this side that JavaScript could tell apart. */
final class WorkerdKv implements KVNamespace {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final Pattern STATUS = Pattern.compile("KV \\w+ failed: (\\d{3}) ");

    private final Bridge bridge;
    private final InstantSource clock;
    private final AtomicReference<Instant> told;

    WorkerdKv(Bridge bridge, InstantSource clock) {
        this.bridge = bridge;
        this.clock = clock;
        this.told = new AtomicReference<>(clock.instant());
    }

    private @Nullable Object call(String operation, @Nullable Object... arguments) {
        tellTime(false);
        try {
            return bridge.call(operation, arguments);
        } catch (Failure failed) {
            throw typed(operation, failed);
        }
    }

    // Only where time matters: with a time of its own the simulator takes values of a kibibyte at most.
    private void tellTime(boolean always) {
        Instant now = clock.instant();
        if (!told.getAndSet(now).equals(now) || always) {
            bridge.setClock(now);
        }
    }

    private static IsobarException typed(String operation, Failure failed) {
        Matcher status = STATUS.matcher(failed.text());
        CallSite site = new CallSite(Service.KV, "SUBJECT", operation);
        String code = status.lookingAt() ? status.group(1) : null;
        boolean tooMuch =
                "413".equals(code) || "414".equals(code) || failed.text().contains("You can request a maximum of");
        return tooMuch
                ? new LimitExceededException(site, code, failed.text(), failed)
                : new InvalidRequestException(site, code, failed.text(), failed);
    }

    @Override
    public <T> @Nullable T get(String key, KvType<T> type, KvGetOptions options) {
        return decode("get", call("get", requireNonNull(key), options(type, options)), type);
    }

    private static Map<String, Object> options(KvType<?> type, KvGetOptions options) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(
                "type",
                switch (type.kind()) {
                    case TEXT -> "text";
                    case JSON -> "json";
                    case BYTES -> "arrayBuffer";
                    case STREAM -> "stream";
                });
        Duration ttl = options.cacheTtl();
        if (ttl != null) {
            members.put("cacheTtl", ttl.toSeconds());
        }
        return members;
    }

    @SuppressWarnings("unchecked")
    private <T> @Nullable T decode(String operation, @Nullable Object value, KvType<T> type) {
        if (value instanceof byte[] bytes && type.kind() == KvType.Kind.STREAM) {
            return (T) new ByteArrayInputStream(bytes);
        }
        if (value == null || type.kind() != KvType.Kind.JSON) {
            return (T) value;
        }
        try {
            return (T) MAPPER.convertValue(value, MAPPER.constructType(type.target()));
        } catch (JacksonException mismatch) {
            throw new InvalidRequestException(
                    new CallSite(Service.KV, "SUBJECT", operation), null, "the value is no " + type.target(), null);
        }
    }

    @Override
    public <T> Map<String, @Nullable T> get(Collection<String> keys, KvType<T> type, KvGetOptions options) {
        Map<String, @Nullable T> values = new LinkedHashMap<>();
        members(call("get", List.copyOf(keys), options(type, options)))
                .forEach((key, value) -> values.put(key, decode("get", value, type)));
        return values;
    }

    @Override
    public <T> KvValue<T> getWithMetadata(String key, KvType<T> type, KvGetOptions options) {
        return entry(members(call("getWithMetadata", requireNonNull(key), options(type, options))), type);
    }

    private <T> KvValue<T> entry(Map<String, @Nullable Object> entry, KvType<T> type) {
        return new KvValue<>(decode("getWithMetadata", entry.get("value"), type), json(entry.get("metadata")), (String)
                entry.get("cacheStatus"));
    }

    @Override
    public <T> Map<String, @Nullable KvValue<T>> getWithMetadata(
            Collection<String> keys, KvType<T> type, KvGetOptions options) {
        Map<String, @Nullable KvValue<T>> entries = new LinkedHashMap<>();
        members(call("getWithMetadata", List.copyOf(keys), options(type, options)))
                .forEach((key, entry) -> entries.put(key, entry == null ? null : entry(members(entry), type)));
        return entries;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> members(@Nullable Object value) {
        return (Map<String, @Nullable Object>) requireNonNull(value);
    }

    private static @Nullable JsonNode json(@Nullable Object value) {
        return value == null ? null : MAPPER.valueToTree(value);
    }

    @Override
    public void put(String key, String value, KvPutOptions options) {
        store(key, value, options);
    }

    @Override
    public void put(String key, byte[] value, KvPutOptions options) {
        store(key, value, options);
    }

    @Override
    public void put(String key, ByteBuffer value, KvPutOptions options) {
        byte[] bytes = new byte[value.remaining()];
        value.duplicate().get(bytes);
        store(key, bytes, options);
    }

    @Override
    public void put(String key, InputStream value, KvPutOptions options) {
        try {
            byte[] bytes = value.readAllBytes();
            store(key, new Packed.Streamed(bytes, bytes.length), options);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void putJson(String key, Object value, KvPutOptions options) {
        store(key, MAPPER.writeValueAsString(plain(requireNonNull(value))), options);
    }

    private void store(String key, Object value, KvPutOptions options) {
        requireNonNull(key);
        requireNonNull(value);
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        if (options.expirationTtl() != null) {
            members.put("expirationTtl", options.expirationTtl().toSeconds());
        }
        if (options.expiration() != null) {
            members.put("expiration", options.expiration().getEpochSecond());
        }
        if (!members.isEmpty()) {
            tellTime(true);
        }
        if (options.metadata() != null) {
            members.put("metadata", plain(options.metadata()));
        }
        call("put", key, value, members);
    }

    private static Object plain(Object value) {
        try {
            return MAPPER.convertValue(value, Object.class);
        } catch (JacksonException noJson) {
            throw new InvalidRequestException(
                    new CallSite(Service.KV, "SUBJECT", "put"), null, "the value cannot be written as JSON", noJson);
        }
    }

    @Override
    public void delete(String key) {
        call("delete", requireNonNull(key));
    }

    @Override
    public void deleteBulk(Collection<String> keys) {
        call("deleteBulk", List.copyOf(keys));
    }

    @Override
    public KvListPage list(KvListOptions options) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("prefix", options.prefix());
        members.put("limit", options.limit());
        if (options.cursor() != null) {
            members.put("cursor", options.cursor());
        }
        Map<String, @Nullable Object> page = members(call("list", members));
        List<KvKey> keys = new ArrayList<>();
        for (Object key : (List<?>) requireNonNull(page.get("keys"))) {
            Map<String, @Nullable Object> listed = members(key);
            Long expiration = (Long) listed.get("expiration");
            keys.add(new KvKey(
                    (String) requireNonNull(listed.get("name")),
                    expiration == null ? null : Instant.ofEpochSecond(expiration),
                    json(listed.get("metadata"))));
        }
        return new KvListPage(keys, (String) page.get("cursor"), (String) page.get("cacheStatus"));
    }
}
