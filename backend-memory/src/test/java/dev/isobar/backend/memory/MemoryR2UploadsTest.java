package dev.isobar.backend.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.Env;
import dev.isobar.backend.memory.MemoryR2Driver.Occupied;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.Service;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2ListOptions;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2UploadedPart;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads that nobody completes are ended as on the service: rule R2-MPU-12. */
class MemoryR2UploadsTest {
    private final AtomicReference<Instant> elapsed = new AtomicReference<>(Instant.EPOCH);
    private final MemoryR2Driver driver = new MemoryR2Driver(InstantSource.system(), elapsed::get);
    private final Env env = Env.builder().bind(Service.R2, "FILMS", driver).open();
    private final R2Bucket bucket = env.r2("FILMS");

    @AfterEach
    void close() {
        env.close();
    }

    private void pass(Duration time) {
        elapsed.set(Instant.EPOCH.plus(time));
    }

    @ParameterizedTest
    @ValueSource(strings = {"head", "get", "put", "delete", "list", "create", "uploadPart", "abort", "listUploads"})
    void endsAnUploadThatWasLeftOpenWithWhateverCallComesNext(String call) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        pass(MemoryUploads.LONGEST.minusMillis(1));
        assertNotNull(upload.uploadPart(1, "part"));

        pass(MemoryUploads.LONGEST);
        call(call);

        assertEquals(new Occupied(call.equals("put") ? 1 : 0, call.equals("create") ? 1 : 0), driver.occupied());
        assertEquals(
                "10024",
                assertThrows(InvalidRequestException.class, () -> upload.uploadPart(2, "part"))
                        .code());
    }

    private void call(String name) {
        switch (name) {
            case "head" -> bucket.head("other");
            case "get" -> bucket.get("other");
            case "put" -> bucket.put("other", "value");
            case "delete" -> bucket.delete("other");
            case "list" -> bucket.list(R2ListOptions.ALL);
            case "create" -> bucket.createMultipartUpload("other");
            case "uploadPart" ->
                assertThrows(InvalidRequestException.class, () -> bucket.resumeMultipartUpload("other", "none")
                        .uploadPart(1, "part"));
            case "abort" -> bucket.resumeMultipartUpload("film", "none").abort();
            default -> bucket.listMultipartUploads();
        }
    }

    @Test
    void showsNothingOfUploadsThatAreStillToBeFreed() {
        List<R2MultipartUpload> uploads = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            uploads.add(bucket.createMultipartUpload("film"));
        }
        pass(MemoryUploads.LONGEST);

        assertEquals(List.of(), bucket.listMultipartUploads().uploads());
        assertEquals(new Occupied(0, 150), driver.occupied());
        assertThrows(InvalidRequestException.class, () -> uploads.get(249).listParts());
        bucket.head("film");

        assertEquals(new Occupied(0, 0), driver.occupied());
    }

    @Test
    void leavesAloneWhatWasCompleted() {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        R2UploadedPart part = upload.uploadPart(1, "part");
        upload.complete(List.of(part));

        pass(MemoryUploads.LONGEST);

        assertNotNull(bucket.head("film"));
        assertNull(bucket.head("other"));
        assertEquals(new Occupied(1, 0), driver.occupied());
    }
}
