package dev.isobar.internal.r2;

import dev.isobar.internal.DriverCalls;
import dev.isobar.r2.R2Limits;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2UploadPartOptions;
import dev.isobar.r2.R2UploadedPart;
import dev.isobar.spi.R2Driver;
import dev.isobar.spi.R2Meta;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A multipart upload over any driver. */
final class PortableR2Upload implements R2MultipartUpload {
    private final R2Driver driver;
    private final DriverCalls calls;
    private final R2Checks checks;
    private final R2Limits limits;
    private final String key;
    private final String uploadId;

    PortableR2Upload(
            R2Driver driver, DriverCalls calls, R2Checks checks, R2Limits limits, String key, String uploadId) {
        this.driver = driver;
        this.calls = calls;
        this.checks = checks;
        this.limits = limits;
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
        return upload(partNumber, R2Value.of(value.getBytes(StandardCharsets.UTF_8)), options);
    }

    @Override
    public R2UploadedPart uploadPart(int partNumber, byte[] value, R2UploadPartOptions options) {
        return upload(partNumber, R2Value.of(value), options);
    }

    @Override
    public R2UploadedPart uploadPart(int partNumber, InputStream value, long length, R2UploadPartOptions options) {
        return upload(partNumber, R2Value.of(value, length), options);
    }

    private R2UploadedPart upload(int partNumber, R2Value source, R2UploadPartOptions options) {
        checks.checkPartNumber("uploadPart", partNumber);
        checks.checkLengthIsKnown("uploadPart", source.length());
        checks.checkKey("uploadPart", key);
        checks.checkLength("uploadPart", source.length());
        checks.checkSsecKey("uploadPart", options.ssecKey());
        String etag = source.with(null, options.ssecKey())
                .<@Nullable String>send(
                        "uploadPart", calls, checks, true, body -> driver.uploadPart(key, uploadId, partNumber, body));
        if (etag == null) {
            throw checks.refused("uploadPart", R2Code.NO_SUCH_UPLOAD);
        }
        return new R2UploadedPart(partNumber, etag);
    }

    @Override
    public void abort() {
        checks.checkKey("abortMultipartUpload", key);
        calls.write("abortMultipartUpload", true, Map.of(), () -> driver.abortUpload(key, uploadId));
    }

    @Override
    public R2Object complete(List<R2UploadedPart> parts) {
        R2PartRules rules = new R2PartRules(checks, limits, parts);
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
}
