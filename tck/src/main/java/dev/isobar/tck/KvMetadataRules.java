package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvPutOptions;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Rules KV-META-01 to KV-META-03: the data beside a value. */
abstract class KvMetadataRules {
    @Rule("KV-META-01")
    void keepsAnyJsonBesideTheValue(KVNamespace kv) {
        kv.put("session", "open", KvPutOptions.NONE.withMetadata(Map.of("user", "ada")));

        JsonNode metadata = kv.getWithMetadata("session").metadata();

        assertEquals("{\"user\":\"ada\"}", String.valueOf(metadata));
    }
}
