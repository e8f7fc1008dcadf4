package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2HTTPMetadata;
import dev.isobar.r2.R2MultipartOptions;
import dev.isobar.r2.R2PutOptions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rules R2-PUT-05 to R2-PUT-07 and R2-PUT-14: what is kept beside the bytes. */
abstract class R2MetadataRules {
    private static final String TOO_LARGE = ": Your metadata headers exceed the maximum allowed metadata size. (10012)";

    private static R2PutOptions custom(Map<String, String> metadata) {
        return R2PutOptions.NONE.withCustomMetadata(metadata);
    }

    @Rule("R2-PUT-05")
    void tellsMetadataNamesApartByCase(R2Bucket bucket) {
        Map<String, String> metadata = Map.of("Foo", "upper", "foo", "lower", "fOO", "mixed");

        bucket.put("letter", "hello", custom(metadata));

        assertEquals(metadata, R2Text.head(bucket, "letter").customMetadata());
    }

    @Rule("R2-PUT-05")
    void keepsAnyUnicodeInMetadata(R2Bucket bucket) {
        Map<String, String> metadata = Map.of("имя", "日本 😀", "a b:c", " leading and trailing ", "lines", "1\r\n2\t3");

        bucket.put("letter", "hello", custom(metadata));

        assertEquals(metadata, R2Text.head(bucket, "letter").customMetadata());
    }

    @Rule("R2-PUT-05")
    void keepsEmptyNamesAndValues(R2Bucket bucket) {
        Map<String, String> metadata = Map.of("", "nameless", "valueless", "");

        bucket.put("letter", "hello", custom(metadata));

        assertEquals(metadata, R2Text.head(bucket, "letter").customMetadata());
    }

    @Rule("R2-PUT-05")
    void keepsManyEntries(R2Bucket bucket) {
        Map<String, String> metadata =
                IntStream.range(0, 100).boxed().collect(Collectors.toMap(i -> "key" + i, i -> "value" + i));

        bucket.put("letter", "hello", custom(metadata));

        assertEquals(metadata, R2Text.head(bucket, "letter").customMetadata());
    }

    @Rule("R2-PUT-14")
    void keepsTheLatestExpiryThatHttpCanWrite(R2Bucket bucket) {
        R2HTTPMetadata latest = R2HTTPMetadata.NONE.withCacheExpiry(Instant.parse("9999-12-31T23:59:59Z"));
        Map<String, String> headers = new HashMap<>();

        bucket.put("letter", "hello", R2PutOptions.NONE.withHttpMetadata(latest));
        R2Text.head(bucket, "letter").writeHttpMetadata(headers::put);

        assertEquals(Map.of("Expires", "Fri, 31 Dec 9999 23:59:59 GMT"), headers);
    }

    @Rule("R2-PUT-14")
    void refusesAnExpiryThatHttpCannotWrite() {
        for (Instant outside : List.of(Instant.MIN, Instant.MAX, Instant.parse("+10000-01-01T00:00:00Z"))) {
            Refused.asInvalid(
                    null,
                    "cacheExpiry is out of range; HTTP dates have the years 0000 to 9999.",
                    () -> R2HTTPMetadata.NONE.withCacheExpiry(outside));
        }
    }

    @Rule("R2-PUT-06")
    void takesMetadataUpToItsLimit(R2Bucket bucket) {
        Map<String, String> metadata = Map.of("note", "n".repeat(8_188));

        bucket.put("letter", "hello", custom(metadata));

        assertEquals(metadata, R2Text.head(bucket, "letter").customMetadata());
    }

    @Rule("R2-PUT-06")
    void countsMetadataInBytes(R2Bucket bucket) {
        Map<String, String> metadata = Map.of("note", "я".repeat(4_095));

        Refused.asTooMuch("10012", "put" + TOO_LARGE, () -> bucket.put("letter", "hello", custom(metadata)));

        assertNull(bucket.head("letter"));
    }

    @Rule("R2-PUT-06")
    void limitsTheMetadataOfUploads(R2Bucket bucket) {
        R2MultipartOptions fitting = R2MultipartOptions.NONE.withCustomMetadata(Map.of("note", "n".repeat(8_188)));
        R2MultipartOptions large = R2MultipartOptions.NONE.withCustomMetadata(Map.of("note", "n".repeat(8_189)));

        assertNotNull(bucket.createMultipartUpload("photo", fitting));
        Refused.asTooMuch(
                "10012", "createMultipartUpload" + TOO_LARGE, () -> bucket.createMultipartUpload("photo", large));
    }

    @Rule("R2-PUT-07")
    void takesSixHeaders(R2Bucket bucket) {
        Map<String, String> headers = Map.of(
                "Content-Type", "text/css",
                "Content-Language", "fr",
                "Cache-Control", "no-store",
                "Expires", "Tue, 14 Nov 2023 22:13:20 GMT",
                "X-Other", "ignored");

        R2HTTPMetadata metadata = R2HTTPMetadata.fromHeaders(headers::get);
        bucket.put("style", "p{}", R2PutOptions.NONE.withHttpMetadata(metadata));

        R2HTTPMetadata expected = R2HTTPMetadata.NONE
                .withContentType("text/css")
                .withContentLanguage("fr")
                .withCacheControl("no-store")
                .withCacheExpiry(Instant.ofEpochSecond(1_700_000_000));
        assertEquals(expected, R2Text.head(bucket, "style").httpMetadata());
    }

    @Rule("R2-PUT-07")
    void keepsEmptyHeaders(R2Bucket bucket) {
        R2HTTPMetadata metadata = R2HTTPMetadata.NONE.withContentType("").withCacheControl("");

        bucket.put("page", "hello", R2PutOptions.NONE.withHttpMetadata(metadata));

        assertEquals(metadata, R2Text.head(bucket, "page").httpMetadata());
    }

    @Rule("R2-PUT-07")
    void takesOneHeaderAlone(R2Bucket bucket) {
        Map<String, R2HTTPMetadata> expected = Map.of(
                "Content-Type", R2HTTPMetadata.NONE.withContentType("fr"),
                "Content-Language", R2HTTPMetadata.NONE.withContentLanguage("fr"),
                "Content-Disposition", R2HTTPMetadata.NONE.withContentDisposition("fr"),
                "Content-Encoding", R2HTTPMetadata.NONE.withContentEncoding("fr"),
                "Cache-Control", R2HTTPMetadata.NONE.withCacheControl("fr"));

        expected.forEach((name, metadata) -> {
            R2HTTPMetadata taken = R2HTTPMetadata.fromHeaders(Map.of(name, "fr")::get);
            bucket.put("page", "hello", R2PutOptions.NONE.withHttpMetadata(taken));

            assertEquals(metadata, R2Text.head(bucket, "page").httpMetadata());
        });
    }
}
