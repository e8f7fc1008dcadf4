package dev.isobar.backend.memory;

import dev.isobar.r2.R2ListedUpload;
import dev.isobar.spi.R2Driver.R2UploadListing;
import dev.isobar.spi.R2Driver.UploadPosition;
import dev.isobar.spi.Utf8Order;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The open uploads of a bucket in the order of their keys' UTF-8 bytes and their ids, and in the order in which they were
 * begun. Every call first ends some of those that were left open too long (R2-MPU-12).
 */
final class MemoryUploads {
    static final Duration LONGEST = Duration.ofDays(7);
    private static final int MOST_AT_ONCE = 100;
    private static final Comparator<UploadPosition> ORDER =
            Comparator.comparing(UploadPosition::key, Utf8Order.INSTANCE).thenComparing(UploadPosition::uploadId);

    private final InstantSource elapsed;
    private final ConcurrentSkipListMap<UploadPosition, MemoryUpload> uploads = new ConcurrentSkipListMap<>(ORDER);
    private final ConcurrentSkipListMap<Begun, UploadPosition> oldest = new ConcurrentSkipListMap<>();

    MemoryUploads(InstantSource elapsed) {
        this.elapsed = elapsed;
    }

    /** When an upload was begun, by the clock that measures its age. */
    private record Begun(Instant at, String uploadId) implements Comparable<Begun> {
        @Override
        public int compareTo(Begun other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : uploadId.compareTo(other.uploadId);
        }
    }

    @Nullable
    MemoryUpload get(String key, String uploadId) {
        endOverdue();
        MemoryUpload upload = uploads.get(new UploadPosition(key, uploadId));
        return upload == null || isOverdue(upload.begun(), elapsed.instant()) ? null : upload;
    }

    void add(String key, String uploadId, MemoryUpload upload) {
        endOverdue();
        UploadPosition position = new UploadPosition(key, uploadId);
        uploads.put(position, upload);
        oldest.put(new Begun(upload.begun(), uploadId), position);
    }

    /** When an upload that is begun now was begun. */
    Instant now() {
        return elapsed.instant();
    }

    @Nullable
    MemoryUpload remove(String key, String uploadId) {
        MemoryUpload upload = uploads.remove(new UploadPosition(key, uploadId));
        if (upload != null) {
            oldest.remove(new Begun(upload.begun(), uploadId));
        }
        return upload;
    }

    void abort(String key, String uploadId) {
        MemoryUpload upload = remove(key, uploadId);
        if (upload != null) {
            upload.abort();
        }
    }

    /** Aborts uploads that are overdue, so many that a call does not take long. */
    void endOverdue() {
        Instant now = elapsed.instant();
        int most = MOST_AT_ONCE;
        for (Map.Entry<Begun, UploadPosition> next = oldest.firstEntry();
                next != null && most > 0 && isOverdue(next.getKey().at(), now);
                next = oldest.firstEntry()) {
            abort(next.getValue().key(), next.getValue().uploadId());
            oldest.remove(next.getKey());
            most--;
        }
    }

    private static boolean isOverdue(Instant begun, Instant now) {
        return !now.isBefore(begun.plus(LONGEST));
    }

    int size() {
        return uploads.size();
    }

    R2UploadListing list(String prefix, @Nullable UploadPosition after, int limit) {
        endOverdue();
        Instant now = elapsed.instant();
        UploadPosition first = new UploadPosition(prefix, "");
        boolean inside = after != null && ORDER.compare(after, first) > 0;
        List<R2ListedUpload> page = new ArrayList<>();
        for (Map.Entry<UploadPosition, MemoryUpload> next :
                uploads.tailMap(inside ? after : first, !inside).entrySet()) {
            UploadPosition at = next.getKey();
            MemoryUpload upload = next.getValue();
            if (!at.key().startsWith(prefix)) {
                break;
            }
            if (isOverdue(upload.begun(), now)) {
                continue;
            }
            if (page.size() == limit) {
                return new R2UploadListing(page, true);
            }
            page.add(new R2ListedUpload(
                    at.key(), at.uploadId(), upload.initiated(), upload.facts().storageClass()));
        }
        return new R2UploadListing(page, false);
    }
}
