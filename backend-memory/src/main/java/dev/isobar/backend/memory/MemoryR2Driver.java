package dev.isobar.backend.memory;

import dev.isobar.backend.memory.MemoryObjects.Stored;
import dev.isobar.r2.R2Checksums;
import dev.isobar.r2.R2ListedPart;
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
import dev.isobar.spi.support.R2SortedListing;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One bucket: its objects and its open uploads. */
final class MemoryR2Driver implements R2Driver {
    private final InstantSource clock;
    private final MemoryObjects objects = new MemoryObjects();
    private final MemoryUploads uploads;

    /** What the bucket occupies. */
    record Occupied(int objects, int openUploads) {}

    /** Takes the time of timestamps, and the clock to measure the age of uploads with. */
    MemoryR2Driver(InstantSource clock, InstantSource elapsed) {
        this.clock = clock;
        this.uploads = new MemoryUploads(elapsed);
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(
                Capability.CONTROLLED_CLOCK,
                Capability.READ_YOUR_WRITES,
                Capability.R2_DATE_CONDITIONS_ON_PUT,
                Capability.R2_EMPTY_KEY,
                Capability.R2_EQUAL_PART_SIZES,
                Capability.R2_LIST_CHECKSUMS,
                Capability.R2_LIST_METADATA,
                Capability.R2_LIST_UPLOADS,
                Capability.R2_LIST_VERSION,
                Capability.R2_MILLISECOND_TIMES,
                Capability.R2_STABLE_BODIES,
                Capability.R2_STORAGE_CLASS);
    }

    @Override
    public @Nullable R2Meta head(String key) {
        uploads.endOverdue();
        Stored found = objects.get(key);
        return found == null ? null : found.meta();
    }

    @Override
    public @Nullable R2Content get(String key, R2Read read) {
        uploads.endOverdue();
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
        uploads.endOverdue();
        MemoryBytes bytes = MemoryBytes.read(body.stream());
        R2Meta meta = R2Meta.stored(key, version(), clock.instant(), body, facts);
        Stored candidate = new Stored(meta, bytes);
        Stored now = objects.change(
                key, existing -> onlyIf.holds(existing == null ? null : existing.meta()) ? candidate : existing);
        return now != null && now.meta().version().equals(meta.version()) ? meta : null;
    }

    @Override
    public void delete(List<String> keys) {
        uploads.endOverdue();
        keys.forEach(objects::remove);
    }

    @Override
    public R2Listing list(R2ListRequest request) throws Exception {
        uploads.endOverdue();
        return R2SortedListing.page(request, objects);
    }

    @Override
    public String createUpload(String key, R2Facts facts, @Nullable R2SsecKey ssecKey) {
        String uploadId = version();
        uploads.add(key, uploadId, new MemoryUpload(facts, clock.instant(), uploads.now()));
        return uploadId;
    }

    @Override
    public @Nullable String uploadPart(String key, String uploadId, int partNumber, R2Body body) throws IOException {
        MemoryUpload upload = uploads.get(key, uploadId);
        if (upload == null) {
            return null;
        }
        MemoryBytes bytes = MemoryBytes.read(body.stream());
        R2ListedPart part = new R2ListedPart(partNumber, body.md5(), body.length(), clock.instant());
        return upload.add(part, bytes) ? part.etag() : null;
    }

    @Override
    public @Nullable R2Meta completeUpload(String key, String uploadId, R2Assembly assembly) {
        MemoryUpload upload = uploads.get(key, uploadId);
        MemoryUpload.Chosen chosen = upload == null ? null : upload.finish(assembly);
        if (upload == null || chosen == null) {
            return null;
        }
        uploads.remove(key, uploadId);
        long size = chosen.parts().stream().mapToLong(R2Assembly.Part::size).sum();
        String etag = R2Assembly.etag(
                chosen.parts().stream().map(R2Assembly.Part::etag).toList());
        R2Meta made = new R2Meta(key, version(), size, etag, R2Checksums.NONE, clock.instant(), upload.facts());
        objects.put(key, new Stored(made, chosen.bytes()));
        return made;
    }

    @Override
    public void abortUpload(String key, String uploadId) {
        uploads.endOverdue();
        uploads.abort(key, uploadId);
    }

    @Override
    public R2UploadListing listUploads(String prefix, @Nullable UploadPosition after, int limit) {
        return uploads.list(prefix, after, limit);
    }

    @Override
    public @Nullable R2PartListing listParts(String key, String uploadId, int after, int limit) {
        MemoryUpload upload = uploads.get(key, uploadId);
        return upload == null ? null : upload.list(after, limit);
    }

    Occupied occupied() {
        return new Occupied(objects.size(), uploads.size());
    }

    private static String version() {
        return UUID.randomUUID().toString();
    }
}
