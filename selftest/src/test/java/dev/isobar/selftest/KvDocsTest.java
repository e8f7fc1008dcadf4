package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.Env;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvKey;
import dev.isobar.kv.KvListOptions;
import dev.isobar.kv.KvListPage;
import dev.isobar.kv.KvPutOptions;
import dev.isobar.kv.KvType;
import dev.isobar.kv.KvValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Java of docs/kv.md. */
class KvDocsTest {
    private final Env env = Env.builder().bind(Service.KV, "CACHE", "memory:").open();
    private final KVNamespace kv = env.kv("CACHE");

    record User(String name, int age) {}

    @AfterEach
    void close() {
        env.close();
    }

    @Test
    void storesAndReads() {
        kv.put("session:1", "open", KvPutOptions.NONE.withExpirationTtl(Duration.ofHours(1)));
        String state = kv.get("session:1");

        kv.delete("session:1");

        assertEquals("open", state);
        assertNull(kv.get("session:1"));
    }

    @Test
    void storesAndReadsJson() {
        kv.putJson("user:ada", new User("ada", 36), KvPutOptions.NONE.withMetadata(Map.of("version", 2)));

        KvValue<User> user = kv.getWithMetadata("user:ada", KvType.json(User.class));

        assertEquals(new User("ada", 36), user.value());
        assertEquals("{\"version\":2}", String.valueOf(user.metadata()));
    }

    @Test
    void readsSeveral() {
        kv.put("a", "1");

        Map<String, @Nullable String> values = kv.get(List.of("a", "b"), KvType.TEXT);

        assertEquals("1", values.get("a"));
        assertNull(values.get("b"));
    }

    @Test
    void listsPages() {
        kv.put("session:1", "open");
        List<String> names = new ArrayList<>();

        KvListPage page = kv.list(KvListOptions.ALL.withPrefix("session:").withLimit(100));
        while (true) {
            page.keys().forEach(key -> names.add(key.name()));
            if (page.listComplete()) {
                break;
            }
            page = kv.list(
                    KvListOptions.ALL.withPrefix("session:").withLimit(100).withCursor(page.cursor()));
        }

        assertEquals(List.of("session:1"), names);
        assertEquals(names, kv.listAll("session:").map(KvKey::name).toList());
    }

    @Test
    void refuses() {
        String text = "";
        try {
            kv.put("lock", "held", KvPutOptions.NONE.withExpirationTtl(Duration.ofSeconds(5)));
        } catch (InvalidRequestException refused) {
            text = refused.getMessage();
        }

        assertEquals("KV PUT failed: 400 Invalid expiration_ttl of 5. Expiration TTL must be at least 60.", text);
        assertNotNull(assertThrows(LimitExceededException.class, () -> kv.get("k".repeat(513)))
                .code());
    }
}
