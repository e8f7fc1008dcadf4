package dev.isobar.backend.memory;

import dev.isobar.r2.R2ListedUpload;
import dev.isobar.spi.R2Driver.R2UploadListing;
import dev.isobar.spi.R2Driver.UploadPosition;
import dev.isobar.spi.Utf8Order;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The open uploads of a bucket in the order of their keys' UTF-8 bytes and their ids. */
final class MemoryUploads {
    private static final Comparator<UploadPosition> ORDER =
            Comparator.comparing(UploadPosition::key, Utf8Order.INSTANCE).thenComparing(UploadPosition::uploadId);

    private final ConcurrentSkipListMap<UploadPosition, MemoryUpload> uploads = new ConcurrentSkipListMap<>(ORDER);

    @Nullable
    MemoryUpload get(String key, String uploadId) {
        return uploads.get(new UploadPosition(key, uploadId));
    }

    void add(String key, String uploadId, MemoryUpload upload) {
        uploads.put(new UploadPosition(key, uploadId), upload);
    }

    void remove(String key, String uploadId) {
        uploads.remove(new UploadPosition(key, uploadId));
    }

    int size() {
        return uploads.size();
    }

    R2UploadListing list(String prefix, @Nullable UploadPosition after, int limit) {
        UploadPosition first = new UploadPosition(prefix, "");
        boolean inside = after != null && ORDER.compare(after, first) > 0;
        List<R2ListedUpload> page = new ArrayList<>();
        for (Map.Entry<UploadPosition, MemoryUpload> next :
                uploads.tailMap(inside ? after : first, !inside).entrySet()) {
            UploadPosition at = next.getKey();
            if (!at.key().startsWith(prefix)) {
                break;
            }
            if (page.size() == limit) {
                return new R2UploadListing(page, true);
            }
            page.add(new R2ListedUpload(
                    at.key(),
                    at.uploadId(),
                    next.getValue().initiated(),
                    next.getValue().facts().storageClass()));
        }
        return new R2UploadListing(page, false);
    }
}
