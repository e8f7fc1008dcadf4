package dev.isobar.tck;

import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2Conditional;
import dev.isobar.r2.R2ListOptions;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2ObjectBody;
import dev.isobar.r2.R2Objects;
import dev.isobar.r2.R2PutOptions;
import dev.isobar.r2.R2UploadedPart;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The operations of recorded R2 scenarios. */
final class R2Operations implements GoldenOperations {
    private final R2Bucket bucket;
    private final IdentityHashMap<Object, R2Object> objects = new IdentityHashMap<>();
    private final IdentityHashMap<Object, R2MultipartUpload> uploads = new IdentityHashMap<>();

    R2Operations(TckSubject<R2Bucket> subject, TestClock clock) {
        this.bucket = subject.binding();
    }

    /** 10001 is the simulator's internal error: the service, S3 and Isobar answer otherwise (R2-MPU-05, R2-MPU-10). */
    @Override
    public boolean settles(String code) {
        return !code.equals("10001");
    }

    /** The simulator's text of 10048 is not the service's (R2-ERR-04). */
    @Override
    public boolean comparesMessage(String code) {
        return !code.equals("10048");
    }

    @Override
    public @Nullable Object perform(String operation, GoldenArguments arguments) {
        switch (operation) {
            case "delete" -> delete(arguments);
            case "putMany" -> putMany(arguments);
            case "abortMultipartUpload" -> upload(arguments).abort();
            default -> {
                return answer(operation, arguments);
            }
        }
        return null;
    }

    private @Nullable Object answer(String operation, GoldenArguments arguments) {
        return switch (operation) {
            case "head" -> shown(bucket.head(arguments.text("key")));
            case "get" -> get(arguments);
            case "put" ->
                shown(put(
                        arguments.text("key"),
                        arguments.get("value"),
                        R2Arguments.putOptions(arguments.object("options"))));
            case "list" -> page(bucket.list(R2Arguments.listOptions(arguments.object("options"))));
            case "listKeys" -> keys(bucket.list(R2Arguments.listOptions(arguments.object("options"))));
            case "listAll" -> all(R2Arguments.listOptions(arguments.object("options")));
            case "createMultipartUpload" ->
                shown(bucket.createMultipartUpload(
                        arguments.text("key"), R2Arguments.multipartOptions(arguments.object("options"))));
            case "resumeMultipartUpload" ->
                shown(bucket.resumeMultipartUpload(arguments.text("key"), arguments.text("uploadId")));
            case "uploadPart" -> uploadPart(arguments);
            case "completeMultipartUpload" -> shown(upload(arguments).complete(parts(arguments)));
            case "writeHttpMetadata" -> headers(object(arguments));
            case "readBody" -> read((R2ObjectBody) object(arguments), arguments.text("as"));
            case "bodyUsed" -> ((R2ObjectBody) object(arguments)).bodyUsed();
            case "checksums" -> checksumBytes(object(arguments));
            default -> throw new IllegalArgumentException("unknown operation " + operation);
        };
    }

    private R2Object object(GoldenArguments arguments) {
        return Objects.requireNonNull(objects.get(arguments.required("object")));
    }

    private R2MultipartUpload upload(GoldenArguments arguments) {
        return Objects.requireNonNull(uploads.get(arguments.required("upload")));
    }

    private void delete(GoldenArguments arguments) {
        if (arguments.has("keys")) {
            bucket.delete(
                    arguments.list("keys").stream().map(String.class::cast).toList());
        } else {
            bucket.delete(arguments.text("key"));
        }
    }

    private void putMany(GoldenArguments arguments) {
        long from = arguments.number("from", 0);
        for (long i = from; i < from + arguments.number("count", 0); i++) {
            put(
                    (String) Objects.requireNonNull(GoldenValues.numbered(arguments.text("key"), (int) i)),
                    GoldenValues.numbered(arguments.required("value"), (int) i),
                    R2Arguments.putOptions(arguments.object("options")));
        }
    }

    private @Nullable R2Object put(String key, @Nullable Object value, R2PutOptions options) {
        if (value instanceof byte[] bytes) {
            return bucket.put(key, bytes, options);
        }
        if (value instanceof GoldenValues.Streamed streamed) {
            return bucket.put(key, streamed.open(), R2Arguments.length(streamed), options);
        }
        return bucket.put(key, value == null ? "" : (String) value, options);
    }

    private Map<String, @Nullable Object> uploadPart(GoldenArguments arguments) {
        int number = (int) arguments.number("partNumber", 0);
        Object value = arguments.required("value");
        R2UploadedPart part;
        if (value instanceof byte[] bytes) {
            part = upload(arguments).uploadPart(number, bytes);
        } else if (value instanceof GoldenValues.Streamed streamed) {
            part = upload(arguments).uploadPart(number, streamed.open(), R2Arguments.length(streamed));
        } else {
            part = upload(arguments).uploadPart(number, (String) value);
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("partNumber", part.partNumber());
        map.put("etag", part.etag());
        return map;
    }

    private static List<R2UploadedPart> parts(GoldenArguments arguments) {
        List<R2UploadedPart> parts = new ArrayList<>();
        for (Object item : arguments.list("parts")) {
            Map<?, ?> part = (Map<?, ?>) Objects.requireNonNull(item);
            int number = ((Number) Objects.requireNonNull(part.get("partNumber"))).intValue();
            parts.add(new R2UploadedPart(number, (String) Objects.requireNonNull(part.get("etag"))));
        }
        return parts;
    }

    private @Nullable Object get(GoldenArguments arguments) {
        GoldenArguments options = arguments.object("options");
        R2Conditional onlyIf = R2Arguments.conditional(options.get("onlyIf"));
        R2Object found = bucket.get(arguments.text("key"), onlyIf, R2Arguments.getOptions(options));
        Map<String, @Nullable Object> shown = shown(found);
        if (shown == null) {
            return null;
        }
        shown.put("hasBody", found instanceof R2ObjectBody);
        String read = arguments.has("read") ? arguments.text("read") : "bytes";
        if (found instanceof R2ObjectBody body && !read.equals("none")) {
            shown.put("body", outcome(body, read));
        }
        return shown;
    }

    private static @Nullable Object outcome(R2ObjectBody body, String as) {
        try {
            return read(body, as);
        } catch (RuntimeException failed) {
            return new GoldenOutcome.Failed(failed);
        }
    }

    private static @Nullable Object read(R2ObjectBody body, String as) {
        return switch (as) {
            case "text" -> body.text();
            case "json" -> body.json(Object.class);
            default -> body.bytes();
        };
    }

    private @Nullable Map<String, @Nullable Object> shown(@Nullable R2Object object) {
        if (object == null) {
            return null;
        }
        Map<String, @Nullable Object> map = R2Arguments.shown(object);
        objects.put(map, object);
        return map;
    }

    private Map<String, @Nullable Object> shown(R2MultipartUpload upload) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("$type", "R2MultipartUpload");
        map.put("key", upload.key());
        map.put("uploadId", upload.uploadId());
        uploads.put(map, upload);
        return map;
    }

    private static GoldenValues.Headers headers(R2Object object) {
        TreeMap<String, String> headers = new TreeMap<>();
        object.writeHttpMetadata(headers::put);
        return new GoldenValues.Headers(List.copyOf(headers.entrySet()));
    }

    private static Map<String, @Nullable Object> checksumBytes(R2Object object) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("md5", object.checksums().md5());
        map.put("sha1", object.checksums().sha1());
        map.put("sha256", object.checksums().sha256());
        map.put("sha384", object.checksums().sha384());
        map.put("sha512", object.checksums().sha512());
        return map;
    }

    private Map<String, @Nullable Object> page(R2Objects page) {
        List<@Nullable Object> found = new ArrayList<>();
        page.objects().forEach(object -> found.add(shown(object)));
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("objects", found);
        map.put("delimitedPrefixes", page.delimitedPrefixes());
        map.put("truncated", page.truncated());
        map.put("cursor", page.cursor());
        return map;
    }

    private static Map<String, @Nullable Object> keys(R2Objects page) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("keys", page.objects().stream().map(R2Object::key).toList());
        map.put("delimitedPrefixes", page.delimitedPrefixes());
        map.put("truncated", page.truncated());
        map.put("hasCursor", page.cursor() != null);
        return map;
    }

    private Map<String, @Nullable Object> all(R2ListOptions options) {
        List<Object> pages = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        R2Objects page;
        String cursor = options.cursor();
        do {
            page = bucket.list(options.withCursor(cursor));
            cursor = page.cursor();
            pages.add(Map.of(
                    "objects", page.objects().size(),
                    "delimitedPrefixes", page.delimitedPrefixes().size(),
                    "truncated", page.truncated()));
            page.objects().forEach(object -> keys.add(object.key()));
            prefixes.addAll(page.delimitedPrefixes());
        } while (page.truncated() && pages.size() < 1_000);
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("pages", pages);
        map.put("total", keys.size());
        map.put(
                "sha256OfKeysJoinedByNewline",
                GoldenOutcome.sha256(String.join("\n", keys).getBytes(StandardCharsets.UTF_8)));
        map.put("keys", keys.size() <= 30 ? keys : null);
        map.put("delimitedPrefixes", prefixes);
        return map;
    }
}
