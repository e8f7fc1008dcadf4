package dev.isobar.internal.r2;

import dev.isobar.internal.DriverCalls;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2Conditional;
import dev.isobar.r2.R2GetOptions;
import dev.isobar.r2.R2Limits;
import dev.isobar.r2.R2ListOptions;
import dev.isobar.r2.R2MultipartOptions;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2ObjectBody;
import dev.isobar.r2.R2Objects;
import dev.isobar.r2.R2PutOptions;
import dev.isobar.spi.R2Driver;
import dev.isobar.spi.R2Driver.R2Content;
import dev.isobar.spi.R2Driver.R2Listing;
import dev.isobar.spi.R2Facts;
import dev.isobar.spi.R2ListRequest;
import dev.isobar.spi.R2Meta;
import dev.isobar.spi.R2Precondition;
import dev.isobar.spi.R2Read;
import dev.isobar.spi.R2Read.Span;
import dev.isobar.spi.UnsatisfiableRangeException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** R2 over any driver: keys, limits, conditions, ranges, checksums, pages. */
public final class PortableR2Bucket implements R2Bucket {
    private final R2Driver driver;
    private final DriverCalls calls;
    private final R2Limits limits;
    private final R2Checks checks;
    private final R2Lists lists;

    public PortableR2Bucket(R2Driver driver, DriverCalls calls, R2Limits limits, InstantSource clock) {
        this.driver = driver;
        this.calls = calls;
        this.limits = limits;
        this.checks = new R2Checks(calls, limits);
        this.lists = new R2Lists(checks, limits);
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
        checks.checkSsecKey("get", options.ssecKey());
        R2Read read = new R2Read(new R2Precondition(onlyIf), options.range(), options.ssecKey());
        R2Content found = calls.<@Nullable R2Content>read("get", () -> content(key, read));
        if (found == null) {
            return null;
        }
        R2Object object = R2StoredObject.read(found.meta(), found.span());
        InputStream body = found.body();
        return body == null ? object : new R2OpenObject(calls.site("get"), object, body);
    }

    private @Nullable R2Content content(String key, R2Read read) throws Exception {
        try {
            return driver.get(key, read);
        } catch (UnsatisfiableRangeException outside) {
            throw checks.refused("get", R2Code.INVALID_RANGE);
        }
    }

    @Override
    public @Nullable R2Object put(String key, String value, R2PutOptions options) {
        return put(key, R2Value.of(value.getBytes(StandardCharsets.UTF_8)), options);
    }

    @Override
    public @Nullable R2Object put(String key, byte[] value, R2PutOptions options) {
        return put(key, R2Value.of(value), options);
    }

    @Override
    public @Nullable R2Object put(String key, InputStream value, long length, R2PutOptions options) {
        return put(key, R2Value.of(value, length), options);
    }

    private @Nullable R2Object put(String key, R2Value source, R2PutOptions options) {
        checks.checkLengthIsKnown("put", source.length());
        checks.checkKey("put", key);
        checks.checkLength("put", source.length());
        R2Facts facts = checks.facts(
                "put", options.httpMetadata(), options.customMetadata(), options.storageClass(), options.ssecKey());
        R2Precondition onlyIf = new R2Precondition(options.onlyIf());
        R2Meta stored = source.with(options.checksum(), options.ssecKey())
                .<@Nullable R2Meta>send(
                        "put", calls, checks, options.onlyIf().isNone(), body -> driver.put(key, body, facts, onlyIf));
        return stored == null ? null : R2StoredObject.written(stored);
    }

    @Override
    public void delete(Collection<String> keys) {
        List<String> distinct = checks.checkKeys(keys);
        if (!distinct.isEmpty()) {
            calls.write("delete", true, Map.of("keys", distinct.size()), () -> driver.delete(distinct));
        }
    }

    @Override
    public R2Objects list(R2ListOptions options) {
        R2ListRequest request = lists.request(options);
        R2Listing listing = calls.read("list", () -> driver.list(request));
        return R2Lists.page(listing, request);
    }

    @Override
    public R2MultipartUpload createMultipartUpload(String key, R2MultipartOptions options) {
        String operation = "createMultipartUpload";
        checks.checkKey(operation, key);
        R2Facts facts = checks.facts(
                operation, options.httpMetadata(), options.customMetadata(), options.storageClass(), options.ssecKey());
        String uploadId =
                calls.call(operation, false, Map.of(), () -> driver.createUpload(key, facts, options.ssecKey()));
        return resumeMultipartUpload(key, uploadId);
    }

    @Override
    public R2MultipartUpload resumeMultipartUpload(String key, String uploadId) {
        return new PortableR2Upload(driver, calls, checks, limits, key, uploadId);
    }
}
