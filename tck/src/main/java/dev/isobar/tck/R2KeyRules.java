package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2ListOptions;
import dev.isobar.spi.Capability;
import java.util.List;
import org.junit.jupiter.api.function.Executable;

/** Rules R2-KEY-01 to R2-KEY-04: what a key may be. */
abstract class R2KeyRules {
    private static final String COMPOSED = "caf\u00e9";
    private static final String DECOMPOSED = "cafe\u0301";

    private static void assertNotValid(String action, Executable call) {
        Refused.asInvalid("10020", action + ": The specified object name is not valid. (10020)", call);
    }

    @Rule("R2-KEY-01")
    void countsBytesNotCharacters(R2Bucket bucket) {
        bucket.put("é".repeat(512), "fits");

        assertNotNull(bucket.head("é".repeat(512)));
        assertNotValid("put", () -> bucket.put("é".repeat(513), "too long"));
    }

    @Rule("R2-KEY-01")
    void refusesLongKeysInEveryCall(R2Bucket bucket) {
        String key = "k".repeat(1025);

        assertNotValid("head", () -> bucket.head(key));
        assertNotValid("get", () -> bucket.get(key));
        assertNotValid("delete", () -> bucket.delete(key));
        assertNotValid("createMultipartUpload", () -> bucket.createMultipartUpload(key));
    }

    @Rule(value = "R2-KEY-02", needs = Capability.R2_EMPTY_KEY)
    void takesTheEmptyKey(R2Bucket bucket) {
        bucket.put("", "nameless");

        assertEquals("nameless", R2Text.of(bucket, ""));
        assertEquals(List.of(""), R2Text.keys(bucket.list(R2ListOptions.ALL)));
    }

    @Rule(value = "R2-KEY-02", without = Capability.R2_EMPTY_KEY)
    void refusesTheEmptyKeyByName(R2Bucket bucket) {
        UnsupportedCapabilityException refused =
                assertThrows(UnsupportedCapabilityException.class, () -> bucket.put("", "nameless"));

        assertEquals("r2-empty-key", refused.capability());
    }

    @Rule("R2-KEY-03")
    void keepsKeysAsTheyAreSpelled(R2Bucket bucket) {
        List<String> keys = List.of("/a", "/a//b/../c", "A", "a", "a/", "a//b", "a/b");

        keys.forEach(key -> bucket.put(key, "content of " + key));

        assertEquals(keys, R2Text.keys(bucket.list(R2ListOptions.ALL)));
        assertEquals("content of /a//b/../c", R2Text.of(bucket, "/a//b/../c"));
        assertNull(bucket.head("/a/c"));
    }

    @Rule("R2-KEY-03")
    void takesAnyUnicodeInKeys(R2Bucket bucket) {
        List<String> keys = List.of("%2F", "a b+c?d#e&f=g", "ключ", "日本", "😀");

        keys.forEach(key -> bucket.put(key, key));

        keys.forEach(key -> assertEquals(key, R2Text.of(bucket, key)));
        assertEquals(keys, R2Text.keys(bucket.list(R2ListOptions.ALL)));
    }

    @Rule(value = "R2-KEY-04", needs = Capability.R2_NFC_KEYS)
    void findsNormalisedKeys(R2Bucket bucket) {
        bucket.put(COMPOSED, "first");
        bucket.put(DECOMPOSED, "second");

        assertEquals("second", R2Text.of(bucket, COMPOSED));
        assertEquals(List.of(DECOMPOSED), R2Text.keys(bucket.list(R2ListOptions.ALL)));
    }

    @Rule(value = "R2-KEY-04", without = Capability.R2_NFC_KEYS)
    void tellsUnnormalisedKeysApart(R2Bucket bucket) {
        bucket.put(COMPOSED, "first");
        bucket.put(DECOMPOSED, "second");

        assertEquals("first", R2Text.of(bucket, COMPOSED));
        assertEquals("second", R2Text.of(bucket, DECOMPOSED));
    }
}
