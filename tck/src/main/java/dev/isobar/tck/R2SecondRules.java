package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2Conditional;
import dev.isobar.r2.R2ListOptions;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2PutOptions;
import dev.isobar.r2.R2UploadedPart;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** Rules R2-PUT-01, R2-LIST-09, R2-DEL-01, R2-COND-06 and R2-MPU-01 between two environments on one store. */
abstract class R2SecondRules {
    private static R2PutOptions author(String name) {
        return R2PutOptions.NONE.withCustomMetadata(Map.of("author", name));
    }

    private static void assertSees(R2Bucket bucket, String content, String author, R2Object stored) {
        R2Object head = R2Text.head(bucket, "page");
        R2Object listed = bucket.list(R2ListOptions.ALL).objects().get(0);

        assertEquals(content, R2Text.of(bucket, "page"));
        assertEquals(Map.of("author", author), head.customMetadata());
        assertEquals(stored.version(), head.version());
        assertEquals(stored.uploaded(), head.uploaded());
        assertEquals(stored.etag(), listed.etag());
        assertEquals(content.length(), listed.size());
    }

    @Rule("R2-PUT-01")
    void readsWhatAnotherHasStored(TckSubject<R2Bucket> subject) {
        try (TckSubject<R2Bucket> second = subject.second()) {
            R2Bucket here = subject.binding();
            R2Bucket there = second.binding();

            R2Object first = Objects.requireNonNull(here.put("page", "first", author("ada")));
            assertSees(here, "first", "ada", first);
            assertSees(there, "first", "ada", first);

            R2Object replaced = Objects.requireNonNull(there.put("page", "replaced", author("bob")));
            assertSees(there, "replaced", "bob", replaced);
            assertSees(here, "replaced", "bob", replaced);
        }
    }

    @Rule("R2-DEL-01")
    void findsNothingThatAnotherHasDeleted(TckSubject<R2Bucket> subject) {
        try (TckSubject<R2Bucket> second = subject.second()) {
            R2Bucket here = subject.binding();
            here.put("page", "first");
            assertEquals("first", R2Text.of(here, "page"));
            assertNotNull(here.head("page"));

            second.binding().delete("page");

            assertNull(here.head("page"));
            assertNull(here.get("page"));
            assertEquals(List.of(), here.list(R2ListOptions.ALL).objects());
        }
    }

    @Rule("R2-PUT-01")
    void findsWhatWasAbsentBefore(TckSubject<R2Bucket> subject) {
        try (TckSubject<R2Bucket> second = subject.second()) {
            R2Bucket here = subject.binding();
            assertNull(here.head("page"));
            assertNull(here.get("page"));
            assertEquals(List.of(), here.list(R2ListOptions.ALL).objects());

            R2Object stored = Objects.requireNonNull(second.binding().put("page", "first", author("ada")));

            assertSees(here, "first", "ada", stored);
        }
    }

    @Rule("R2-COND-06")
    void comparesWithWhatAnotherHasStored(TckSubject<R2Bucket> subject) {
        try (TckSubject<R2Bucket> second = subject.second()) {
            R2Bucket here = subject.binding();
            String etag = here.put("page", "first").etag();
            R2Conditional unchanged = R2Conditional.NONE.withEtagMatches(etag);
            second.binding().put("page", "second");

            assertNull(here.put("page", "third", R2PutOptions.NONE.withOnlyIf(unchanged)));
            assertEquals("second", R2Text.of(here, "page"));
            assertEquals("second", R2Text.of(second.binding(), "page"));
        }
    }

    @Rule("R2-COND-06")
    void letsOneOfTwoEnvironmentsCreate(TckSubject<R2Bucket> subject) {
        R2PutOptions create = R2PutOptions.NONE.withOnlyIf(R2Conditional.NONE.withEtagDoesNotMatch("*"));
        try (TckSubject<R2Bucket> second = subject.second()) {
            List<R2Bucket> buckets = List.of(subject.binding(), second.binding());
            for (int round = 0; round < 20; round++) {
                String key = "page-" + round;
                AtomicInteger winners = new AtomicInteger();

                Together.run(4, thread -> {
                    if (buckets.get(thread % 2).put(key, "by thread " + thread, create) != null) {
                        winners.incrementAndGet();
                    }
                });

                assertEquals(1, winners.get(), "environments that have created the object");
            }
        }
    }

    @Rule("R2-MPU-01")
    void goesOnWithTheUploadOfAnother(TckSubject<R2Bucket> subject) {
        try (TckSubject<R2Bucket> second = subject.second()) {
            R2MultipartUpload here = subject.binding().createMultipartUpload("film");
            R2MultipartUpload there = second.binding().resumeMultipartUpload("film", here.uploadId());
            R2UploadedPart part = here.uploadPart(1, "first take");
            R2UploadedPart replaced = there.uploadPart(1, "second take");

            assertEquals(
                    "10025",
                    assertThrows(InvalidRequestException.class, () -> here.complete(List.of(part)))
                            .code());
            there.complete(List.of(replaced));

            assertEquals("second take", R2Text.of(subject.binding(), "film"));
            assertEquals(
                    "10024",
                    assertThrows(InvalidRequestException.class, () -> here.uploadPart(2, "too late"))
                            .code());
        }
    }
}
