package dev.isobar.workerd;

import static java.util.Objects.requireNonNull;

import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2Conditional;
import dev.isobar.r2.R2GetOptions;
import dev.isobar.r2.R2ListOptions;
import dev.isobar.r2.R2ListOptions.Include;
import dev.isobar.r2.R2ListUploadsOptions;
import dev.isobar.r2.R2MultipartOptions;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2ObjectBody;
import dev.isobar.r2.R2Objects;
import dev.isobar.r2.R2PresignedMethod;
import dev.isobar.r2.R2PutOptions;
import dev.isobar.r2.R2SsecKey;
import dev.isobar.r2.R2StorageClass;
import dev.isobar.r2.R2Uploads;
import dev.isobar.spi.Capability;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An R2 binding inside the runtime. */
final class WorkerdR2 implements R2Bucket {
    private final R2Calls calls;

    WorkerdR2(Bridge bridge) {
        this.calls = new R2Calls(bridge);
    }

    @Override
    public @Nullable R2Object head(String key) {
        return object(calls.call("head", requireNonNull(key)));
    }

    private static @Nullable R2Object object(@Nullable Object found) {
        return found == null ? null : ShownObject.of(R2Calls.members(found));
    }

    @Override
    public @Nullable R2ObjectBody get(String key, R2GetOptions options) {
        return (R2ObjectBody) get(key, R2Conditional.NONE, options);
    }

    @Override
    public @Nullable R2Object get(String key, R2Conditional onlyIf, R2GetOptions options) {
        Map<String, Object> members = new LinkedHashMap<>();
        condition(members, onlyIf);
        if (!options.range().isAll()) {
            members.put("range", R2Calls.range(options.range()));
        }
        key(members, options.ssecKey());
        Object found = calls.call("get", requireNonNull(key), members);
        if (found == null) {
            return null;
        }
        Map<String, @Nullable Object> shown = R2Calls.members(found);
        R2Object object = ShownObject.of(shown);
        return shown.get("content") instanceof byte[] content ? new ReadObject(object, content) : object;
    }

    private static void condition(Map<String, Object> members, R2Conditional onlyIf) {
        Object condition = R2Condition.of(onlyIf);
        if (condition != null) {
            members.put("onlyIf", condition);
        }
    }

    static void key(Map<String, Object> members, @Nullable R2SsecKey key) {
        if (key != null) {
            members.put("ssecKey", key.bytes());
        }
    }

    @Override
    public @Nullable R2Object put(String key, String value, R2PutOptions options) {
        return store(key, value, options);
    }

    @Override
    public @Nullable R2Object put(String key, byte[] value, R2PutOptions options) {
        return store(key, value, options);
    }

    @Override
    public @Nullable R2Object put(String key, InputStream value, long length, R2PutOptions options) {
        return store(key, R2Calls.streamed(value, length), options);
    }

    private @Nullable R2Object store(String key, Object value, R2PutOptions options) {
        Map<String, Object> members = new LinkedHashMap<>();
        condition(members, options.onlyIf());
        members.put("httpMetadata", R2Calls.headers(options.httpMetadata()));
        members.put("customMetadata", options.customMetadata());
        if (options.checksum() != null) {
            members.put(
                    options.checksum().algorithm().option(), options.checksum().hex());
        }
        storageClass(members, options.storageClass());
        key(members, options.ssecKey());
        return object(calls.call("put", requireNonNull(key), requireNonNull(value), members));
    }

    private static void storageClass(Map<String, Object> members, R2StorageClass storageClass) {
        if (storageClass != R2StorageClass.STANDARD) {
            members.put("storageClass", storageClass.label());
        }
    }

    @Override
    public void delete(Collection<String> keys) {
        List<String> all = List.copyOf(keys);
        calls.call("delete", all.size() == 1 ? (Object) all.get(0) : all);
    }

    @Override
    public R2Objects list(R2ListOptions options) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("limit", options.limit());
        members.put("prefix", options.prefix());
        members.put("cursor", options.cursor());
        members.put("delimiter", options.delimiter());
        members.put("startAfter", options.startAfter());
        members.values().removeIf(java.util.Objects::isNull);
        List<String> include = new ArrayList<>();
        for (Include part : options.include()) {
            include.add(part == Include.HTTP_METADATA ? "httpMetadata" : "customMetadata");
        }
        members.put("include", include);
        Map<String, @Nullable Object> page = R2Calls.members(calls.call("list", members));
        List<R2Object> objects = new ArrayList<>();
        R2Calls.list(page.get("objects"))
                .forEach(found -> objects.add(ShownObject.of(R2Calls.members(found), options.include())));
        List<String> prefixes = new ArrayList<>();
        R2Calls.list(page.get("delimitedPrefixes")).forEach(prefix -> prefixes.add((String) prefix));
        return new R2Objects(objects, prefixes, (String) page.get("cursor"));
    }

    @Override
    public R2MultipartUpload createMultipartUpload(String key, R2MultipartOptions options) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("httpMetadata", R2Calls.headers(options.httpMetadata()));
        members.put("customMetadata", options.customMetadata());
        storageClass(members, options.storageClass());
        key(members, options.ssecKey());
        return upload(calls.call("createMultipartUpload", requireNonNull(key), members));
    }

    @Override
    public R2MultipartUpload resumeMultipartUpload(String key, String uploadId) {
        return upload(calls.call("resumeMultipartUpload", requireNonNull(key), requireNonNull(uploadId)));
    }

    private R2MultipartUpload upload(@Nullable Object shown) {
        Map<String, @Nullable Object> members = R2Calls.members(shown);
        return new WorkerdR2Upload(
                calls, (String) requireNonNull(members.get("key")), (String) requireNonNull(members.get("uploadId")));
    }

    /** The runtime's binding has no such call. */
    @Override
    public R2Uploads listMultipartUploads(R2ListUploadsOptions options) {
        throw R2Calls.unsupported("listMultipartUploads", Capability.R2_LIST_UPLOADS);
    }

    /** The runtime's binding has no such call. */
    @Override
    public URI presign(R2PresignedMethod method, String key, Duration lifetime) {
        throw R2Calls.unsupported("presign", Capability.R2_PRESIGNED_URLS);
    }
}
