package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.Env;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.Service;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2Conditional;
import dev.isobar.r2.R2GetOptions;
import dev.isobar.r2.R2HTTPMetadata;
import dev.isobar.r2.R2ListOptions;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2ObjectBody;
import dev.isobar.r2.R2Objects;
import dev.isobar.r2.R2PutOptions;
import dev.isobar.r2.R2Range;
import dev.isobar.r2.R2UploadedPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Java of docs/r2.md. */
class R2DocsTest {
    private final Env env = Env.builder().bind(Service.R2, "FILES", "memory:").open();
    private final R2Bucket bucket = env.r2("FILES");

    @AfterEach
    void close() {
        env.close();
    }

    @Test
    void storesAndReads() {
        String text = null;
        bucket.put(
                "letters/1",
                "Dear Ada",
                R2PutOptions.NONE
                        .withHttpMetadata(R2HTTPMetadata.ofContentType("text/plain"))
                        .withCustomMetadata(Map.of("author", "charles")));

        try (R2ObjectBody letter = bucket.get("letters/1")) {
            if (letter != null) {
                text = letter.text();
            }
        }

        assertEquals("Dear Ada", text);
    }

    @Test
    void readsARange() {
        bucket.put("digits", "0123456789");
        String part = null;

        try (R2ObjectBody digits = bucket.get("digits", R2GetOptions.NONE.withRange(R2Range.of(2, 3)))) {
            if (digits != null) {
                part = digits.text();
            }
        }

        assertEquals("234", part);
    }

    @Test
    void servesOverHttp() {
        R2Object stored = bucket.put("page", "hello");
        Map<String, String> request = Map.of("If-None-Match", stored.httpEtag());
        Map<String, String> response = new TreeMap<>();
        int status = 200;

        R2Object page = bucket.get("page", R2Conditional.fromHeaders(request::get));
        if (page == null) {
            status = 404;
        } else {
            page.writeHttpMetadata(response::put);
            response.put("ETag", page.httpEtag());
            if (page instanceof R2ObjectBody body) {
                body.close();
            } else {
                status = 304;
            }
        }

        assertEquals(304, status);
    }

    @Test
    void comparesAndSets() {
        R2Conditional create = R2Conditional.NONE.withEtagDoesNotMatch("*");
        R2Object created = bucket.put("lock", "mine", R2PutOptions.NONE.withOnlyIf(create));
        boolean won = created != null;

        R2Object second = bucket.put("lock", "mine", R2PutOptions.NONE.withOnlyIf(create));

        assertEquals(true, won);
        assertNull(second);
    }

    @Test
    void lists() {
        bucket.put("letters/1", "one");
        bucket.put("letters/2/a", "two");
        List<String> keys = new ArrayList<>();

        R2ListOptions options = R2ListOptions.ALL.withPrefix("letters/").withDelimiter("/");
        R2Objects page = bucket.list(options);
        while (true) {
            page.objects().forEach(object -> keys.add(object.key()));
            if (!page.truncated()) {
                break;
            }
            page = bucket.list(options.withCursor(page.cursor()));
        }

        assertEquals(List.of("letters/1"), keys);
        assertEquals(List.of("letters/2/"), page.delimitedPrefixes());
    }

    @Test
    void uploadsInParts() {
        byte[] firstFiveMebibytes = new byte[5 * 1024 * 1024];

        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        List<R2UploadedPart> parts = new ArrayList<>();
        parts.add(upload.uploadPart(1, firstFiveMebibytes));
        parts.add(upload.uploadPart(2, "the end"));
        R2Object film = upload.complete(parts);

        assertEquals(5 * 1024 * 1024 + 7, film.size());
        assertNotNull(bucket.head("film"));
    }

    @Test
    void refuses() {
        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> bucket.head("k".repeat(2000)));

        assertEquals("10020", refused.code());
    }
}
