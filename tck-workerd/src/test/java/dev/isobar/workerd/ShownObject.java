package dev.isobar.workerd;

import dev.isobar.r2.R2Checksums;
import dev.isobar.r2.R2HTTPMetadata;
import dev.isobar.r2.R2HashAlgorithm;
import dev.isobar.r2.R2ListOptions.Include;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2Range;
import dev.isobar.r2.R2StorageClass;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object as its members in JavaScript tell it. */
record ShownObject(
        String key,
        String version,
        long size,
        String etag,
        R2Checksums checksums,
        Instant uploaded,
        @Nullable R2HTTPMetadata httpMetadata,
        @Nullable Map<String, String> customMetadata,
        @Nullable R2Range range,
        R2StorageClass storageClass,
        @Nullable String ssecKeyMd5)
        implements R2Object {
    private static final Set<Include> EVERYTHING = Set.of(Include.values());

    static ShownObject of(Map<String, @Nullable Object> members) {
        return of(members, EVERYTHING);
    }

    static ShownObject of(Map<String, @Nullable Object> members, Set<Include> included) {
        return new ShownObject(
                text(members, "key"),
                text(members, "version"),
                ((Number) Objects.requireNonNull(members.get("size"))).longValue(),
                text(members, "etag"),
                checksums(R2Calls.members(members.get("checksums"))),
                (Instant) Objects.requireNonNull(members.get("uploaded")),
                members.get("httpMetadata") == null || !included.contains(Include.HTTP_METADATA)
                        ? null
                        : R2Calls.headers(R2Calls.members(members.get("httpMetadata"))),
                members.get("customMetadata") == null || !included.contains(Include.CUSTOM_METADATA)
                        ? null
                        : texts(R2Calls.members(members.get("customMetadata"))),
                members.get("range") == null ? null : range(R2Calls.members(members.get("range"))),
                storageClass(text(members, "storageClass")),
                (String) members.get("ssecKeyMd5"));
    }

    /** The simulator keeps no class and shows an empty one. */
    private static R2StorageClass storageClass(String label) {
        return label.isEmpty() ? R2StorageClass.STANDARD : R2StorageClass.of(label);
    }

    private static String text(Map<String, @Nullable Object> members, String name) {
        return (String) Objects.requireNonNull(members.get(name));
    }

    private static R2Checksums checksums(Map<String, @Nullable Object> members) {
        Map<R2HashAlgorithm, String> hex = new EnumMap<>(R2HashAlgorithm.class);
        for (R2HashAlgorithm algorithm : R2HashAlgorithm.values()) {
            if (members.get(algorithm.option()) instanceof String digest) {
                hex.put(algorithm, digest);
            }
        }
        return new R2Checksums(hex);
    }

    private static Map<String, String> texts(Map<String, @Nullable Object> members) {
        Map<String, String> texts = new LinkedHashMap<>();
        members.forEach((name, text) -> texts.put(name, (String) Objects.requireNonNull(text)));
        return texts;
    }

    private static R2Range range(Map<String, @Nullable Object> members) {
        return new R2Range((Long) members.get("offset"), (Long) members.get("length"), null, false);
    }
}
