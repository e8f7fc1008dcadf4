package dev.isobar.tck;

import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvGetOptions;
import dev.isobar.kv.KvKey;
import dev.isobar.kv.KvListOptions;
import dev.isobar.kv.KvListPage;
import dev.isobar.kv.KvPutOptions;
import dev.isobar.kv.KvType;
import dev.isobar.kv.KvValue;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The operations of recorded KV scenarios. */
final class KvOperations implements GoldenOperations {
    private final KVNamespace kv;
    private final TestClock clock;

    KvOperations(TckSubject<KVNamespace> subject, TestClock clock) {
        this.kv = subject.binding();
        this.clock = clock;
    }

    @Override
    public @Nullable Object perform(String operation, GoldenArguments arguments) throws IOException {
        switch (operation) {
            case "put" -> put(arguments.text("key"), arguments.required("value"), options(arguments.object("options")));
            case "putMany" -> putMany(arguments);
            case "delete" -> kv.delete(arguments.text("key"));
            case "clock.advance" -> clock.advance(Duration.ofSeconds(arguments.number("seconds", 0)));
            default -> {
                return read(operation, arguments);
            }
        }
        return null;
    }

    private @Nullable Object read(String operation, GoldenArguments arguments) throws IOException {
        return switch (operation) {
            case "get" -> value(kv.get(arguments.text("key"), type(arguments), getOptions(arguments)));
            case "getMany" -> many(arguments);
            case "getWithMetadata" ->
                entry(kv.getWithMetadata(arguments.text("key"), type(arguments), getOptions(arguments)), true);
            case "getManyWithMetadata" -> manyWithMetadata(arguments);
            case "list" -> page(kv.list(listOptions(arguments)));
            case "listNames" -> names(kv.list(listOptions(arguments)));
            case "listAll" -> all(listOptions(arguments));
            default -> throw new IllegalArgumentException("unknown operation " + operation);
        };
    }

    private void put(String key, Object value, KvPutOptions options) {
        if (value instanceof byte[] bytes) {
            kv.put(key, bytes, options);
        } else if (value instanceof GoldenValues.Streamed streamed) {
            kv.put(key, streamed.open(), options);
        } else {
            kv.put(key, (String) value, options);
        }
    }

    private void putMany(GoldenArguments arguments) {
        long from = arguments.number("from", 0);
        for (long i = from; i < from + arguments.number("count", 0); i++) {
            put(
                    (String) Objects.requireNonNull(GoldenValues.numbered(arguments.text("key"), (int) i)),
                    Objects.requireNonNull(GoldenValues.numbered(arguments.required("value"), (int) i)),
                    options(arguments.object("options")));
        }
    }

    private static KvPutOptions options(GoldenArguments options) {
        KvPutOptions result = KvPutOptions.NONE;
        if (options.get("expirationTtl") instanceof Number ttl) {
            result = result.withExpirationTtl(Duration.ofSeconds(ttl.longValue()));
        }
        if (options.get("expiration") instanceof Number expiration) {
            result = result.withExpiration(Instant.ofEpochSecond(expiration.longValue()));
        }
        Object metadata = options.get("metadata");
        return metadata == null ? result : result.withMetadata(metadata);
    }

    private static KvType<?> type(GoldenArguments arguments) {
        Object named = arguments.has("type")
                ? arguments.get("type")
                : arguments.object("options").get("type");
        return switch (String.valueOf(named)) {
            case "null", "text" -> KvType.TEXT;
            case "json" -> KvType.JSON;
            case "arrayBuffer" -> KvType.BYTES;
            case "stream" -> KvType.STREAM;
            default -> throw new IllegalArgumentException("no KvType for " + named);
        };
    }

    private static KvGetOptions getOptions(GoldenArguments arguments) {
        Object ttl = arguments.object("options").get("cacheTtl");
        return ttl instanceof Number seconds
                ? KvGetOptions.NONE.withCacheTtl(Duration.ofSeconds(seconds.longValue()))
                : KvGetOptions.NONE;
    }

    private static @Nullable Object value(@Nullable Object value) throws IOException {
        if (value instanceof InputStream stream) {
            try (stream) {
                return stream.readAllBytes();
            }
        }
        return value instanceof JsonNode json ? GoldenValues.plain(json) : value;
    }

    private static @Nullable Map<String, @Nullable Object> entry(@Nullable KvValue<?> entry, boolean status)
            throws IOException {
        if (entry == null) {
            return null;
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("value", value(entry.value()));
        map.put("metadata", value(entry.metadata()));
        if (status) {
            map.put("cacheStatus", entry.cacheStatus());
        }
        return map;
    }

    private static List<String> keys(GoldenArguments arguments) {
        List<String> keys = new ArrayList<>();
        arguments.list("keys").forEach(key -> keys.add((String) Objects.requireNonNull(key)));
        return keys;
    }

    private Map<String, @Nullable Object> many(GoldenArguments arguments) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, ?> found :
                kv.get(keys(arguments), type(arguments), getOptions(arguments)).entrySet()) {
            map.put(found.getKey(), value(found.getValue()));
        }
        return map;
    }

    private Map<String, @Nullable Object> manyWithMetadata(GoldenArguments arguments) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, ? extends @Nullable KvValue<?>> found : kv.getWithMetadata(
                        keys(arguments), type(arguments), getOptions(arguments))
                .entrySet()) {
            map.put(found.getKey(), entry(found.getValue(), false));
        }
        return map;
    }

    private static KvListOptions listOptions(GoldenArguments arguments) {
        GoldenArguments options = arguments.object("options");
        KvListOptions result = KvListOptions.ALL.withLimit((int) options.number("limit", 0));
        if (options.get("prefix") instanceof String prefix) {
            result = result.withPrefix(prefix);
        }
        return options.get("cursor") instanceof String cursor ? result.withCursor(cursor) : result;
    }

    private static Map<String, @Nullable Object> page(KvListPage page) throws IOException {
        List<@Nullable Object> keys = new ArrayList<>();
        for (KvKey key : page.keys()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put("name", key.name());
            map.put(
                    "expiration",
                    key.expiration() == null ? null : key.expiration().getEpochSecond());
            map.put("metadata", value(key.metadata()));
            keys.add(map);
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("keys", keys);
        map.put("list_complete", page.listComplete());
        map.put("cursor", page.cursor());
        map.put("cacheStatus", page.cacheStatus());
        return map;
    }

    private static Map<String, @Nullable Object> names(KvListPage page) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("names", page.keys().stream().map(KvKey::name).toList());
        map.put("list_complete", page.listComplete());
        map.put("hasCursor", page.cursor() != null);
        return map;
    }

    private Map<String, @Nullable Object> all(KvListOptions options) {
        List<Object> pages = new ArrayList<>();
        List<String> names = new ArrayList<>();
        KvListPage page = kv.list(options);
        while (true) {
            pages.add(Map.of(
                    "size", page.keys().size(),
                    "list_complete", page.listComplete(),
                    "hasCursor", page.cursor() != null));
            page.keys().forEach(key -> names.add(key.name()));
            if (page.cursor() == null) {
                return GoldenListing.summary(pages, names);
            }
            page = kv.list(options.withCursor(page.cursor()));
        }
    }
}
