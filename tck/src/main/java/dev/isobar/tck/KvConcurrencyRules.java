package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvKey;
import dev.isobar.kv.KvListOptions;
import dev.isobar.kv.KvPutOptions;
import dev.isobar.kv.KvType;
import dev.isobar.kv.KvValue;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Rules KV-CONS-07 and KV-GWM-04: what reads, bulk reads and listings see while a key is written. */
abstract class KvConcurrencyRules {
    private static final int ROUNDS = 150;
    private static final long SECOND = 1_000_000_000;
    private static final List<String> KEYS = List.of("contested", "contested-too");

    @Rule(value = "KV-CONS-07", needs = Capability.READ_YOUR_WRITES)
    void findsAKeyThatIsOverwritten(KVNamespace kv) {
        whileOverwritten(kv, () -> assertNotNull(kv.get("contested"), "get misses a key that is overwritten"));
    }

    @Rule(value = "KV-CONS-07", needs = Capability.READ_YOUR_WRITES)
    void findsAKeyInEveryMomentOfAWrite(KVNamespace kv) {
        KEYS.forEach(key -> write(kv, key, 100));
        InStep.run(
                round -> {},
                round -> write(kv, "contested", 100 + round % 1_000),
                round -> {
                    if (round % 3 == 0) {
                        assertEquals(
                                KEYS.size(), kv.list(KvListOptions.ALL).keys().size(), "keys in a listing");
                    } else if (round % 3 == 1) {
                        assertNotNull(kv.get(KEYS, KvType.TEXT).get("contested"), "a bulk read during a write");
                    } else {
                        assertNotNull(kv.get("contested"), "get during a write");
                    }
                },
                round -> {});
    }

    @Rule(value = "KV-CONS-07", needs = Capability.READ_YOUR_WRITES)
    void findsKeysThatAreOverwrittenInBulk(KVNamespace kv) {
        whileOverwritten(kv, () -> kv.get(KEYS, KvType.TEXT)
                .forEach((key, value) -> assertNotNull(value, "a bulk read misses a key that is overwritten")));
    }

    @Rule(value = "KV-CONS-07", needs = Capability.READ_YOUR_WRITES)
    void listsKeysThatAreOverwritten(KVNamespace kv) {
        whileOverwritten(
                kv,
                () -> assertEquals(
                        KEYS,
                        kv.list(KvListOptions.ALL).keys().stream()
                                .map(KvKey::name)
                                .toList(),
                        "a listing misses a key that is overwritten"));
    }

    @Rule(value = "KV-CONS-07", needs = Capability.READ_YOUR_WRITES)
    void listsMetadataAndExpirationOfTheSameWrite(KVNamespace kv, TestClock clock) {
        Instant now = clock.instant();
        whileOverwritten(kv, () -> {
            for (KvKey key : kv.list(KvListOptions.ALL).keys()) {
                Instant end = key.expiration();
                assertNotNull(end, "a listing has the expiration");
                assertEquals(
                        Long.toString(Duration.between(now, end).toSeconds()),
                        String.valueOf(key.metadata()),
                        "the metadata of the write that gave the expiration");
            }
        });
    }

    @Rule(
            value = "KV-GWM-04",
            needs = {Capability.KV_CONSISTENT_METADATA, Capability.READ_YOUR_WRITES})
    void readsValueAndMetadataOfTheSameWriteInBulk(KVNamespace kv) {
        whileOverwritten(kv, () -> {
            Map<String, @Nullable KvValue<String>> found = kv.getWithMetadata(KEYS, KvType.TEXT);
            for (KvValue<String> entry : found.values()) {
                assertNotNull(entry, "a bulk read misses a key that is overwritten");
                assertEquals(entry.value(), String.valueOf(entry.metadata()), "the metadata of the same write");
            }
        });
    }

    @Rule(value = "KV-CONS-07", needs = Capability.READ_YOUR_WRITES)
    void leavesAWholeEntryOrNoneWhereWritesAndDeletesMeet(KVNamespace kv) {
        for (int round = 0; round < 40; round++) {
            String key = "contested-" + round;
            // In some rounds a write comes last, in some a delete.
            int writes = 1 + 3 * round % 8;
            int deletes = 1 + round % 3;
            Together.run(4, thread -> {
                for (int i = 0; i < (thread < 2 ? writes : deletes); i++) {
                    if (thread < 2) {
                        write(kv, key, 100 + 10 * thread + i);
                    } else if (thread == 2) {
                        kv.delete(key);
                    } else {
                        kv.deleteBulk(List.of(key, "nobody"));
                    }
                }
            });

            KvValue<String> entry = kv.getWithMetadata(key);
            List<KvKey> listed = kv.list(KvListOptions.ALL.withPrefix(key)).keys();
            boolean there = entry.value() != null;

            assertEquals(there ? 1 : 0, listed.size(), "names in the listing if get finds " + entry.value());
            assertEquals(entry.value(), kv.get(List.of(key), KvType.TEXT).get(key), "a bulk read and get");
            assertEquals(
                    String.valueOf(entry.value()), String.valueOf(entry.metadata()), "the metadata of the same write");
            kv.delete(key);
        }
    }

    @Rule(value = "KV-CONS-07", needs = Capability.READ_YOUR_WRITES)
    void listsWhatReadsFindWhereOneWriteAndOneDeleteMeet(KVNamespace kv) {
        InStep.run(
                round -> {
                    if (round % 4 < 2) {
                        write(kv, "met", 100);
                    }
                },
                round -> write(kv, "met", 200),
                round -> kv.delete("met"),
                round -> {
                    KvValue<String> found = kv.getWithMetadata("met");
                    List<KvKey> listed =
                            kv.list(KvListOptions.ALL.withPrefix("met")).keys();
                    assertEquals(found.value() == null ? 0 : 1, listed.size(), "names if get finds " + found.value());
                    assertEquals(
                            String.valueOf(found.value()),
                            String.valueOf(found.metadata()),
                            "the metadata of the same write");
                });
    }

    @Rule(value = "KV-CONS-07", needs = Capability.READ_YOUR_WRITES)
    void keepsWhatIsWrittenWhileOtherKeysAreDeleted(KVNamespace kv) {
        Together.run(4, thread -> {
            for (int i = 0; i < 60; i++) {
                String key = "of-" + thread + "-" + i;
                kv.put(key, "value");
                if (thread % 2 == 0) {
                    kv.delete(key);
                }
            }
        });

        List<String> names = kv.listAll("of-").map(KvKey::name).toList();

        assertEquals(120, names.size(), "the names of the two writers that have deleted nothing");
        names.forEach(name -> assertNotNull(kv.get(name), name));
    }

    /** Overwrites two keys, each time with another value, metadata and expiration of the same number. */
    private static void whileOverwritten(KVNamespace kv, Runnable look) {
        KEYS.forEach(key -> write(kv, key, 100));
        AtomicBoolean written = new AtomicBoolean();
        AtomicInteger looks = new AtomicInteger();
        Together.run(4, thread -> {
            if (thread == 0) {
                try {
                    long begin = System.nanoTime();
                    // On, until the others have looked often enough.
                    for (int i = 1; i <= ROUNDS || (looks.get() < ROUNDS && System.nanoTime() - begin < SECOND); i++) {
                        write(kv, KEYS.get(i % 2), 100 + i);
                    }
                } finally {
                    written.set(true);
                }
            }
            while (!written.get()) {
                look.run();
                looks.incrementAndGet();
            }
        });
    }

    private static void write(KVNamespace kv, String key, int number) {
        kv.put(
                key,
                Integer.toString(number),
                KvPutOptions.NONE.withMetadata(number).withExpirationTtl(Duration.ofSeconds(number)));
    }
}
