package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvListOptions;
import dev.isobar.kv.KvPutOptions;
import dev.isobar.kv.KvType;
import dev.isobar.spi.Capability;
import dev.isobar.tck.Interrupts.Outcome;
import java.util.List;
import java.util.Objects;

/** Rules ENV-INT-01 to ENV-INT-03 for KV: what an interrupt does. */
abstract class KvInterruptRules {
    @Rule("ENV-INT-01")
    void sendsNothingOnAnInterruptedThread(KVNamespace kv) {
        kv.put("session", "open");

        Interrupts.refuse(() -> kv.put("session", "closed"));
        Interrupts.refuse(() -> kv.put("other", "closed"));
        Interrupts.refuse(() -> kv.delete("session"));
        Interrupts.refuse(() -> kv.deleteBulk(List.of("session")));
        Interrupts.refuse(() -> kv.get("session"));
        Interrupts.refuse(() -> kv.getWithMetadata("session"));
        Interrupts.refuse(() -> kv.get(List.of("session"), KvType.TEXT));
        Interrupts.refuse(() -> kv.list(KvListOptions.ALL));

        assertEquals("open", kv.get("session"));
        assertEquals(1, kv.list(KvListOptions.ALL).keys().size());
    }

    @Rule(value = "ENV-INT-02", needs = Capability.READ_YOUR_WRITES)
    void returnsOrFailsAndKeepsTheFlag(KVNamespace kv) {
        String before = null;
        for (int round = 0; round < Interrupts.ROUNDS; round++) {
            String value = "take " + round;

            Outcome outcome = Interrupts.during(round, () -> kv.put("session", value));

            String stored = kv.get("session");
            boolean shown = value.equals(stored);
            assertTrue(shown ? outcome.mayShow() : outcome.mayLack(), () -> outcome + ", but stored is " + stored);
            assertEquals(shown ? value : before, stored);
            before = stored;
        }
    }

    @Rule(
            value = "ENV-INT-03",
            needs = {Capability.READ_YOUR_WRITES, Capability.KV_CONSISTENT_METADATA})
    void storesAnEntryAsAWholeOrNotAtAll(KVNamespace kv) {
        kv.put("session", "none", KvPutOptions.NONE.withMetadata("none"));
        for (int round = 0; round < Interrupts.ROUNDS; round++) {
            String value = "take " + round;

            Interrupts.during(round, () -> kv.put("session", value, KvPutOptions.NONE.withMetadata(value)));

            var stored = Objects.requireNonNull(kv.getWithMetadata("session"));
            assertEquals(
                    stored.value(), Objects.requireNonNull(stored.metadata()).stringValue());
        }
    }
}
