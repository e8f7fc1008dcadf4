package dev.isobar.backend.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.Limits;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvKey;
import dev.isobar.kv.KvPutOptions;
import dev.isobar.kv.KvType;
import dev.isobar.kv.KvValue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Sixteen threads on one namespace for {@code isobar.endurance.seconds}, 20 by default. Each thread knows what its own
 * keys must hold; keys of all threads must hold the last write of one of them.
 */
@Tag("endurance")
class MemoryKvEnduranceTest {
    private static final int OWN_KEYS = 64;
    private static final int SHARED_KEYS = 8;

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final MemoryKvDriver driver = new MemoryKvDriver(() -> Instant.now().plus(ahead.get()));

    @Test
    void losesNothing() throws Exception {
        try (Env env = Env.builder()
                .limits(Limits.RELAXED)
                .bind(Service.KV, "SHARED", driver)
                .open()) {
            KVNamespace kv = env.kv("SHARED");
            List<Worker> workers = IntStream.range(0, Endurance.THREADS)
                    .mapToObj(i -> new Worker(kv, i))
                    .toList();

            long calls = Endurance.callsOf(workers);

            workers.forEach(Worker::checkAllOwn);
            checkShared(kv, workers);
            checkMemory(kv, workers);
            System.out.printf("%,d calls of %d threads in %s%n", calls, Endurance.THREADS, Endurance.TIME);
        }
    }

    private static void checkShared(KVNamespace kv, List<Worker> workers) {
        for (int i = 0; i < SHARED_KEYS; i++) {
            String key = "shared/" + i;
            List<String> lastWrites = workers.stream()
                    .map(worker -> worker.lastShared.getOrDefault(key, ""))
                    .toList();

            assertTrue(lastWrites.contains(kv.get(key)), key + " holds no thread's last write");
        }
    }

    /** Once all that ends has ended, what is left is what the threads remember. */
    private void checkMemory(KVNamespace kv, List<Worker> workers) {
        ahead.set(Duration.ofHours(2));
        long endless = workers.stream().mapToLong(Worker::countEndless).sum();
        long shared = kv.listAll("shared/").count();

        assertEquals(new MemoryKvDriver.Occupied((int) (endless + shared), 0), driver.occupied());
    }

    /** One thread and its memory of what it has written. */
    private static final class Worker implements Callable<Long> {
        private final KVNamespace kv;
        private final int number;
        private final Random random;
        private final TreeMap<String, Own> own = new TreeMap<>();
        private final Map<String, String> lastShared = new HashMap<>();
        private final Map<String, Integer> seen = new HashMap<>();
        private int writes;

        private record Own(String value, boolean endless) {}

        Worker(KVNamespace kv, int number) {
            this.kv = kv;
            this.number = number;
            this.random = new Random(number);
        }

        @Override
        public Long call() {
            long end = System.nanoTime() + Endurance.TIME.toNanos();
            long calls = 0;
            while (System.nanoTime() - end < 0) {
                step();
                calls++;
            }
            return calls;
        }

        private void step() {
            String key = "own/" + number + "/" + random.nextInt(OWN_KEYS);
            switch (random.nextInt(10)) {
                case 0, 1 -> writeOwn(key, true);
                case 2 -> writeOwn(key, false);
                case 3 -> {
                    kv.delete(key);
                    own.remove(key);
                }
                case 4, 5 -> checkOwn(key);
                case 6 -> checkListing();
                case 7 -> kv.put("brief/" + random.nextInt(100), "gone soon", ttl(Duration.ofSeconds(1)));
                case 8 -> writeShared("shared/" + random.nextInt(SHARED_KEYS));
                default -> readShared("shared/" + random.nextInt(SHARED_KEYS));
            }
        }

        private void writeOwn(String key, boolean endless) {
            String value = number + ":" + writes++;
            kv.put(key, value, (endless ? KvPutOptions.NONE : ttl(Duration.ofHours(1))).withMetadata(value));
            own.put(key, new Own(value, endless));
        }

        private void checkOwn(String key) {
            Own expected = own.get(key);
            String value = expected == null ? null : expected.value();
            assertEquals(value, kv.get(key));
            assertEquals(value, kv.get(List.of(key), KvType.TEXT).get(key));
        }

        private void checkListing() {
            List<String> names =
                    kv.listAll("own/" + number + "/").map(KvKey::name).toList();
            assertEquals(List.copyOf(own.keySet()), names);
        }

        private void writeShared(String key) {
            String value = number + ":" + writes++;
            kv.put(key, value, KvPutOptions.NONE.withMetadata(value));
            lastShared.put(key, value);
        }

        /** No write is seen again once a later one of the same thread was seen. */
        private void readShared(String key) {
            KvValue<String> found = kv.getWithMetadata(key);
            String value = found.value();
            if (value != null && found.metadata() != null) {
                assertEquals(value, found.metadata().stringValue());
                String[] writerAndWrite = value.split(":", 2);
                int write = Integer.parseInt(writerAndWrite[1]);
                Integer before = seen.put(key + " by " + writerAndWrite[0], write);
                assertTrue(before == null || before <= write, key + " went back to an earlier write");
            }
        }

        void checkAllOwn() {
            own.keySet().forEach(this::checkOwn);
            checkListing();
        }

        long countEndless() {
            return own.values().stream().filter(Own::endless).count();
        }

        private static KvPutOptions ttl(Duration ttl) {
            return KvPutOptions.NONE.withExpirationTtl(ttl);
        }
    }
}
