package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvPutOptions;
import dev.isobar.kv.KvType;
import dev.isobar.kv.KvValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules KV-GET-06 and KV-GET-11: values read as JSON. */
abstract class KvJsonRules {
    @Rule("KV-GET-06")
    void failsOnAValueThatIsNoJson(KVNamespace kv) {
        kv.put("letter", "{\"secret\": swordfish}");
        kv.put("two", "1 2");
        kv.put("blank", " ");

        assertThrows(InvalidRequestException.class, () -> kv.get("letter", KvType.JSON));
        assertThrows(InvalidRequestException.class, () -> kv.getWithMetadata("two", KvType.JSON));
        assertThrows(InvalidRequestException.class, () -> kv.get("blank", KvType.JSON));
    }

    @Rule("KV-GET-06")
    void doesNotQuoteAValueThatIsNoJson(KVNamespace kv) {
        kv.put("letter", "{\"secret\": swordfish}");

        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> kv.get("letter", KvType.JSON));

        assertFalse(String.valueOf(refused.getMessage()).contains("swordfish"));
        assertNull(refused.getCause());
    }

    @Rule("KV-GET-06")
    void readsTheJsonNullAsNull(KVNamespace kv) {
        kv.put("nothing", "null", KvPutOptions.NONE.withMetadata("here"));

        assertNull(kv.get("nothing", KvType.JSON));
        assertNull(kv.get("nothing", KvType.json(Map.class)));
        KvValue<?> found = kv.getWithMetadata("nothing", KvType.JSON);
        assertNull(found.value());
        assertEquals("\"here\"", String.valueOf(found.metadata()));
    }

    @Rule("KV-GET-11")
    void readsJson(KVNamespace kv) {
        kv.put("order", "{\"id\":7,\"lines\":[1.5,{\"gift\":null}],\"paid\":true,\"to\":\"Grüße 😀\"}");

        assertEquals(
                "{\"id\":7,\"lines\":[1.5,{\"gift\":null}],\"paid\":true,\"to\":\"Grüße 😀\"}",
                String.valueOf(kv.get("order", KvType.JSON)));
    }

    @Rule("KV-GET-11")
    void readsJsonBetweenWhiteSpace(KVNamespace kv) {
        kv.put("order", " \n{\"id\": 7}\t");

        assertEquals("{\"id\":7}", String.valueOf(kv.get("order", KvType.JSON)));
        assertEquals(" \n{\"id\": 7}\t", kv.get("order"));
    }

    @Rule("KV-GET-11")
    void readsZeroWithItsSign(KVNamespace kv) {
        kv.put("zero", "-0");
        kv.put("list", "[-0,0]");

        assertEquals(Double.valueOf(-0.0), kv.get("zero", KvType.json(Double.class)));
        assertEquals("[-0.0, 0]", String.valueOf(kv.get("list", KvType.json(List.class))));
        assertEquals("-0", kv.get("zero"));
    }

    @Rule("KV-GET-11")
    void keepsTheLastOfMembersWithOneName(KVNamespace kv) {
        kv.put("order", "{\"id\":1,\"id\":2}");

        assertEquals("{\"id\":2}", String.valueOf(kv.get("order", KvType.JSON)));
    }

    record Order(
            int count,
            boolean paid,
            @Nullable String note,
            @Nullable Instant at) {}

    @Rule("KV-GET-12")
    void readsARecord(KVNamespace kv) {
        kv.put("order", "{\"count\":2.0,\"paid\":true,\"at\":\"2024-07-01T12:00:00Z\",\"more\":1}");

        assertEquals(
                new Order(2, true, null, Instant.parse("2024-07-01T12:00:00Z")),
                kv.get("order", KvType.json(Order.class)));
    }

    @Rule("KV-GET-12")
    void refusesWhatDoesNotFit(KVNamespace kv) {
        for (String json : List.of(
                "{\"count\":0.9,\"paid\":true}",
                "{\"count\":2147483648,\"paid\":true}",
                "{\"count\":\"1\",\"paid\":true}",
                "{\"count\":null,\"paid\":true}",
                "{\"count\":1,\"paid\":1}",
                "{\"count\":1,\"paid\":true,\"note\":17}",
                "{\"count\":1,\"paid\":true,\"at\":1719835200000}",
                "{\"count\":1}")) {
            kv.put("order", json);

            InvalidRequestException refused =
                    assertThrows(InvalidRequestException.class, () -> kv.get("order", KvType.json(Order.class)), json);

            assertFalse(String.valueOf(refused.getMessage()).contains("1719835200000"));
            assertNull(refused.getCause());
        }
    }
}
