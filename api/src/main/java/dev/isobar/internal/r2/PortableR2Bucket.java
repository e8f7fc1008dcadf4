package dev.isobar.internal.r2;

import static java.util.Objects.requireNonNull;

import dev.isobar.internal.DriverCalls;
import dev.isobar.internal.DriverStream;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2Conditional;
import dev.isobar.r2.R2GetOptions;
import dev.isobar.r2.R2Limits;
import dev.isobar.r2.R2ListOptions;
import dev.isobar.r2.R2ListUploadsOptions;
import dev.isobar.r2.R2MultipartOptions;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2ObjectBody;
import dev.isobar.r2.R2Objects;
import dev.isobar.r2.R2PresignedMethod;
import dev.isobar.r2.R2PutOptions;
import dev.isobar.r2.R2Uploads;
import dev.isobar.spi.Capability;
import dev.isobar.spi.R2Driver;
import dev.isobar.spi.R2Driver.R2Content;
import dev.isobar.spi.R2Driver.UploadPosition;
import dev.isobar.spi.R2Facts;
import dev.isobar.spi.R2ListRequest;
import dev.isobar.spi.R2Meta;
import dev.isobar.spi.R2Precondition;
import dev.isobar.spi.R2Read;
import dev.isobar.spi.R2Read.Span;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** R2 over any driver: keys, limits, conditions, ranges, checksums, pages. */
public final class PortableR2Bucket implements R2Bucket {
    private final R2Driver driver;
    private final DriverCalls driverCalls;
    private final R2Sizes sizes;
    private final R2Checks checks;
    private final R2Calls calls;
    private final R2Lists lists;
    private final R2UploadLists uploadLists;

    public PortableR2Bucket(R2Driver driver, DriverCalls driverCalls, R2Limits limits) {
        this.driver = driver;
        this.driverCalls = driverCalls;
        this.sizes = R2Sizes.of(limits, driver.capabilities());
        this.checks = new R2Checks(driverCalls, limits, sizes);
        this.calls = new R2Calls(driverCalls, checks);
        this.lists = new R2Lists(checks, limits);
        this.uploadLists = new R2UploadLists(checks, limits);
    }

    @Override
    public @Nullable R2Object head(String key) {
        checks.checkKey("head", key);
        R2Meta found = calls.<@Nullable R2Meta>read("head", () -> driver.head(key));
        return found == null ? null : R2StoredObject.read(found, new Span(0, found.size()));
    }

    @Override
    public @Nullable R2ObjectBody get(String key, R2GetOptions options) {
        return (R2ObjectBody) get(key, R2Conditional.NONE, options);
    }

    @Override
    public @Nullable R2Object get(String key, R2Conditional onlyIf, R2GetOptions options) {
        checks.checkKey("get", key);
        requireNonNull(onlyIf, "onlyIf");
        requireNonNull(options, "options");
        checks.checkSsecKey("get", options.ssecKey());
        R2Read read = new R2Read(new R2Precondition(onlyIf), options.range(), options.ssecKey());
        R2Content found = calls.<@Nullable R2Content>read("get", () -> driver.get(key, read));
        if (found == null) {
            return null;
        }
        R2Object object = R2StoredObject.read(found.meta(), found.span());
        InputStream body = found.body();
        return body == null
                ? object
                : new R2OpenObject(
                        driverCalls.site("get"),
                        object,
                        new DriverStream(
                                body,
                                () -> driverCalls.requireOpen("get"),
                                failed -> driverCalls.translate("get", failed)));
    }

    @Override
    public @Nullable R2Object put(String key, String value, R2PutOptions options) {
        return put(key, R2Value.of(value), options);
    }

    @Override
    public @Nullable R2Object put(String key, byte[] value, R2PutOptions options) {
        return put(key, R2Value.of(value), options);
    }

    @Override
    public @Nullable R2Object put(String key, InputStream value, long length, R2PutOptions options) {
        return put(key, R2Value.of(value, length), options);
    }

    private @Nullable R2Object put(String key, R2Value value, R2PutOptions options) {
        requireNonNull(options, "options");
        checks.checkLengthIsKnown("put", value.length());
        checks.checkKey("put", key);
        checks.checkObjectLength("put", value.length());
        checks.checkPutCondition(options.onlyIf());
        R2Facts facts = checks.facts(
                "put", options.httpMetadata(), options.customMetadata(), options.storageClass(), options.ssecKey());
        R2Precondition onlyIf = new R2Precondition(options.onlyIf());
        boolean idempotent = value.repeatable() && options.onlyIf().isNone();
        R2Meta stored = calls.<@Nullable R2Meta>call("put", idempotent, Map.of("bytes", value.length()), () -> {
            R2CheckedBody body = new R2CheckedBody("put", checks, value, options.checksum(), options.ssecKey());
            return body.<@Nullable R2Meta>storedBy(given -> driver.put(key, given, facts, onlyIf));
        });
        return stored == null ? null : R2StoredObject.written(stored);
    }

    @Override
    public void delete(Collection<String> keys) {
        List<String> distinct = checks.checkKeys(keys);
        if (!distinct.isEmpty()) {
            calls.write("delete", Map.of("keys", distinct.size()), () -> driver.delete(distinct));
        }
    }

    @Override
    public R2Objects list(R2ListOptions options) {
        requireNonNull(options, "options");
        R2ListRequest request = lists.request(options);
        return calls.read("list", () -> R2Lists.page(driver.list(request), request));
    }

    @Override
    public R2MultipartUpload createMultipartUpload(String key, R2MultipartOptions options) {
        String operation = "createMultipartUpload";
        checks.checkKey(operation, key);
        requireNonNull(options, "options");
        R2Facts facts = checks.facts(
                operation, options.httpMetadata(), options.customMetadata(), options.storageClass(), options.ssecKey());
        String uploadId =
                calls.call(operation, false, Map.of(), () -> driver.createUpload(key, facts, options.ssecKey()));
        return resumeMultipartUpload(key, uploadId);
    }

    @Override
    public R2MultipartUpload resumeMultipartUpload(String key, String uploadId) {
        requireNonNull(key, "key");
        requireNonNull(uploadId, "uploadId");
        return new PortableR2Upload(driver, calls, checks, sizes, uploadLists, key, uploadId);
    }

    @Override
    public R2Uploads listMultipartUploads(R2ListUploadsOptions options) {
        requireNonNull(options, "options");
        String operation = "listMultipartUploads";
        checks.require(Capability.R2_LIST_UPLOADS, operation);
        int limit = uploadLists.limit(operation, options.limit());
        String prefix = uploadLists.prefix(options);
        UploadPosition after = uploadLists.position(options);
        return calls.read(operation, () -> R2UploadLists.page(driver.listUploads(prefix, after, limit), after));
    }

    @Override
    public URI presign(R2PresignedMethod method, String key, Duration lifetime) {
        requireNonNull(method, "method");
        requireNonNull(key, "key");
        requireNonNull(lifetime, "lifetime");
        checks.require(Capability.R2_PRESIGNED_URLS, "presign");
        checks.checkKey("presign", key);
        checks.checkLifetime("presign", lifetime);
        return calls.read("presign", () -> driver.presign(method, key, lifetime));
    }
}
