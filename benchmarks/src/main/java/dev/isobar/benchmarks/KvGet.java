package dev.isobar.benchmarks;

import dev.isobar.kv.KvType;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;

/** Reading one value of 1 KiB. */
public class KvGet {
    @Benchmark
    public byte[] raw(Redis redis, Entries entries) {
        return redis.raw.get(Entries.rawKey(entries.key()));
    }

    @Benchmark
    public byte @Nullable [] isobar(Redis redis, Entries entries) {
        return redis.env.kv("KV").get(entries.key(), KvType.BYTES);
    }
}
