package dev.isobar.backend.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvType;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2HTTPMetadata;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2ObjectBody;
import dev.isobar.r2.R2PutOptions;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Half a surrogate pair in text, which UTF-8 has no form for. */
class HalfSurrogatesTest {
    private static final byte[] STORED = "a\uFFFDb".getBytes(StandardCharsets.UTF_8);

    @Test
    void areStoredAsTheReplacementCharacter() {
        try (Env env = Env.builder()
                .bind(Service.KV, "KV", "memory:")
                .bind(Service.R2, "FILES", "memory:")
                .open()) {
            KVNamespace kv = env.kv("KV");
            R2Bucket bucket = env.r2("FILES");

            kv.put("text", "a\uD83Db");
            bucket.put("text", "a\uD83Db");

            assertArrayEquals(STORED, kv.get("text", KvType.BYTES));
            try (R2ObjectBody body = Objects.requireNonNull(bucket.get("text"))) {
                assertArrayEquals(STORED, body.bytes());
            }
        }
    }

    @Test
    void areReplacedInTheMetadataOfObjects() {
        try (Env env = Env.builder().bind(Service.R2, "FILES", "memory:").open()) {
            R2Bucket bucket = env.r2("FILES");

            bucket.put(
                    "text",
                    "x",
                    R2PutOptions.NONE
                            .withCustomMetadata(Map.of("k\uDE00", "v\uD83D"))
                            .withHttpMetadata(R2HTTPMetadata.ofContentType("t\uD83D")));

            R2Object head = Objects.requireNonNull(bucket.head("text"));
            assertEquals(Map.of("k\uFFFD", "v\uFFFD"), head.customMetadata());
            assertEquals("t\uFFFD", Objects.requireNonNull(head.httpMetadata()).contentType());
        }
    }

    @Test
    void stayEscapesInJson() {
        try (Env env = Env.builder().bind(Service.KV, "KV", "memory:").open()) {
            KVNamespace kv = env.kv("KV");

            kv.putJson("text", "a\uD83Db");

            assertEquals("\"a\\uD83Db\"", kv.get("text"));
            assertEquals("a\uD83Db", kv.get("text", KvType.json(String.class)));
        }
    }
}
