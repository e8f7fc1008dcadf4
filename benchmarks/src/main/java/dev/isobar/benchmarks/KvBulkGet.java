package dev.isobar.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.isobar.kv.KvType;
import io.lettuce.core.KeyValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;

/** Reading a hundred texts of 1 KiB at once, into a map. */
public class KvBulkGet {
    private static final int KEYS = 100;

    @Benchmark
    public Map<String, String> raw(Redis redis, Entries entries) {
        List<String> keys = entries.keys(KEYS);
        byte[][] names = keys.stream().map(Entries::rawKey).toArray(byte[][]::new);
        List<KeyValue<byte[], byte[]>> found = redis.raw.mget(names);
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < KEYS; i++) {
            values.put(keys.get(i), new String(found.get(i).getValue(), UTF_8));
        }
        return values;
    }

    @Benchmark
    public Map<String, @Nullable String> isobar(Redis redis, Entries entries) {
        return redis.env.kv("KV").get(entries.keys(KEYS), KvType.TEXT);
    }
}
