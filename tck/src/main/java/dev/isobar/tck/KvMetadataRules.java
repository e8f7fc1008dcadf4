package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvListOptions;
import dev.isobar.kv.KvPutOptions;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Rules KV-META-01 to KV-META-03 and KV-PUT-13: the data beside a value. */
abstract class KvMetadataRules {
    @Rule("KV-META-01")
    void keepsAnObjectBesideTheValue(KVNamespace kv) {
        kv.put("session", "open", KvPutOptions.NONE.withMetadata(Map.of("user", "ada")));

        JsonNode metadata = kv.getWithMetadata("session").metadata();

        assertEquals("{\"user\":\"ada\"}", String.valueOf(metadata));
    }

    @Rule("KV-META-01")
    void keepsAnyJson(KVNamespace kv) {
        Map<Object, String> json = Map.of(
                List.of(1, "two", List.of()),
                "[1,\"two\",[]]",
                "",
                "\"\"",
                "text",
                "\"text\"",
                0,
                "0",
                1.5,
                "1.5",
                false,
                "false",
                true,
                "true",
                Map.of(),
                "{}");

        json.forEach((metadata, text) -> {
            kv.put("session", "open", KvPutOptions.NONE.withMetadata(metadata));

            assertEquals(text, String.valueOf(kv.getWithMetadata("session").metadata()));
        });
    }

    @Rule("KV-META-02")
    void takesMetadataOfTheFullLength(KVNamespace kv) {
        String metadata = "m".repeat(1_022);

        kv.put("session", "open", KvPutOptions.NONE.withMetadata(metadata));

        assertEquals(
                '"' + metadata + '"',
                String.valueOf(kv.getWithMetadata("session").metadata()));
    }

    @Rule("KV-META-02")
    void countsTheBytesOfTheJsonText(KVNamespace kv) {
        String text = "KV PUT failed: 413 Metadata length of 1025 exceeds limit of 1024.";
        List<String> tooLong = List.of("m".repeat(1_023), "é".repeat(511) + "m", "\"".repeat(511) + "m");

        for (String metadata : tooLong) {
            Refused.asTooMuch("413", text, () -> kv.put("session", "open", KvPutOptions.NONE.withMetadata(metadata)));
        }
        assertNull(kv.get("session"));
    }

    @Rule("KV-META-02")
    void keepsTheOldEntryWhenMetadataIsTooLong(KVNamespace kv) {
        kv.put("session", "first", KvPutOptions.NONE.withMetadata("kept"));

        assertThrows(
                LimitExceededException.class,
                () -> kv.put("session", "second", KvPutOptions.NONE.withMetadata("m".repeat(1_023))));

        assertEquals("first", kv.get("session"));
        assertEquals("\"kept\"", String.valueOf(kv.getWithMetadata("session").metadata()));
    }

    @Rule("KV-PUT-13")
    void refusesNumbersThatJsonDoesNotHave(KVNamespace kv) {
        kv.put("session", "open", KvPutOptions.NONE.withMetadata("kept"));

        for (Object number : List.of(Double.NaN, Float.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)) {
            Object nested = Map.of("a", List.of(1, number));
            assertThrows(InvalidRequestException.class, () -> kv.putJson("session", number));
            assertThrows(InvalidRequestException.class, () -> kv.putJson("session", nested));
            assertThrows(
                    InvalidRequestException.class,
                    () -> kv.put("session", "closed", KvPutOptions.NONE.withMetadata(nested)));
        }

        assertEquals("open", kv.get("session"));
        assertEquals("\"kept\"", String.valueOf(kv.getWithMetadata("session").metadata()));
    }

    @Rule("KV-META-03")
    void keepsAnyText(KVNamespace kv) {
        String metadata = "Grüße 😀 \u0001 ～ \"quoted\" \u2028 日本";

        kv.put("session", "open", KvPutOptions.NONE.withMetadata(metadata));

        JsonNode found = kv.getWithMetadata("session").metadata();
        assertEquals(metadata, found == null ? null : found.stringValue());
    }

    @Rule("KV-META-03")
    void listsAnyText(KVNamespace kv) {
        String metadata = "Grüße 😀 \u0001 ～ \"quoted\" \n 日本";

        kv.put("session", "open", KvPutOptions.NONE.withMetadata(metadata));

        JsonNode found = kv.list(KvListOptions.ALL).keys().get(0).metadata();
        assertEquals(metadata, found == null ? null : found.stringValue());
    }
}
