package dev.isobar.internal.r2;

import static java.util.Objects.requireNonNull;

import dev.isobar.internal.Uninterrupted;
import dev.isobar.r2.R2ListPartsOptions;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2UploadPartOptions;
import dev.isobar.r2.R2UploadParts;
import dev.isobar.r2.R2UploadedPart;
import dev.isobar.spi.Capability;
import dev.isobar.spi.R2Driver;
import dev.isobar.spi.R2Driver.R2PartListing;
import dev.isobar.spi.R2Meta;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A multipart upload over any driver. */
final class PortableR2Upload implements R2MultipartUpload {
    private final R2Driver driver;
    private final R2Calls calls;
    private final R2Checks checks;
    private final R2Sizes sizes;
    private final R2UploadLists lists;
    private final String key;
    private final String uploadId;

    PortableR2Upload(
            R2Driver driver,
            R2Calls calls,
            R2Checks checks,
            R2Sizes sizes,
            R2UploadLists lists,
            String key,
            String uploadId) {
        this.driver = driver;
        this.calls = calls;
        this.checks = checks;
        this.sizes = sizes;
        this.lists = lists;
        this.key = key;
        this.uploadId = uploadId;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public String uploadId() {
        return uploadId;
    }

    @Override
    public R2UploadedPart uploadPart(int partNumber, String value, R2UploadPartOptions options) {
        return upload(partNumber, R2Value.of(value), options);
    }

    @Override
    public R2UploadedPart uploadPart(int partNumber, byte[] value, R2UploadPartOptions options) {
        return upload(partNumber, R2Value.of(value), options);
    }

    @Override
    public R2UploadedPart uploadPart(int partNumber, InputStream value, long length, R2UploadPartOptions options) {
        return upload(partNumber, R2Value.of(value, length), options);
    }

    private R2UploadedPart upload(int partNumber, R2Value value, R2UploadPartOptions options) {
        requireNonNull(options, "options");
        checks.checkPartNumber("uploadPart", partNumber);
        checks.checkLengthIsKnown("uploadPart", value.length());
        checks.checkKey("uploadPart", key);
        checks.checkPartLength("uploadPart", value.length());
        checks.checkSsecKey("uploadPart", options.ssecKey());
        String etag =
                calls.<@Nullable String>call("uploadPart", value.repeatable(), Map.of("bytes", value.length()), () -> {
                    R2CheckedBody body = new R2CheckedBody("uploadPart", checks, value, null, options.ssecKey());
                    return body.<@Nullable String>storedBy(
                            given -> driver.uploadPart(key, uploadId, partNumber, given));
                });
        if (etag == null) {
            throw checks.refused("uploadPart", R2Code.NO_SUCH_UPLOAD);
        }
        return new R2UploadedPart(partNumber, etag);
    }

    @Override
    public void abort() {
        checks.checkKey("abortMultipartUpload", key);
        Uninterrupted.run(() -> calls.write("abortMultipartUpload", Map.of(), () -> driver.abortUpload(key, uploadId)));
    }

    @Override
    public R2Object complete(List<R2UploadedPart> parts) {
        requireNonNull(parts, "parts");
        R2PartRules rules = new R2PartRules(checks, sizes, parts);
        checks.checkKey("completeMultipartUpload", key);
        R2Meta made = calls.<@Nullable R2Meta>call(
                "completeMultipartUpload",
                false,
                Map.of("parts", parts.size()),
                () -> driver.completeUpload(key, uploadId, rules));
        if (made == null) {
            throw checks.refused("completeMultipartUpload", R2Code.NO_SUCH_UPLOAD);
        }
        return R2StoredObject.written(made);
    }

    @Override
    public R2UploadParts listParts(R2ListPartsOptions options) {
        requireNonNull(options, "options");
        String operation = "listParts";
        checks.require(Capability.R2_LIST_UPLOADS, operation);
        checks.checkKey(operation, key);
        int limit = lists.limit(operation, options.limit());
        int after = lists.number(options.cursor());
        return calls.read(operation, () -> {
            R2PartListing found = driver.listParts(key, uploadId, after, limit);
            if (found == null) {
                throw checks.refused(operation, R2Code.NO_SUCH_UPLOAD);
            }
            return R2UploadLists.page(found, after);
        });
    }
}
