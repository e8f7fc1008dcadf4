package dev.isobar.tck;

import dev.isobar.r2.R2Conditional;
import dev.isobar.r2.R2GetOptions;
import dev.isobar.r2.R2HTTPMetadata;
import dev.isobar.r2.R2HashAlgorithm;
import dev.isobar.r2.R2ListOptions;
import dev.isobar.r2.R2ListOptions.Include;
import dev.isobar.r2.R2MultipartOptions;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2ObjectBody;
import dev.isobar.r2.R2PutOptions;
import dev.isobar.r2.R2Range;
import dev.isobar.r2.R2SsecKey;
import dev.isobar.r2.R2StorageClass;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Between recorded arguments and outcomes of R2 and its types. */
final class R2Arguments {
    private R2Arguments() {}

    static long length(GoldenValues.Streamed streamed) {
        return streamed.knownLength() ? streamed.bytes().length : -1;
    }

    static R2PutOptions putOptions(GoldenArguments options) {
        R2PutOptions put = R2PutOptions.NONE
                .withOnlyIf(conditional(options.get("onlyIf")))
                .withHttpMetadata(httpMetadata(options.get("httpMetadata")))
                .withCustomMetadata(customMetadata(options))
                .withStorageClass(storageClass(options))
                .withSsecKey(ssecKey(options));
        for (R2HashAlgorithm algorithm : R2HashAlgorithm.values()) {
            if (!options.has(algorithm.option())) {
                continue;
            }
            Object hash = options.required(algorithm.option());
            put = hash instanceof byte[] bytes
                    ? put.withChecksum(algorithm, bytes)
                    : put.withChecksum(algorithm, (String) hash);
        }
        return put;
    }

    static R2MultipartOptions multipartOptions(GoldenArguments options) {
        return new R2MultipartOptions(
                httpMetadata(options.get("httpMetadata")),
                customMetadata(options),
                storageClass(options),
                ssecKey(options));
    }

    static R2GetOptions getOptions(GoldenArguments options) {
        return new R2GetOptions(range(options), ssecKey(options));
    }

    private static R2Range range(GoldenArguments options) {
        if (options.get("range") instanceof GoldenValues.Headers headers) {
            return R2Range.fromHeader(header(headers).apply("Range"));
        }
        GoldenArguments range = options.object("range");
        return new R2Range(number(range, "offset"), number(range, "length"), number(range, "suffix"), false);
    }

    private static @Nullable Long number(GoldenArguments arguments, String name) {
        return arguments.get(name) instanceof Number number ? (Long) number.longValue() : null;
    }

    static R2ListOptions listOptions(GoldenArguments options) {
        R2ListOptions list = R2ListOptions.ALL
                .withCursor((String) options.get("cursor"))
                .withDelimiter((String) options.get("delimiter"))
                .withStartAfter((String) options.get("startAfter"));
        if (options.get("prefix") instanceof String prefix) {
            list = list.withPrefix(prefix);
        }
        if (options.get("limit") instanceof Number limit) {
            list = list.withLimit(limit.intValue());
        }
        return options.has("include") ? list.withInclude(included(options)) : list;
    }

    private static Include[] included(GoldenArguments options) {
        return options.list("include").stream()
                .map(part -> "httpMetadata".equals(part) ? Include.HTTP_METADATA : Include.CUSTOM_METADATA)
                .toArray(Include[]::new);
    }

    static R2Conditional conditional(@Nullable Object given) {
        if (given instanceof GoldenValues.Headers headers) {
            return R2Conditional.fromHeaders(header(headers));
        }
        if (!(given instanceof Map<?, ?> members)) {
            return R2Conditional.NONE;
        }
        R2Conditional condition = R2Conditional.NONE
                .withUploadedBefore((Instant) members.get("uploadedBefore"))
                .withUploadedAfter((Instant) members.get("uploadedAfter"))
                .withSecondsGranularity(Boolean.TRUE.equals(members.get("secondsGranularity")));
        if (members.get("etagMatches") instanceof String etag) {
            condition = condition.withEtagMatches(etag);
        }
        return members.get("etagDoesNotMatch") instanceof String etag
                ? condition.withEtagDoesNotMatch(etag)
                : condition;
    }

    private static Function<String, @Nullable String> header(GoldenValues.Headers headers) {
        return name -> headers.entries().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static R2HTTPMetadata httpMetadata(@Nullable Object given) {
        if (given instanceof GoldenValues.Headers headers) {
            return R2HTTPMetadata.fromHeaders(header(headers));
        }
        if (!(given instanceof Map<?, ?> members)) {
            return R2HTTPMetadata.NONE;
        }
        return R2HTTPMetadata.NONE
                .withContentType((String) members.get("contentType"))
                .withContentLanguage((String) members.get("contentLanguage"))
                .withContentDisposition((String) members.get("contentDisposition"))
                .withContentEncoding((String) members.get("contentEncoding"))
                .withCacheControl((String) members.get("cacheControl"))
                .withCacheExpiry((Instant) members.get("cacheExpiry"));
    }

    private static Map<String, String> customMetadata(GoldenArguments options) {
        Map<String, String> texts = new LinkedHashMap<>();
        options.object("customMetadata").members().forEach((name, text) -> texts.put(name, String.valueOf(text)));
        return texts;
    }

    private static R2StorageClass storageClass(GoldenArguments options) {
        return options.get("storageClass") instanceof String label ? R2StorageClass.of(label) : R2StorageClass.STANDARD;
    }

    private static @Nullable R2SsecKey ssecKey(GoldenArguments options) {
        Object key = options.get("ssecKey");
        if (key instanceof byte[] bytes) {
            return R2SsecKey.of(bytes);
        }
        return key instanceof String hex ? R2SsecKey.ofHex(hex) : null;
    }

    /** Shows an object; what a listing did not include was recorded as empty. */
    static Map<String, @Nullable Object> shown(R2Object object) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("$type", object instanceof R2ObjectBody ? "R2ObjectBody" : "R2Object");
        map.put("key", object.key());
        map.put("version", object.version());
        map.put("size", object.size());
        map.put("etag", object.etag());
        map.put("httpEtag", object.httpEtag());
        map.put("uploaded", object.uploaded());
        map.put("storageClass", object.storageClass().label());
        map.put("httpMetadata", httpMetadata(object.httpMetadata()));
        map.put("customMetadata", object.customMetadata() == null ? Map.of() : object.customMetadata());
        map.put("range", range(object.range()));
        Map<String, Object> hashes = new LinkedHashMap<>();
        object.checksums().hex().forEach((algorithm, hex) -> hashes.put(algorithm.option(), hex));
        map.put("checksums", hashes);
        return map;
    }

    private static Map<String, @Nullable Object> httpMetadata(@Nullable R2HTTPMetadata metadata) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (metadata != null) {
            map.put("contentType", metadata.contentType());
            map.put("contentLanguage", metadata.contentLanguage());
            map.put("contentDisposition", metadata.contentDisposition());
            map.put("contentEncoding", metadata.contentEncoding());
            map.put("cacheControl", metadata.cacheControl());
            map.put("cacheExpiry", metadata.cacheExpiry());
        }
        return map;
    }

    private static @Nullable Map<String, @Nullable Object> range(@Nullable R2Range range) {
        if (range == null) {
            return null;
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("offset", range.offset());
        map.put("length", range.length());
        return map;
    }
}
