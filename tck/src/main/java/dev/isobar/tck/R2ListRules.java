package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2Checksums;
import dev.isobar.r2.R2HashAlgorithm;
import dev.isobar.r2.R2ListOptions;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2Objects;
import dev.isobar.r2.R2PutOptions;
import dev.isobar.spi.Capability;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Rules R2-LIST-01 to R2-LIST-04 and R2-LIST-08 to R2-LIST-10: what a listing shows. */
abstract class R2ListRules {
    private static void store(R2Bucket bucket, String... keys) {
        List.of(keys).forEach(key -> bucket.put(key, "content"));
    }

    private static R2Objects list(R2Bucket bucket, String prefix, String delimiter) {
        return bucket.list(R2ListOptions.ALL.withPrefix(prefix).withDelimiter(delimiter));
    }

    private static R2Objects after(R2Bucket bucket, String key) {
        return bucket.list(R2ListOptions.ALL.withDelimiter("/").withStartAfter(key));
    }

    @Rule("R2-LIST-01")
    void ordersKeysByTheirBytes(R2Bucket bucket) {
        List<String> ordered = List.of("10", "2", "B", "_", "a", "a-1", "a/1", "z", "é", "\uFFFD", "😀");
        List<String> backwards = new ArrayList<>(ordered);
        Collections.reverse(backwards);

        backwards.forEach(key -> bucket.put(key, "content"));

        assertEquals(ordered, R2Text.keys(bucket.list(R2ListOptions.ALL)));
    }

    @Rule("R2-LIST-02")
    void boundsTheSizeOfAPage(R2Bucket bucket) {
        store(bucket, "a", "b", "c");

        for (int limit : new int[] {0, 1001}) {
            Refused.asInvalid(
                    "10022",
                    "list: MaxKeys params must be positive integer <= 1000. (10022)",
                    () -> bucket.list(R2ListOptions.ALL.withLimit(limit)));
        }
        assertEquals(3, bucket.list(R2ListOptions.ALL.withLimit(-1)).objects().size());
        assertEquals(List.of("a"), R2Text.keys(bucket.list(R2ListOptions.ALL.withLimit(1))));
    }

    @Rule("R2-LIST-02")
    void listsAThousandByDefault(R2Bucket bucket) {
        for (int i = 0; i < 1_001; i++) {
            bucket.put("page" + i, "");
        }

        assertEquals(1_000, bucket.list(R2ListOptions.ALL).objects().size());
        List<String> all = bucket.listAll(R2ListOptions.ALL)
                .limit(2_000)
                .map(R2Object::key)
                .toList();
        assertEquals(
                IntStream.range(0, 1_001).mapToObj(i -> "page" + i).sorted().toList(), all);
    }

    @Rule("R2-LIST-03")
    void selectsByPrefix(R2Bucket bucket) {
        store(bucket, "A", "a", "a/1", "a/2", "ab", "b");

        assertEquals(List.of("a", "a/1", "a/2", "ab"), R2Text.keys(bucket.list(R2ListOptions.ofPrefix("a"))));
        assertEquals(List.of("a/1", "a/2"), R2Text.keys(bucket.list(R2ListOptions.ofPrefix("a/"))));
        assertEquals(6, bucket.list(R2ListOptions.ofPrefix("")).objects().size());
        assertEquals(List.of(), bucket.list(R2ListOptions.ofPrefix("zz")).objects());
    }

    @Rule("R2-LIST-04")
    void foldsKeysBeyondADelimiter(R2Bucket bucket) {
        store(bucket, "a/b/1", "a/b/2", "a/c", "d/e", "f");

        R2Objects top = list(bucket, "", "/");
        R2Objects inside = list(bucket, "a/", "/");

        assertEquals(List.of("f"), R2Text.keys(top));
        assertEquals(List.of("a/", "d/"), top.delimitedPrefixes());
        assertEquals(List.of("a/c"), R2Text.keys(inside));
        assertEquals(List.of("a/b/"), inside.delimitedPrefixes());
    }

    @Rule("R2-LIST-04")
    void foldsBeyondAPrefixThatEndsWithinAName(R2Bucket bucket) {
        store(bucket, "p", "p/a", "p/b/1", "p/b/2");

        assertEquals(List.of("p"), R2Text.keys(list(bucket, "p", "/")));
        assertEquals(List.of("p/"), list(bucket, "p", "/").delimitedPrefixes());
        assertEquals(List.of("p/b/"), list(bucket, "p/b", "/").delimitedPrefixes());
        assertEquals(List.of(), R2Text.keys(list(bucket, "p/b", "/")));
    }

    @Rule("R2-LIST-04")
    void foldsAtAnyText(R2Bucket bucket) {
        store(bucket, "a/b/1", "a/b/2", "я→1", "я→2");

        assertEquals(List.of("a/b"), list(bucket, "", "/b").delimitedPrefixes());
        assertEquals(List.of("я→"), list(bucket, "", "→").delimitedPrefixes());
        assertEquals(4, list(bucket, "", "").objects().size());
    }

    @Rule("R2-LIST-04")
    void foldsAKeyThatEndsWithTheDelimiter(R2Bucket bucket) {
        store(bucket, "d/", "d/x");

        assertEquals(List.of("d/"), list(bucket, "", "/").delimitedPrefixes());
        assertEquals(List.of("d/", "d/x"), R2Text.keys(list(bucket, "d/", "/")));
    }

    @Rule("R2-LIST-08")
    void startsAfterAKey(R2Bucket bucket) {
        store(bucket, "a/1", "a/2", "b/1", "c");

        assertEquals(List.of("a/", "b/"), after(bucket, "a/1").delimitedPrefixes());
        assertEquals(List.of("a/", "b/"), after(bucket, "a/").delimitedPrefixes());
        assertEquals(List.of("b/"), after(bucket, "a/2").delimitedPrefixes());
        assertEquals(List.of("c"), R2Text.keys(after(bucket, "absent")));
        assertEquals(List.of(), after(bucket, "c").objects());
    }

    @Rule("R2-LIST-08")
    void startsAfterAKeyWithinAPrefix(R2Bucket bucket) {
        store(bucket, "a/1", "a/2", "a/3", "b/1");

        R2Objects page = bucket.list(R2ListOptions.ALL.withPrefix("a/").withStartAfter("a/1"));

        assertEquals(List.of("a/2", "a/3"), R2Text.keys(page));
    }

    @Rule("R2-LIST-09")
    void seesWhatHasReturned(R2Bucket bucket) {
        bucket.put("page", "1");
        bucket.put("page", "12345");
        bucket.put("gone", "1");
        bucket.delete("gone");

        List<R2Object> objects = bucket.list(R2ListOptions.ALL).objects();

        assertEquals(1, objects.size());
        assertEquals(5, objects.get(0).size());
    }

    private static R2Object storedWithAHash(R2Bucket bucket) {
        R2PutOptions options =
                R2PutOptions.NONE.withChecksum(R2HashAlgorithm.SHA1, "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d");
        bucket.put("letter", "hello", options);
        return R2Text.head(bucket, "letter");
    }

    private static R2Object first(R2Bucket bucket) {
        return bucket.list(R2ListOptions.ALL).objects().get(0);
    }

    @Rule("R2-LIST-10")
    void listsWhatHeadKnows(R2Bucket bucket) {
        R2Object known = storedWithAHash(bucket);

        R2Object listed = first(bucket);

        assertEquals(known.key(), listed.key());
        assertEquals(known.size(), listed.size());
        assertEquals(known.etag(), listed.etag());
        assertEquals(known.httpEtag(), listed.httpEtag());
        assertEquals(known.uploaded(), listed.uploaded());
    }

    @Rule("R2-LIST-10")
    void listsWhatHeadKnowsOfAnObjectOfParts(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        upload.complete(List.of(upload.uploadPart(1, "frames")));
        R2Object known = R2Text.head(bucket, "film");

        R2Object listed = first(bucket);

        assertEquals(known.size(), listed.size());
        assertEquals(known.etag(), listed.etag());
        assertEquals(known.uploaded(), listed.uploaded());
        assertEquals(R2Checksums.NONE, listed.checksums());
    }

    @Rule(value = "R2-LIST-10", needs = Capability.R2_LIST_VERSION)
    void listsVersions(R2Bucket bucket) {
        R2Object known = storedWithAHash(bucket);

        assertEquals(known.version(), first(bucket).version());
    }

    @Rule(value = "R2-LIST-10", without = Capability.R2_LIST_VERSION)
    void listsEmptyVersions(R2Bucket bucket) {
        storedWithAHash(bucket);

        assertEquals("", first(bucket).version());
    }

    @Rule(value = "R2-LIST-10", needs = Capability.R2_LIST_CHECKSUMS)
    void listsChecksums(R2Bucket bucket) {
        R2Object known = storedWithAHash(bucket);

        assertEquals(known.checksums(), first(bucket).checksums());
    }

    @Rule(value = "R2-LIST-10", without = Capability.R2_LIST_CHECKSUMS)
    void listsNoChecksums(R2Bucket bucket) {
        storedWithAHash(bucket);

        assertEquals(R2Checksums.NONE, first(bucket).checksums());
    }

    @Rule("R2-LIST-09")
    void showsNoUnfinishedUploads(R2Bucket bucket) {
        bucket.createMultipartUpload("film").uploadPart(1, "frames");

        R2Objects page = bucket.list(R2ListOptions.ALL);

        assertEquals(List.of(), page.objects());
        assertEquals(List.of(), page.delimitedPrefixes());
        assertFalse(page.truncated());
        assertNull(page.cursor());
    }
}
