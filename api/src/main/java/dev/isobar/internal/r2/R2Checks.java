package dev.isobar.internal.r2;

import static java.util.Objects.requireNonNull;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.IsobarException;
import dev.isobar.internal.DriverCalls;
import dev.isobar.internal.Refusals;
import dev.isobar.internal.Utf8;
import dev.isobar.r2.R2Conditional;
import dev.isobar.r2.R2HTTPMetadata;
import dev.isobar.r2.R2Limits;
import dev.isobar.r2.R2SsecKey;
import dev.isobar.r2.R2StorageClass;
import dev.isobar.spi.Capability;
import dev.isobar.spi.R2Facts;
import dev.isobar.spi.R2RefusedException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What R2 refuses, in Cloudflare's words. */
final class R2Checks {
    private static final int MAX_PART_NUMBER = 10_000;
    private static final Duration SHORTEST_LIFETIME = Duration.ofSeconds(1);
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(7);

    private final DriverCalls calls;
    private final Refusals refusals;
    private final R2Limits limits;
    private final R2Sizes sizes;

    R2Checks(DriverCalls calls, R2Limits limits, R2Sizes sizes) {
        this.calls = calls;
        this.refusals = new Refusals(calls);
        this.limits = limits;
        this.sizes = sizes;
    }

    IsobarException refused(String operation, R2Code code) {
        return refused(operation, code, code.text);
    }

    IsobarException refused(String operation, R2Code code, String text) {
        return refused(operation, code, text, null);
    }

    IsobarException refused(String operation, R2RefusedException why) {
        R2Code code = R2Code.of(why.refusal());
        return refused(operation, code, code.text, why.getCause());
    }

    private IsobarException refused(String operation, R2Code code, String text, @Nullable Throwable cause) {
        String number = Integer.toString(code.number);
        String message = operation + ": " + text + " (" + number + ")";
        return code.limit
                ? refusals.exceeded(operation, number, message, cause)
                : refusals.invalid(operation, number, message, cause);
    }

    InvalidRequestException refused(String operation, String text) {
        return refusals.invalid(operation, text);
    }

    void require(Capability capability, String operation) {
        calls.require(capability, operation);
    }

    void checkKey(String operation, String key) {
        int bytes = Utf8.length(requireNonNull(key, "key"));
        if (bytes < 0 || bytes > limits.keyBytes()) {
            throw refused(operation, R2Code.INVALID_OBJECT_NAME);
        }
        if (key.isEmpty()) {
            calls.require(Capability.R2_EMPTY_KEY, operation);
        }
    }

    /** Refuses a part of a key that cannot be encoded. */
    void checkText(String operation, @Nullable String text) {
        if (text != null && Utf8.length(text) < 0) {
            throw refused(operation, R2Code.INVALID_OBJECT_NAME);
        }
    }

    List<String> checkKeys(Collection<String> keys) {
        if (requireNonNull(keys, "keys").size() > limits.deleteKeys()) {
            throw refusals.exceeded(
                    "delete",
                    "delete: " + keys.size() + " keys are more than the " + limits.deleteKeys() + " of one call");
        }
        List<String> distinct = new ArrayList<>(new LinkedHashSet<>(keys));
        distinct.forEach(key -> checkKey("delete", key));
        return distinct;
    }

    void checkLengthIsKnown(String operation, long length) {
        if (length < 0) {
            throw refused(
                    operation,
                    "Provided readable stream must have a known length (request/response body or readable half of"
                            + " FixedLengthStream)");
        }
    }

    void checkObjectLength(String operation, long length) {
        if (length > sizes.put()) {
            throw refused(operation, R2Code.ENTITY_TOO_LARGE);
        }
    }

    void checkPartLength(String operation, long length) {
        if (length > sizes.part()) {
            throw refused(operation, R2Code.ENTITY_TOO_LARGE);
        }
    }

    void checkPageSize(String operation, int limit) {
        if (limit < 1 || limit > limits.listKeys()) {
            throw refused(operation, R2Code.INVALID_MAX_KEYS);
        }
    }

    /** Refuses instants where the store cannot compare them in one step with storing. */
    void checkPutCondition(R2Conditional onlyIf) {
        if (onlyIf.uploadedBefore() != null || onlyIf.uploadedAfter() != null) {
            calls.require(Capability.R2_DATE_CONDITIONS_ON_PUT, "put");
        }
    }

    void checkPartNumber(String operation, int number) {
        if (number < 1 || number > MAX_PART_NUMBER) {
            throw refused(
                    operation, "Part number must be between 1 and 10000 (inclusive). Actual value was: " + number);
        }
    }

    /** A presigned URL is valid for 1 second to 7 days (R2-URL-01). */
    void checkLifetime(String operation, Duration lifetime) {
        boolean whole = lifetime.truncatedTo(ChronoUnit.SECONDS).equals(lifetime);
        if (!whole || lifetime.compareTo(SHORTEST_LIFETIME) < 0 || lifetime.compareTo(LONGEST_LIFETIME) > 0) {
            throw refused(operation, operation + ": a lifetime has 1 to 604800 whole seconds, not " + lifetime);
        }
    }

    void checkSsecKey(String operation, @Nullable R2SsecKey key) {
        if (key != null) {
            calls.require(Capability.R2_SSE_C, operation);
        }
    }

    R2Facts facts(
            String operation,
            R2HTTPMetadata httpMetadata,
            Map<String, String> customMetadata,
            R2StorageClass storageClass,
            @Nullable R2SsecKey ssecKey) {
        long bytes = 0;
        for (Map.Entry<String, String> entry : customMetadata.entrySet()) {
            bytes += encodedLength(entry.getKey()) + encodedLength(entry.getValue());
        }
        if (bytes > limits.metadataBytes()) {
            throw refused(operation, R2Code.METADATA_TOO_LARGE);
        }
        if (storageClass != R2StorageClass.STANDARD) {
            calls.require(Capability.R2_STORAGE_CLASS, operation);
        }
        checkSsecKey(operation, ssecKey);
        String keyMd5 = ssecKey == null ? null : R2Digests.md5(ssecKey.bytes());
        return new R2Facts(wellFormed(httpMetadata), wellFormed(customMetadata), storageClass, keyMd5);
    }

    private static R2HTTPMetadata wellFormed(R2HTTPMetadata given) {
        return new R2HTTPMetadata(
                wellFormed(given.contentType()),
                wellFormed(given.contentLanguage()),
                wellFormed(given.contentDisposition()),
                wellFormed(given.contentEncoding()),
                wellFormed(given.cacheControl()),
                given.cacheExpiry());
    }

    private static Map<String, String> wellFormed(Map<String, String> given) {
        Map<String, String> texts = new LinkedHashMap<>();
        given.forEach((name, value) -> texts.put(Utf8.wellFormed(name), Utf8.wellFormed(value)));
        return texts;
    }

    private static @Nullable String wellFormed(@Nullable String text) {
        return text == null ? null : Utf8.wellFormed(text);
    }

    private static long encodedLength(String text) {
        int bytes = Utf8.length(text);
        return bytes < 0 ? 3L * text.length() : bytes;
    }
}
