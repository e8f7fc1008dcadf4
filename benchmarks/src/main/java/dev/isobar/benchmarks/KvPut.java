package dev.isobar.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;

/** Overwriting one value of 1 KiB. */
public class KvPut {
    @Benchmark
    public String raw(Redis redis, Entries entries) {
        return redis.raw.set(Entries.rawKey(entries.key()), entries.value);
    }

    @Benchmark
    public void isobar(Redis redis, Entries entries) {
        redis.env.kv("KV").put(entries.key(), entries.value);
    }
}
