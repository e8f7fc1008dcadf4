package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvKey;
import dev.isobar.kv.KvListOptions;
import dev.isobar.kv.KvPutOptions;
import dev.isobar.kv.KvType;
import dev.isobar.kv.KvValue;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Rules KV-DEL-01 to KV-DEL-04: how an entry is removed. */
abstract class KvDeleteRules {
    @Rule("KV-DEL-01")
    void deletesAMissingKeyInSilence(KVNamespace kv) {
        kv.put("session", "open");
        kv.delete("session");

        assertDoesNotThrow(() -> kv.delete("session"));
        assertDoesNotThrow(() -> kv.delete("nobody"));
    }

    @Rule(value = "KV-DEL-01", needs = Capability.CONTROLLED_CLOCK)
    void deletesAnEndedEntryInSilence(KVNamespace kv, TestClock clock) {
        kv.put("session", "open", KvPutOptions.NONE.withExpirationTtl(Duration.ofSeconds(60)));
        clock.advance(Duration.ofSeconds(61));

        assertDoesNotThrow(() -> kv.delete("session"));
    }

    @Rule("KV-DEL-02")
    void refusesBadKeys(KVNamespace kv) {
        Refused.asInvalid(null, "Key name cannot be empty.", () -> kv.delete(""));
        Refused.asInvalid(null, "\".\" is not allowed as a key name.", () -> kv.delete("."));
        Refused.asTooMuch(
                "414",
                "KV DELETE failed: 414 UTF-8 encoded length of 513 exceeds key length limit of 512.",
                () -> kv.delete("k".repeat(513)));
    }

    @Rule("KV-DEL-04")
    void deletesAllOfManyKeys(KVNamespace kv) {
        List<String> keys =
                IntStream.range(0, 100).mapToObj(number -> "session:" + number).toList();
        keys.forEach(key -> kv.put(key, "open", KvPutOptions.NONE.withMetadata("web")));
        kv.put("session", "another");

        kv.deleteBulk(keys);

        keys.forEach(key -> assertNull(kv.get(key), key));
        assertEquals(List.of("session"), kv.listAll("").map(KvKey::name).toList());
    }

    @Rule("KV-DEL-04")
    void takesMissingRepeatedAndNoKeys(KVNamespace kv) {
        kv.put("session", "open");

        kv.deleteBulk(List.of("nobody", "session", "session"));

        assertNull(kv.get("session"));
        assertDoesNotThrow(() -> kv.deleteBulk(List.of()));
    }

    @Rule("KV-DEL-04")
    void refusesManyKeysBeforeAnyIsDeleted(KVNamespace kv) {
        kv.put("session", "open");

        Refused.asTooMuch(
                "400",
                "KV DELETE failed: 400 You can delete maximum of 100 keys per request",
                () -> kv.deleteBulk(Collections.nCopies(101, "session")));
        Refused.asInvalid(null, "Key name cannot be empty.", () -> kv.deleteBulk(List.of("session", "")));
        Refused.asInvalid(null, "\"..\" is not allowed as a key name.", () -> kv.deleteBulk(List.of("session", "..")));
        Refused.asTooMuch(
                "414",
                "KV DELETE failed: 414 UTF-8 encoded length of 513 exceeds key length limit of 512.",
                () -> kv.deleteBulk(List.of("session", "k".repeat(513))));
        assertEquals("open", kv.get("session"));
    }

    @Rule("KV-DEL-02")
    void deletesOneKeyOnly(KVNamespace kv) {
        List<String> others = List.of("sessio", "session:1", "Session", "session,nobody");
        others.forEach(key -> kv.put(key, "kept"));
        kv.put("session", "open");

        kv.delete("session");

        for (String key : others) {
            assertEquals("kept", kv.get(key));
        }
    }

    @Rule("KV-DEL-03")
    void removesValueMetadataAndName(KVNamespace kv) {
        kv.put("kept", "value");
        kv.put("session", "open", KvPutOptions.NONE.withMetadata("here"));

        kv.delete("session");

        assertNull(kv.get("session"));
        assertEquals(new KvValue<>(null, null, null), kv.getWithMetadata("session"));
        assertNull(kv.get(List.of("session"), KvType.TEXT).get("session"));
        assertEquals(
                List.of("kept"),
                kv.list(KvListOptions.ALL).keys().stream().map(KvKey::name).toList());
    }

    @Rule("KV-DEL-03")
    void bringsNothingBackWithTheNextWrite(KVNamespace kv) {
        kv.put("session", "open", KvPutOptions.NONE.withMetadata("here"));

        kv.delete("session");
        kv.put("session", "again");

        assertEquals(new KvValue<>("again", null, null), kv.getWithMetadata("session"));
    }
}
