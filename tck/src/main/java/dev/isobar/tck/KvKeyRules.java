package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.kv.KVNamespace;

/** Rules KV-KEY-01 to KV-KEY-05: what a key may be. */
abstract class KvKeyRules {
    @Rule("KV-KEY-01")
    void refusesTheEmptyKey(KVNamespace kv) {
        InvalidRequestException refused = assertThrows(InvalidRequestException.class, () -> kv.put("", "value"));

        assertEquals("Key name cannot be empty.", refused.getMessage());
    }

    @Rule("KV-KEY-03")
    void countsBytesNotCharacters(KVNamespace kv) {
        kv.put("€".repeat(170), "fits");

        LimitExceededException refused =
                assertThrows(LimitExceededException.class, () -> kv.put("€".repeat(171), "too long"));

        assertEquals("fits", kv.get("€".repeat(170)));
        assertEquals(
                "KV PUT failed: 414 UTF-8 encoded length of 513 exceeds key length limit of 512.",
                refused.getMessage());
        assertNull(kv.get("€"));
    }
}
