package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2HTTPMetadata;
import dev.isobar.r2.R2ListOptions;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2ObjectBody;
import dev.isobar.r2.R2PutOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;

/** Rules R2-OBJ-08 to R2-OBJ-11: how a body is read and an object is served. */
abstract class R2BodyRules {
    private static R2ObjectBody open(R2Bucket bucket, String key) {
        return Objects.requireNonNull(bucket.get(key));
    }

    @Rule("R2-OBJ-08")
    void readsABodyOnce(R2Bucket bucket) {
        bucket.put("letter", "hello");

        try (R2ObjectBody body = open(bucket, "letter")) {
            boolean usedBefore = body.bodyUsed();
            String text = body.text();

            assertFalse(usedBefore);
            assertEquals("hello", text);
            assertTrue(body.bodyUsed());
            Refused.asInvalid(
                    null,
                    "Body has already been used. It can only be used once. Use tee() first if you need to read it"
                            + " twice.",
                    body::bytes);
        }
    }

    @Rule("R2-OBJ-08")
    void streamsTheBytes(R2Bucket bucket) throws IOException {
        byte[] content = new byte[300_000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i % 251);
        }
        bucket.put("photo", content);

        try (R2ObjectBody body = open(bucket, "photo");
                InputStream stream = body.body()) {
            assertEquals(0, stream.read());
            assertEquals(1, stream.read());
            stream.skipNBytes(299_996);
            assertArrayEquals(new byte[] {content[299_998], content[299_999]}, stream.readAllBytes());
        }
    }

    @Rule("R2-OBJ-08")
    void readsJson(R2Bucket bucket) {
        bucket.put("list", "[1,2,3]");
        bucket.put("nothing", "null");

        try (R2ObjectBody list = open(bucket, "list");
                R2ObjectBody nothing = open(bucket, "nothing")) {
            assertEquals(List.of(1, 2, 3), list.json(new TypeReference<List<Integer>>() {}));
            assertEquals(null, nothing.json(Map.class));
        }
    }

    @Rule("R2-OBJ-08")
    void refusesToReadOtherContentAsJson(R2Bucket bucket) {
        bucket.put("secret", "{hunter2");

        try (R2ObjectBody body = open(bucket, "secret")) {
            InvalidRequestException refusal = assertThrows(InvalidRequestException.class, () -> body.json(Map.class));

            Confidential.assertNotIn("hunter2", refusal);
        }
    }

    @Rule("R2-OBJ-08")
    void quotesNothingOfAValueOfAnotherType(R2Bucket bucket) {
        bucket.put("secret", "{\"password\": \"hunter2\", \"hunter2\": 1}");

        for (Class<?> type : List.<Class<?>>of(Integer.class, Instant.class, int[].class)) {
            try (R2ObjectBody body = open(bucket, "secret")) {
                Confidential.assertNotIn("hunter2", assertThrows(InvalidRequestException.class, () -> body.json(type)));
            }
        }
        try (R2ObjectBody body = open(bucket, "secret")) {
            Confidential.assertNotIn(
                    "hunter2",
                    assertThrows(
                            InvalidRequestException.class,
                            () -> body.json(new TypeReference<Map<String, Integer>>() {})));
        }
    }

    @Rule("R2-OBJ-09")
    void writesTheHeadersThatAreThere(R2Bucket bucket) {
        R2HTTPMetadata metadata = R2HTTPMetadata.NONE
                .withContentType("text/html")
                .withContentLanguage("")
                .withCacheExpiry(Instant.ofEpochMilli(1_700_000_000_123L));
        bucket.put("page", "hello", R2PutOptions.NONE.withHttpMetadata(metadata));
        Map<String, String> headers = new TreeMap<>(Map.of("Content-Type", "replaced", "X-Other", "kept"));

        R2Text.head(bucket, "page").writeHttpMetadata(headers::put);

        assertEquals(
                Map.of(
                        "Content-Type", "text/html",
                        "Content-Language", "",
                        "Expires", "Tue, 14 Nov 2023 22:13:20 GMT",
                        "X-Other", "kept"),
                headers);
    }

    @Rule("R2-OBJ-09")
    void writesAllSixHeaders(R2Bucket bucket) {
        Map<String, String> given = Map.of(
                "Content-Type", "text/css",
                "Content-Language", "fr",
                "Content-Disposition", "attachment; filename=\"a.css\"",
                "Content-Encoding", "br",
                "Cache-Control", "no-store",
                "Expires", "Tue, 14 Nov 2023 22:13:20 GMT");
        R2HTTPMetadata metadata = R2HTTPMetadata.fromHeaders(given::get);
        bucket.put("style", "p{}", R2PutOptions.NONE.withHttpMetadata(metadata));
        Map<String, String> headers = new TreeMap<>();

        R2Text.head(bucket, "style").writeHttpMetadata(headers::put);

        assertEquals(given, headers);
    }

    @Rule("R2-OBJ-09")
    void refusesToWriteUnknownHeaders(R2Bucket bucket) {
        bucket.put("page", "hello");
        R2Object listed = bucket.list(R2ListOptions.ALL).objects().get(0);

        Refused.asInvalid(
                null,
                "HTTP metadata unknown for key `page`. Did you forget to add 'httpMetadata' to `include` when listing?",
                () -> listed.writeHttpMetadata((name, value) -> {}));
    }

    @Rule("R2-OBJ-10")
    void decodesTextAsUtf8(R2Bucket bucket) {
        bucket.put("marked", "\uFEFFabc");
        bucket.put("broken", new byte[] {'a', (byte) 0xff, 'b'});
        bucket.put("surrogate", new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80});

        assertEquals("abc", R2Text.of(bucket, "marked"));
        assertEquals("a\uFFFDb", R2Text.of(bucket, "broken"));
        assertEquals("\uFFFD\uFFFD\uFFFD", R2Text.of(bucket, "surrogate"));
    }

    @Rule("R2-OBJ-11")
    void failsToReadAfterTheObjectWasClosed(R2Bucket bucket) throws IOException {
        bucket.put("letter", "hello");
        R2ObjectBody body = open(bucket, "letter");
        InputStream stream = body.body();
        assertEquals('h', stream.read());

        body.close();

        assertClosed(stream);
    }

    @Rule("R2-OBJ-11")
    void failsToReadAfterTheStreamWasClosed(R2Bucket bucket) throws IOException {
        bucket.put("letter", "hello");
        InputStream stream = open(bucket, "letter").body();
        assertArrayEquals("hello".getBytes(StandardCharsets.UTF_8), stream.readAllBytes());

        stream.close();

        assertClosed(stream);
    }

    private static void assertClosed(InputStream stream) {
        assertEquals("closed", assertThrows(IOException.class, stream::read).getMessage());
        assertEquals(
                "closed",
                assertThrows(IOException.class, () -> stream.read(new byte[5])).getMessage());
        assertThrows(IOException.class, () -> stream.skip(1));
        assertThrows(IOException.class, stream::available);
    }

    @Rule("R2-OBJ-11")
    void refusesToOpenABodyThatWasClosed(R2Bucket bucket) {
        bucket.put("letter", "hello");
        R2ObjectBody body = open(bucket, "letter");

        body.close();

        assertThrows(InvalidRequestException.class, body::body);
        assertThrows(InvalidRequestException.class, body::text);
        assertFalse(body.bodyUsed());
    }

    @Rule("R2-OBJ-11")
    void closesReadAndUnreadBodiesTwice(R2Bucket bucket) {
        byte[] content = new byte[300_000];
        bucket.put("photo", content);
        R2ObjectBody unread = open(bucket, "photo");
        R2ObjectBody halfRead = open(bucket, "photo");
        InputStream stream = halfRead.body();
        assertDoesNotThrow(() -> stream.skipNBytes(100_000));

        assertDoesNotThrow(unread::close);
        assertDoesNotThrow(unread::close);
        assertDoesNotThrow(stream::close);
        assertDoesNotThrow(halfRead::close);
        assertEquals(content.length, R2Text.of(bucket, "photo").length());
    }
}
