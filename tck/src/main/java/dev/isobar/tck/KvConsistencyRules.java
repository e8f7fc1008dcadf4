package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvKey;
import dev.isobar.kv.KvListOptions;
import dev.isobar.kv.KvPutOptions;
import dev.isobar.kv.KvValue;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Rules KV-CONS-03 and KV-GWM-04: what concurrent calls may see. */
abstract class KvConsistencyRules {
    private static final int WRITERS = 4;
    private static final int ROUNDS = 100;

    @Rule("KV-CONS-03")
    void keepsOneOfSeveralWritesAsAWhole(KVNamespace kv, TestClock clock) {
        for (int round = 0; round < 20; round++) {
            String key = "contested-" + round;

            Together.run(WRITERS, writer -> write(kv, key, writer));

            KvValue<String> entry = kv.getWithMetadata(key);
            KvKey listed = kv.list(KvListOptions.ALL.withPrefix(key)).keys().get(0);
            assertNotNull(entry.value());
            int winner = Integer.parseInt(entry.value());
            assertEquals(entry.value(), String.valueOf(entry.metadata()));
            assertEquals(entry.value(), String.valueOf(listed.metadata()));
            assertEquals(clock.instant().plusSeconds(100 + winner), listed.expiration());
            kv.delete(key);
        }
    }

    @Rule("KV-CONS-03")
    void losesNoWriteToAnotherKey(KVNamespace kv) {
        Together.run(WRITERS, writer -> {
            for (int i = 0; i < ROUNDS; i++) {
                kv.put("writer-" + writer + "-" + i, Integer.toString(i));
            }
        });

        Set<String> names = Set.copyOf(kv.listAll("writer-").map(KvKey::name).toList());

        assertEquals(WRITERS * ROUNDS, names.size());
    }

    @Rule(value = "KV-GWM-04", needs = Capability.KV_CONSISTENT_METADATA)
    void readsValueAndMetadataOfTheSameWrite(KVNamespace kv) {
        write(kv, "contested", 0);
        AtomicBoolean written = new AtomicBoolean();

        Together.run(WRITERS, thread -> {
            if (thread == 0) {
                try {
                    for (int i = 1; i <= ROUNDS; i++) {
                        write(kv, "contested", i);
                    }
                } finally {
                    written.set(true);
                }
            }
            while (!written.get()) {
                KvValue<String> entry = kv.getWithMetadata("contested");
                assertEquals(entry.value(), String.valueOf(entry.metadata()));
            }
        });
    }

    private static void write(KVNamespace kv, String key, int number) {
        kv.put(
                key,
                Integer.toString(number),
                KvPutOptions.NONE.withMetadata(number).withExpirationTtl(Duration.ofSeconds(100 + number)));
    }
}
