package dev.isobar.backend.redis;

import dev.isobar.Env;
import dev.isobar.Limits;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvKey;
import dev.isobar.kv.KvListOptions;
import dev.isobar.kv.KvListPage;
import dev.isobar.kv.KvPutOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A process that writes, deletes and lists in a namespace that others use too; then it writes to a file what its last
 * call on each key has left. Some keys are its own, some are everybody's, and some of its own it writes but once.
 */
final class KvWriter {
    static final String GONE = "-";
    private static final int STEPS = 1_500;
    private static final int OWN = 60;
    private static final int SHARED = 20;
    private static final int STEADY = 30;

    private final KVNamespace kv;
    private final String name;
    private final Random random;
    private final TreeSet<String> steady = new TreeSet<>();
    private final Map<String, String> left = new TreeMap<>();

    private KvWriter(KVNamespace kv, String name, Random random) {
        this.kv = kv;
        this.name = name;
        this.random = random;
    }

    static Env open(String url) {
        return Env.builder()
                .limits(Limits.RELAXED)
                .bind(Service.KV, "CACHE", url)
                .open();
    }

    public static void main(String[] arguments) throws IOException {
        String name = arguments[1];
        Random random = new Random(Long.parseLong(arguments[2]) + name.hashCode());
        try (Env env = open(arguments[0])) {
            KvWriter writer = new KvWriter(env.kv("CACHE"), name, random);
            writer.run();
            List<String> lines = new ArrayList<>();
            writer.left.forEach((key, value) -> lines.add(key + " " + value));
            Files.write(Path.of(arguments[3]), lines);
        }
    }

    private void run() {
        for (int i = 0; i < STEADY; i++) {
            String key = "steady/" + name + "/" + i;
            steady.add(key);
            put(key, "steady", KvPutOptions.NONE);
        }
        for (int step = 0; step < STEPS; step++) {
            String key = random.nextInt(4) == 0
                    ? "shared/" + random.nextInt(SHARED)
                    : "own/" + name + "/" + random.nextInt(OWN);
            String value = name + ":" + step;
            switch (random.nextInt(20)) {
                case 0 -> list();
                case 1, 2, 3, 4 -> delete(key);
                case 5, 6 -> putForASecond(key, value);
                case 7, 8 -> put(key, value, KvPutOptions.NONE.withExpirationTtl(Duration.ofHours(1)));
                case 9, 10 -> put(key, value, KvPutOptions.NONE.withMetadata(value));
                default -> put(key, value, KvPutOptions.NONE);
            }
        }
    }

    private void put(String key, String value, KvPutOptions options) {
        kv.put(key, value, options);
        left.put(key, value);
    }

    private void putForASecond(String key, String value) {
        put(key, value, KvPutOptions.NONE.withExpirationTtl(Duration.ofSeconds(1)));
        left.put(key, GONE);
    }

    private void delete(String key) {
        kv.delete(key);
        left.put(key, GONE);
    }

    private void list() {
        List<String> names = names(kv, 5 + random.nextInt(60));
        if (!new ArrayList<>(new TreeSet<>(names)).equals(names)) {
            throw new AssertionError("not in order, or twice: " + names);
        }
        if (!names.containsAll(steady)) {
            throw new AssertionError("a page lacks some of " + steady + ": " + names);
        }
    }

    /** Lists all keys, page by page. */
    static List<String> names(KVNamespace kv, int limit) {
        List<String> names = new ArrayList<>();
        KvListOptions options = KvListOptions.ALL.withLimit(limit);
        KvListPage page = kv.list(options);
        page.keys().stream().map(KvKey::name).forEach(names::add);
        while (page.cursor() != null) {
            page = kv.list(options.withCursor(page.cursor()));
            page.keys().stream().map(KvKey::name).forEach(names::add);
        }
        return names;
    }
}
