package dev.isobar.backend.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvPutOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JVMs that write, delete and list in one namespace: once they rest, it holds what the last calls have left. */
class KvProcessesTest {
    private static final int WRITERS = 4;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final RedisProcess redis = RedisProcess.start("--appendonly", "yes", "--appendfsync", "everysec");
    private final List<JavaProcess> writers = new ArrayList<>();

    @AfterEach
    void end() {
        writers.forEach(JavaProcess::close);
        redis.close();
    }

    @Test
    void listsWhatTheLastWritersLeft() throws IOException {
        long seed = System.nanoTime();
        System.out.println("entries of seed " + seed);
        String url = redis.url() + "?partitions=4";
        for (int i = 0; i < WRITERS; i++) {
            writers.add(JavaProcess.start(KvWriter.class, folder.resolve("writer-" + i), url, i, seed, left(i)));
        }
        writers.forEach(writer -> writer.awaitEnd(LONGEST));
        Map<String, Set<String>> left = left();

        try (Env env = KvWriter.open(url)) {
            KVNamespace kv = env.kv("CACHE");
            outliveTheWriters(kv);

            List<String> names = KvWriter.names(kv, 7);
            assertEquals(new ArrayList<>(new TreeSet<>(names)), names);
            for (String key : left.keySet()) {
                String value = kv.get(key);
                assertTrue(left.get(key).contains(value == null ? KvWriter.GONE : value), key);
                assertEquals(value != null, names.contains(key), key);
            }
            assertTrue(left.keySet().containsAll(names));
        }
    }

    private Path left(int writer) {
        return folder.resolve("left-" + writer);
    }

    /** What the last calls of all writers have left in each key: one of them was the last of all. */
    private Map<String, Set<String>> left() throws IOException {
        Map<String, Set<String>> left = new TreeMap<>();
        for (int i = 0; i < WRITERS; i++) {
            for (String line : Files.readAllLines(left(i))) {
                String[] members = line.split(" ", 2);
                left.computeIfAbsent(members[0], key -> new HashSet<>()).add(members[1]);
            }
        }
        return left;
    }

    /** What the writers put for a second ends before what is put later for longer. */
    private static void outliveTheWriters(KVNamespace kv) {
        kv.put("last", "", KvPutOptions.NONE.withExpirationTtl(Duration.ofSeconds(3)));
        Await.until(
                () -> "listed beyond its end", () -> !KvWriter.names(kv, 1_000).contains("last"));
    }
}
