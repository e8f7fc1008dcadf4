package dev.isobar.internal.r2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.error.Service;
import dev.isobar.internal.DriverCalls;
import dev.isobar.r2.R2Conditional;
import dev.isobar.r2.R2Limits;
import dev.isobar.r2.R2ListOptions;
import dev.isobar.r2.R2ListPartsOptions;
import dev.isobar.r2.R2ListUploadsOptions;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2PutOptions;
import dev.isobar.r2.R2UploadedPart;
import dev.isobar.spi.Operation;
import dev.isobar.spi.R2Body;
import dev.isobar.spi.R2Facts;
import dev.isobar.spi.R2Meta;
import dev.isobar.spi.R2Precondition;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What interceptors see of each call: whether it may be repeated, and how much it is about. */
class R2OperationsTest {
    private final List<String> seen = new ArrayList<>();
    private final FakeR2Driver driver = new FakeR2Driver() {
        @Override
        public R2Meta put(String key, R2Body body, R2Facts facts, R2Precondition onlyIf) {
            return meta(key);
        }

        @Override
        public R2UploadListing listUploads(String prefix, @Nullable UploadPosition after, int limit) {
            return new R2UploadListing(List.of(), false);
        }

        @Override
        public R2PartListing listParts(String key, String uploadId, int after, int limit) {
            return new R2PartListing(List.of(), false);
        }
    };
    private final PortableR2Bucket bucket = new PortableR2Bucket(
            driver, new DriverCalls(Service.R2, "FILES", driver, List.of(this::note)), R2Limits.CLOUDFLARE);

    private @Nullable Object note(Operation operation, Supplier<? extends @Nullable Object> call) {
        seen.add(operation.name() + (operation.idempotent() ? " again " : " once ") + operation.attributes());
        return call.get();
    }

    private static InputStream stream() {
        return new ByteArrayInputStream(new byte[3]);
    }

    private void assertSeen(String... operations) {
        assertEquals(List.of(operations), seen);
    }

    @Test
    void readsMayBeRepeated() {
        bucket.head("page");
        bucket.get("page");
        bucket.list(R2ListOptions.ALL);
        bucket.listMultipartUploads(R2ListUploadsOptions.ALL);
        bucket.resumeMultipartUpload("page", "id").listParts(R2ListPartsOptions.ALL);

        assertSeen(
                "head again {}",
                "get again {}",
                "list again {}",
                "listMultipartUploads again {}",
                "listParts again {}");
    }

    @Test
    void putsMayBeRepeatedWithoutAConditionAndWithBytes() {
        R2PutOptions conditional = R2PutOptions.NONE.withOnlyIf(R2Conditional.NONE.withEtagMatches("a"));

        bucket.put("page", "12345");
        bucket.put("page", new byte[2]);
        bucket.put("page", stream(), 3);
        bucket.put("page", "12345", conditional);
        bucket.put("page", stream(), 3, conditional);

        assertSeen(
                "put again {bytes=5}",
                "put again {bytes=2}",
                "put once {bytes=3}",
                "put once {bytes=5}",
                "put once {bytes=3}");
    }

    @Test
    void deletesMayBeRepeated() {
        bucket.delete("page");
        bucket.delete(List.of("a", "b", "a"));
        bucket.delete(List.of());

        assertSeen("delete again {keys=1}", "delete again {keys=2}");
    }

    @Test
    void uploadsMayBeRepeatedInPart() {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        upload.uploadPart(1, "123");
        upload.uploadPart(1, stream(), 3);
        upload.complete(List.of(new R2UploadedPart(1, "part")));
        upload.abort();

        assertSeen(
                "createMultipartUpload once {}",
                "uploadPart again {bytes=3}",
                "uploadPart once {bytes=3}",
                "completeMultipartUpload once {parts=1}",
                "abortMultipartUpload again {}");
    }
}
