package dev.isobar.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.isobar.kv.KVNamespace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Ten thousand entries of 1 KiB, written once as plain strings and once as entries of a namespace. */
@State(Scope.Benchmark)
public class Entries {
    private static final int COUNT = 10_000;

    final byte[] value = new byte[1024];

    /** For JMH. */
    public Entries() {
        Arrays.fill(value, (byte) 'v');
    }

    /** Writes all entries. */
    @Setup
    public void write(Redis redis) {
        KVNamespace kv = redis.env.kv("KV");
        for (int i = 0; i < COUNT; i++) {
            redis.raw.set(rawKey(key(i)), value);
            kv.put(key(i), value);
        }
    }

    String key() {
        return key(ThreadLocalRandom.current().nextInt(COUNT));
    }

    List<String> keys(int count) {
        List<String> keys = new ArrayList<>(count);
        int first = ThreadLocalRandom.current().nextInt(COUNT);
        for (int i = 0; i < count; i++) {
            keys.add(key((first + i * 97) % COUNT));
        }
        return keys;
    }

    private static String key(int number) {
        return "customer:" + number;
    }

    /** The key as someone writes it who shares a server as the namespace does. */
    static byte[] rawKey(String key) {
        return (Redis.PREFIX + "raw:" + key).getBytes(UTF_8);
    }
}
