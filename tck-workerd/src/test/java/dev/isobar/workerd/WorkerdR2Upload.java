package dev.isobar.workerd;

import dev.isobar.r2.R2ListPartsOptions;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2UploadPartOptions;
import dev.isobar.r2.R2UploadParts;
import dev.isobar.r2.R2UploadedPart;
import dev.isobar.spi.Capability;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An upload, resumed inside the runtime with each call. */
record WorkerdR2Upload(R2Calls calls, String key, String uploadId) implements R2MultipartUpload {
    @Override
    public R2UploadedPart uploadPart(int partNumber, String value, R2UploadPartOptions options) {
        return send(partNumber, value, options);
    }

    @Override
    public R2UploadedPart uploadPart(int partNumber, byte[] value, R2UploadPartOptions options) {
        return send(partNumber, value, options);
    }

    @Override
    public R2UploadedPart uploadPart(int partNumber, InputStream value, long length, R2UploadPartOptions options) {
        return send(partNumber, R2Calls.streamed(value, length), options);
    }

    private R2UploadedPart send(int partNumber, Object value, R2UploadPartOptions options) {
        Map<String, Object> members = new LinkedHashMap<>();
        WorkerdR2.key(members, options.ssecKey());
        Object answer = calls.call("uploadPart", key, uploadId, partNumber, Objects.requireNonNull(value), members);
        Map<String, @Nullable Object> part = R2Calls.members(answer);
        return new R2UploadedPart(((Number) Objects.requireNonNull(part.get("partNumber"))).intValue(), (String)
                Objects.requireNonNull(part.get("etag")));
    }

    @Override
    public void abort() {
        calls.call("abort", key, uploadId);
    }

    @Override
    public R2Object complete(List<R2UploadedPart> parts) {
        List<Object> sent = new ArrayList<>();
        parts.forEach(part -> sent.add(Map.of("partNumber", part.partNumber(), "etag", part.etag())));
        return ShownObject.of(R2Calls.members(calls.call("complete", key, uploadId, sent)));
    }

    /** The runtime's binding has no such call. */
    @Override
    public R2UploadParts listParts(R2ListPartsOptions options) {
        throw R2Calls.unsupported("listParts", Capability.R2_LIST_UPLOADS);
    }
}
