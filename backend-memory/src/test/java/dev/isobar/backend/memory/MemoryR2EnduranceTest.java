package dev.isobar.backend.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2Conditional;
import dev.isobar.r2.R2ListOptions;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2ObjectBody;
import dev.isobar.r2.R2PutOptions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Sixteen threads on one bucket for {@code isobar.endurance.seconds}, 20 by default. Each thread knows what its own keys
 * must hold; counters that all threads raise by compare-and-set must hold the sum.
 */
@Tag("endurance")
class MemoryR2EnduranceTest {
    private static final int OWN_KEYS = 64;
    private static final int COUNTERS = 4;

    private final MemoryR2Driver driver = new MemoryR2Driver(InstantSource.system(), InstantSource.system());

    @Test
    void losesNothing() throws Exception {
        try (Env env = Env.builder().bind(Service.R2, "SHARED", driver).open()) {
            R2Bucket bucket = env.r2("SHARED");
            IntStream.range(0, COUNTERS).forEach(i -> bucket.put("counter/" + i, "0"));
            List<Worker> workers = IntStream.range(0, Endurance.THREADS)
                    .mapToObj(i -> new Worker(bucket, i))
                    .toList();

            long calls = Endurance.callsOf(workers);

            workers.forEach(Worker::checkAllOwn);
            checkCounters(bucket, workers);
            checkMemory(workers);
            System.out.printf("%,d calls of %d threads in %s%n", calls, Endurance.THREADS, Endurance.TIME);
        }
    }

    private static void checkCounters(R2Bucket bucket, List<Worker> workers) {
        for (int i = 0; i < COUNTERS; i++) {
            int counter = i;
            long raised =
                    workers.stream().mapToLong(worker -> worker.raised[counter]).sum();

            assertEquals(Long.toString(raised), text(bucket, "counter/" + i));
        }
    }

    private void checkMemory(List<Worker> workers) {
        int own = workers.stream().mapToInt(worker -> worker.own.size()).sum();

        assertEquals(new MemoryR2Driver.Occupied(own + COUNTERS, 0), driver.occupied());
    }

    private static String text(R2Bucket bucket, String key) {
        try (R2ObjectBody body = Objects.requireNonNull(bucket.get(key))) {
            return body.text();
        }
    }

    /** One thread and its memory of what it has written. */
    private static final class Worker implements Callable<Long> {
        private final R2Bucket bucket;
        private final int number;
        private final Random random;
        private final TreeMap<String, String> own = new TreeMap<>();
        private final long[] raised = new long[COUNTERS];
        private int writes;

        Worker(R2Bucket bucket, int number) {
            this.bucket = bucket;
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
                case 0, 1 -> write(key);
                case 2 -> upload(key);
                case 3 -> {
                    bucket.delete(key);
                    own.remove(key);
                }
                case 4, 5 -> check(key);
                case 6 -> checkListing();
                case 7 -> bucket.createMultipartUpload(key).abort();
                default -> raise(random.nextInt(COUNTERS));
            }
        }

        private void write(String key) {
            String content = (number + ":" + writes++ + " ").repeat(1 + random.nextInt(200));
            bucket.put(
                    key,
                    content,
                    R2PutOptions.NONE.withCustomMetadata(Map.of("length", Integer.toString(content.length()))));
            own.put(key, content);
        }

        private void upload(String key) {
            String content = number + ":" + writes++;
            R2MultipartUpload upload = bucket.createMultipartUpload(key);
            upload.complete(List.of(upload.uploadPart(1, content)));
            own.put(key, content);
        }

        private void check(String key) {
            try (R2ObjectBody found = bucket.get(key)) {
                String expected = own.get(key);
                if (found == null) {
                    assertNull(expected);
                } else {
                    String length = String.valueOf(found.customMetadata()).replaceAll("\\D", "");
                    assertEquals(expected, found.text());
                    assertTrue(length.isEmpty() || Long.parseLong(length) == found.size(), "bytes of another write");
                }
            }
        }

        private void checkListing() {
            List<String> listed = bucket.listAll(R2ListOptions.ofPrefix("own/" + number + "/"))
                    .map(R2Object::key)
                    .toList();
            assertEquals(List.copyOf(own.keySet()), listed);
        }

        private void raise(int counter) {
            String key = "counter/" + counter;
            R2Object seen;
            long value;
            try (R2ObjectBody body = Objects.requireNonNull(bucket.get(key))) {
                seen = body;
                value = Long.parseLong(body.text());
            }
            R2Conditional unchanged = R2Conditional.NONE.withEtagMatches(seen.etag());
            R2PutOptions options = R2PutOptions.NONE.withOnlyIf(unchanged);
            if (bucket.put(key, Long.toString(value + 1), options) != null) {
                raised[counter]++;
            }
        }

        void checkAllOwn() {
            own.keySet().forEach(this::check);
            checkListing();
        }
    }
}
