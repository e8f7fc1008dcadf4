package dev.isobar.internal.r2;

import dev.isobar.r2.R2Checksums;
import dev.isobar.r2.R2HTTPMetadata;
import dev.isobar.r2.R2ListOptions.Include;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2Range;
import dev.isobar.r2.R2StorageClass;
import dev.isobar.spi.R2Meta;
import dev.isobar.spi.R2Read.Span;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object as its metadata tells it. */
record R2StoredObject(
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

    /** As {@code put} and {@code complete} return it. */
    static R2StoredObject written(R2Meta meta) {
        return of(meta, null, EVERYTHING);
    }

    /** As {@code head} and {@code get} return it. */
    static R2StoredObject read(R2Meta meta, Span span) {
        return of(meta, R2Range.of(span.offset(), span.length()), EVERYTHING);
    }

    /** As {@code list} returns it. */
    static R2StoredObject listed(R2Meta meta, Set<Include> include) {
        return of(meta, null, include);
    }

    private static R2StoredObject of(R2Meta meta, @Nullable R2Range range, Set<Include> include) {
        return new R2StoredObject(
                meta.key(),
                meta.version(),
                meta.size(),
                meta.etag(),
                meta.checksums(),
                meta.uploaded(),
                include.contains(Include.HTTP_METADATA) ? meta.facts().httpMetadata() : null,
                include.contains(Include.CUSTOM_METADATA) ? meta.facts().customMetadata() : null,
                range,
                meta.facts().storageClass(),
                meta.facts().ssecKeyMd5());
    }

    @Override
    public String toString() {
        return "R2Object[" + key + ", version=" + version + ", " + size + " bytes, etag=" + etag + "]";
    }
}
