package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvKey;
import dev.isobar.kv.KvListOptions;
import dev.isobar.kv.KvType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Rules KV-KEY-01 to KV-KEY-07: what a key may be. */
abstract class KvKeyRules {
    private static final List<String> UNUSUAL = List.of(
            "a/b/../c",
            "/x",
            "x/",
            " ",
            " padded ",
            "line\nbreak",
            "nul\0inside",
            "%41%zz",
            "A",
            "a",
            "a?b#c",
            "a+b c",
            "...",
            "*",
            "é",
            "e\u0301",
            "😀",
            "null",
            "1",
            "__proto__",
            "constructor");

    @Rule("KV-KEY-01")
    void refusesTheEmptyKey(KVNamespace kv) {
        String text = "Key name cannot be empty.";

        Refused.asInvalid(null, text, () -> kv.get(""));
        Refused.asInvalid(null, text, () -> kv.getWithMetadata(""));
        Refused.asInvalid(null, text, () -> kv.put("", "value"));
        Refused.asInvalid(null, text, () -> kv.delete(""));
    }

    @Rule("KV-KEY-01")
    void refusesABulkReadWithAnEmptyKey(KVNamespace kv) {
        Refused.asInvalid(
                "400",
                "KV GET_BULK failed: 400 Key names must not be empty",
                () -> kv.get(List.of("session", ""), KvType.TEXT));
    }

    @Rule("KV-KEY-02")
    void refusesDots(KVNamespace kv) {
        Refused.asInvalid(null, "\".\" is not allowed as a key name.", () -> kv.put(".", "value"));
        Refused.asInvalid(null, "\"..\" is not allowed as a key name.", () -> kv.get(".."));
        Refused.asInvalid(null, "\".\" is not allowed as a key name.", () -> kv.getWithMetadata("."));
        Refused.asInvalid(null, "\"..\" is not allowed as a key name.", () -> kv.delete(".."));
    }

    @Rule("KV-KEY-02")
    void refusesABulkReadWithDots(KVNamespace kv) {
        Refused.asInvalid(
                "400",
                "KV GET_BULK failed: 400 Illegal key name \"..\". Please use a different name.",
                () -> kv.get(List.of("session", ".."), KvType.TEXT));
    }

    @Rule("KV-KEY-03")
    void refusesLongKeys(KVNamespace kv) {
        String key = "k".repeat(513);
        String text = " failed: 414 UTF-8 encoded length of 513 exceeds key length limit of 512.";

        Refused.asTooMuch("414", "KV GET" + text, () -> kv.get(key));
        Refused.asTooMuch("414", "KV GET" + text, () -> kv.getWithMetadata(key));
        Refused.asTooMuch("414", "KV PUT" + text, () -> kv.put(key, "value"));
        Refused.asTooMuch("414", "KV DELETE" + text, () -> kv.delete(key));
    }

    @Rule("KV-KEY-03")
    void takesKeysOfTheFullLength(KVNamespace kv) {
        String key = "k".repeat(512);

        kv.put(key, "fits");

        assertEquals("fits", kv.get(key));
    }

    @Rule("KV-KEY-03")
    void listsAndDeletesKeysOfTheFullLength(KVNamespace kv) {
        String key = "k".repeat(512);
        kv.put(key, "fits");

        assertEquals(key, kv.list(KvListOptions.ALL).keys().get(0).name());
        kv.delete(key);

        assertNull(kv.get(key));
    }

    @Rule("KV-KEY-03")
    void countsBytesNotCharacters(KVNamespace kv) {
        kv.put("€".repeat(170), "fits");

        Refused.asTooMuch(
                "414",
                "KV PUT failed: 414 UTF-8 encoded length of 513 exceeds key length limit of 512.",
                () -> kv.put("€".repeat(171), "too long"));
        assertEquals("fits", kv.get("€".repeat(170)));
        assertNull(kv.get("€"));
    }

    @Rule("KV-KEY-04")
    void keepsUnusualKeysApart(KVNamespace kv) {
        UNUSUAL.forEach(key -> kv.put(key, "value of " + key));

        for (String key : UNUSUAL) {
            assertEquals("value of " + key, kv.get(key));
        }
    }

    @Rule("KV-KEY-04")
    void listsUnusualKeysUnchanged(KVNamespace kv) {
        UNUSUAL.forEach(key -> kv.put(key, "value"));

        Set<String> listed =
                kv.list(KvListOptions.ALL).keys().stream().map(KvKey::name).collect(Collectors.toSet());

        assertEquals(Set.copyOf(UNUSUAL), listed);
    }

    @Rule("KV-KEY-05")
    void refusesHalfASurrogatePair(KVNamespace kv) {
        String key = "half\uD83D";
        String text = " failed: 400 Could not URL-decode key name";

        Refused.asInvalid("400", "KV PUT" + text, () -> kv.put(key, "value"));
        Refused.asInvalid("400", "KV GET" + text, () -> kv.get(key));
        Refused.asInvalid("400", "KV DELETE" + text, () -> kv.delete(key));
    }

    @Rule("KV-KEY-07")
    void refusesMissingArguments(KVNamespace kv) {
        assertThrows(NullPointerException.class, () -> kv.get(KvKeyRules.<String>nothing()));
        assertThrows(NullPointerException.class, () -> kv.get("key", KvType.TEXT, nothing()));
        assertThrows(NullPointerException.class, () -> kv.get(KvKeyRules.<List<String>>nothing(), KvType.TEXT));
        assertThrows(NullPointerException.class, () -> kv.get(Arrays.asList("key", null), KvType.TEXT));
        assertThrows(NullPointerException.class, () -> kv.getWithMetadata("key", KvType.TEXT, nothing()));
        assertThrows(NullPointerException.class, () -> kv.delete(nothing()));
        assertThrows(NullPointerException.class, () -> kv.list(nothing()));
        assertThrows(NullPointerException.class, () -> kv.get("key", KvKeyRules.<KvType<String>>nothing()));
    }

    @Rule("KV-KEY-07")
    void storesNothingForMissingArguments(KVNamespace kv) {
        assertThrows(NullPointerException.class, () -> kv.put(nothing(), "value"));
        assertThrows(NullPointerException.class, () -> kv.put("key", KvKeyRules.<String>nothing()));
        assertThrows(NullPointerException.class, () -> kv.put("key", KvKeyRules.<byte[]>nothing()));
        assertThrows(NullPointerException.class, () -> kv.putJson("key", nothing()));
        assertThrows(NullPointerException.class, () -> kv.put("key", "value", nothing()));

        assertTrue(kv.list(KvListOptions.ALL).keys().isEmpty());
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }
}
