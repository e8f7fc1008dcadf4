package dev.isobar.backend.memory;

import dev.isobar.r2.R2Checksums;
import dev.isobar.r2.R2SsecKey;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.R2Assembly;
import dev.isobar.spi.R2Body;
import dev.isobar.spi.R2Driver;
import dev.isobar.spi.R2Facts;
import dev.isobar.spi.R2ListRequest;
import dev.isobar.spi.R2Meta;
import dev.isobar.spi.R2Precondition;
import dev.isobar.spi.R2Read;
import dev.isobar.spi.R2Read.Span;
import dev.isobar.spi.R2SortedListing;
import dev.isobar.spi.Utf8Order;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** One bucket: a map sorted by UTF-8 bytes whose values never change, and the open uploads. */
final class MemoryR2Driver implements R2Driver {
    private final InstantSource clock;
    private final ConcurrentSkipListMap<String, Stored> objects = new ConcurrentSkipListMap<>(Utf8Order.INSTANCE);
    private final Map<String, MemoryUpload> uploads = new ConcurrentHashMap<>();

    private record Stored(R2Meta meta, MemoryBytes bytes) {}

    /** What the bucket occupies. */
    record Occupied(int objects, int openUploads) {}

    MemoryR2Driver(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(
                Capability.CONTROLLED_CLOCK,
                Capability.R2_EMPTY_KEY,
                Capability.READ_YOUR_WRITES,
                Capability.R2_STORAGE_CLASS);
    }

    @Override
    public @Nullable R2Meta head(String key) {
        Stored found = objects.get(key);
        return found == null ? null : found.meta();
    }

    @Override
    public @Nullable R2Content get(String key, R2Read read) {
        Stored found = objects.get(key);
        if (found == null) {
            return null;
        }
        Span span = read.select(found.meta());
        return span == null
                ? new R2Content(found.meta(), new Span(0, found.meta().size()), null)
                : new R2Content(found.meta(), span, found.bytes().open(span.offset(), span.length()));
    }

    @Override
    public @Nullable R2Meta put(String key, R2Body body, R2Facts facts, R2Precondition onlyIf) throws IOException {
        MemoryBytes bytes = MemoryBytes.read(body.stream());
        R2Meta meta = R2Meta.stored(key, version(), clock.instant(), body, facts);
        Stored candidate = new Stored(meta, bytes);
        Stored now = objects.compute(
                key,
                (same, existing) -> onlyIf.holds(existing == null ? null : existing.meta()) ? candidate : existing);
        return now != null && now.meta().version().equals(meta.version()) ? meta : null;
    }

    @Override
    public void delete(List<String> keys) {
        keys.forEach(objects::remove);
    }

    @Override
    public R2Listing list(R2ListRequest request) {
        return R2SortedListing.page(request, from -> objects.tailMap(from, true).values().stream()
                .map(Stored::meta)
                .iterator());
    }

    @Override
    public String createUpload(String key, R2Facts facts, @Nullable R2SsecKey ssecKey) {
        String uploadId = version();
        uploads.put(uploadId, new MemoryUpload(key, facts));
        return uploadId;
    }

    @Override
    public @Nullable String uploadPart(String key, String uploadId, int partNumber, R2Body body) throws IOException {
        MemoryUpload upload = upload(key, uploadId);
        if (upload == null) {
            return null;
        }
        MemoryBytes bytes = MemoryBytes.read(body.stream());
        boolean added = upload.add(new R2Assembly.Part(partNumber, body.md5(), body.length()), bytes);
        return added ? body.md5() : null;
    }

    @Override
    public @Nullable R2Meta completeUpload(String key, String uploadId, R2Assembly assembly) {
        MemoryUpload upload = upload(key, uploadId);
        MemoryUpload.Chosen chosen = upload == null ? null : upload.finish(assembly);
        if (upload == null || chosen == null) {
            return null;
        }
        uploads.remove(uploadId);
        long size = chosen.parts().stream().mapToLong(R2Assembly.Part::size).sum();
        String etag = R2Assembly.etag(chosen.parts());
        R2Meta made = new R2Meta(key, version(), size, etag, R2Checksums.NONE, clock.instant(), upload.facts());
        objects.put(key, new Stored(made, chosen.bytes()));
        return made;
    }

    @Override
    public void abortUpload(String key, String uploadId) {
        MemoryUpload upload = upload(key, uploadId);
        if (upload != null) {
            uploads.remove(uploadId, upload);
            upload.abort();
        }
    }

    Occupied occupied() {
        return new Occupied(objects.size(), uploads.size());
    }

    private @Nullable MemoryUpload upload(String key, String uploadId) {
        MemoryUpload found = uploads.get(uploadId);
        return found != null && found.isFor(key) ? found : null;
    }

    private static String version() {
        return UUID.randomUUID().toString();
    }
}
