package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2GetOptions;
import dev.isobar.r2.R2ListOptions;
import dev.isobar.r2.R2ListOptions.Include;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2ObjectBody;
import dev.isobar.r2.R2PutOptions;
import dev.isobar.r2.R2Range;
import dev.isobar.spi.Capability;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** Rule R2-OBJ-13: what one answer says belongs to one version of the object. */
abstract class R2VersionRules {
    @Rule("R2-OBJ-13")
    void getsBodyAndMetadataOfOneVersion(R2Bucket bucket, TestClock clock) {
        R2Takes takes = new R2Takes(bucket, clock);

        takes.watch(() -> {
            try (R2ObjectBody found = bucket.get(R2Takes.KEY)) {
                if (found != null) {
                    int take = R2Takes.takeOf(found);
                    R2Takes.assertBody(take, R2Takes.body(take), found.text());
                    takes.saw(found);
                }
            }
        });
    }

    @Rule("R2-OBJ-13")
    void getsRangesOfOneVersion(R2Bucket bucket, TestClock clock) {
        R2Takes takes = new R2Takes(bucket, clock);

        takes.watch(() -> {
            try (R2ObjectBody found = bucket.get(R2Takes.KEY, R2GetOptions.NONE.withRange(R2Range.last(7)))) {
                if (found != null) {
                    int take = R2Takes.takeOf(found);
                    String whole = R2Takes.body(take);
                    R2Takes.assertBody(take, whole.substring(whole.length() - 7), found.text());
                    assertEquals(R2Range.of(whole.length() - 7, 7), found.range(), "the range is of another version");
                    takes.saw(found);
                }
            }
        });
    }

    @Rule("R2-OBJ-13")
    void headsOneVersion(R2Bucket bucket, TestClock clock) {
        R2Takes takes = new R2Takes(bucket, clock);

        takes.watch(() -> {
            R2Object found = bucket.head(R2Takes.KEY);
            if (found != null) {
                takes.saw(found);
            }
        });
    }

    @Rule("R2-OBJ-13")
    void listsOneVersion(R2Bucket bucket, TestClock clock) {
        R2Takes takes = new R2Takes(bucket, clock);

        takes.watch(() -> bucket.list(R2ListOptions.ALL).objects().forEach(takes::saw));
    }

    @Rule(value = "R2-OBJ-13", needs = Capability.R2_LIST_METADATA)
    void listsMetadataOfOneVersion(R2Bucket bucket, TestClock clock) {
        R2Takes takes = new R2Takes(bucket, clock);
        R2ListOptions all = R2ListOptions.ALL.withInclude(Include.values());

        takes.watch(() -> bucket.list(all).objects().forEach(takes::saw));
    }

    /** While a body is sent, the old object is there as a whole; where the store lets readers wait, the new one. */
    @Rule("R2-OBJ-13")
    void showsNothingOfABodyThatIsBeingSent(R2Bucket bucket) {
        R2PutOptions options = R2PutOptions.NONE.withCustomMetadata(Map.of("state", "the new version"));
        bucket.put("page", "old", R2PutOptions.NONE.withCustomMetadata(Map.of("state", "old")));
        AtomicReference<List<String>> read = new AtomicReference<>(List.of());
        AtomicReference<R2Object> listed = new AtomicReference<>();
        MeanwhileStream body = new MeanwhileStream("the new version", () -> {
            try (R2ObjectBody found = Objects.requireNonNull(bucket.get("page"))) {
                read.set(List.of(state(found), found.text(), Long.toString(found.size())));
            }
            listed.set(bucket.list(R2ListOptions.ALL).objects().get(0));
        });

        R2Object stored = Objects.requireNonNull(bucket.put("page", body, body.length(), options));
        body.join();

        List<String> old = List.of("old", "old", "3");
        List<String> replaced = List.of("the new version", "the new version", "15");
        assertTrue(old.equals(read.get()) || replaced.equals(read.get()), () -> "read half-way: " + read.get());
        assertEquals(
                listed.get().etag().equals(stored.etag()) ? 15 : 3, listed.get().size());
        assertEquals("the new version", R2Text.of(bucket, "page"));
    }

    @Rule("R2-OBJ-13")
    void showsNoNewObjectWhoseBodyIsBeingSent(R2Bucket bucket) {
        AtomicReference<List<Long>> read = new AtomicReference<>(List.of());
        MeanwhileStream body = new MeanwhileStream("the first version", () -> {
            R2Object found = bucket.head("page");
            List<R2Object> objects = bucket.list(R2ListOptions.ALL).objects();
            read.set(List.of(
                    found == null ? -1L : found.size(),
                    objects.isEmpty() ? -1L : objects.get(0).size()));
        });

        bucket.put("page", body, body.length());
        body.join();

        List<Long> seen = read.get();
        seen.forEach(size -> assertTrue(size == 17 || size == -1, () -> "sizes that were seen half-way: " + seen));
    }

    private static String state(R2Object object) {
        return String.valueOf(Objects.requireNonNull(object.customMetadata()).get("state"));
    }
}
