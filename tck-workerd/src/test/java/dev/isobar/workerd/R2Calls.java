package dev.isobar.workerd;

import dev.isobar.error.CallSite;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.IsobarException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.error.Service;
import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.r2.R2HTTPMetadata;
import dev.isobar.r2.R2Range;
import dev.isobar.spi.Capability;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Calls of one bucket, with JavaScript's errors as Java's. */
final class R2Calls {
    private static final Pattern CODE = Pattern.compile("\\((\\d+)\\)$");
    private static final Set<String> LIMITS = Set.of("10011", "10012", "100100");

    private final Bridge bridge;

    R2Calls(Bridge bridge) {
        this.bridge = bridge;
    }

    @Nullable
    Object call(String operation, @Nullable Object... arguments) {
        try {
            return bridge.call(operation, arguments);
        } catch (Failure failed) {
            throw typed(operation.equals("complete") ? "completeMultipartUpload" : operation, failed);
        }
    }

    private static IsobarException typed(String operation, Failure failed) {
        Matcher number = CODE.matcher(failed.text());
        String code = number.find() ? number.group(1) : null;
        CallSite site = site(operation);
        return code != null && LIMITS.contains(code)
                ? new LimitExceededException(site, code, failed.text(), failed)
                : new InvalidRequestException(site, code, failed.text(), failed);
    }

    static CallSite site(String operation) {
        return new CallSite(Service.R2, "SUBJECT", operation);
    }

    static UnsupportedCapabilityException unsupported(String operation, Capability capability) {
        return new UnsupportedCapabilityException(site(operation), capability.label());
    }

    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> members(@Nullable Object value) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(value);
    }

    static List<?> list(@Nullable Object value) {
        return (List<?>) Objects.requireNonNull(value);
    }

    static Packed.Streamed streamed(InputStream value, long announced) {
        try {
            return new Packed.Streamed(announced < 0 ? value.readAllBytes() : bytes(value, announced), announced);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Reads what was announced, and one byte more if there is one; the end of the stream is not waited for. */
    private static byte[] bytes(InputStream value, long announced) throws IOException {
        byte[] bytes = value.readNBytes((int) Math.min(announced, Integer.MAX_VALUE - 1));
        return value.available() == 0 ? bytes : Arrays.copyOf(bytes, bytes.length + 1);
    }

    static Map<String, @Nullable Object> headers(R2HTTPMetadata metadata) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("contentType", metadata.contentType());
        members.put("contentLanguage", metadata.contentLanguage());
        members.put("contentDisposition", metadata.contentDisposition());
        members.put("contentEncoding", metadata.contentEncoding());
        members.put("cacheControl", metadata.cacheControl());
        members.put("cacheExpiry", metadata.cacheExpiry());
        members.values().removeIf(Objects::isNull);
        return members;
    }

    static R2HTTPMetadata headers(Map<String, @Nullable Object> members) {
        return R2HTTPMetadata.NONE
                .withContentType((String) members.get("contentType"))
                .withContentLanguage((String) members.get("contentLanguage"))
                .withContentDisposition((String) members.get("contentDisposition"))
                .withContentEncoding((String) members.get("contentEncoding"))
                .withCacheControl((String) members.get("cacheControl"))
                .withCacheExpiry((Instant) members.get("cacheExpiry"));
    }

    /** A range that came from a header goes as one. */
    static Object range(R2Range range) {
        Long offset = range.offset();
        Long length = range.length();
        Long suffix = range.suffix();
        if (range.lenient()) {
            String from = offset == null ? "" : offset.toString();
            String end = suffix == null ? "" : suffix.toString();
            if (offset != null && length != null) {
                end = Long.toString(Math.max(offset, offset + length - 1));
            }
            return new Packed.Headers(List.of(List.of("Range", "bytes=" + from + "-" + end)));
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("offset", offset);
        members.put("length", length);
        members.put("suffix", suffix);
        members.values().removeIf(Objects::isNull);
        return members;
    }
}
