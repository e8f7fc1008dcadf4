package dev.isobar.internal.r2;

import dev.isobar.internal.Cursors;
import dev.isobar.r2.R2Limits;
import dev.isobar.r2.R2ListUploadsOptions;
import dev.isobar.r2.R2ListedUpload;
import dev.isobar.r2.R2UploadParts;
import dev.isobar.r2.R2Uploads;
import dev.isobar.spi.R2Driver.R2PartListing;
import dev.isobar.spi.R2Driver.R2UploadListing;
import dev.isobar.spi.R2Driver.UploadPosition;
import org.jspecify.annotations.Nullable;

/** The cursors and pages of listings of uploads and of their parts. */
final class R2UploadLists {
    private static final String INVALID_CURSOR = "Invalid cursor; pass the one from the previous page.";

    private final R2Checks checks;
    private final R2Limits limits;

    R2UploadLists(R2Checks checks, R2Limits limits) {
        this.checks = checks;
        this.limits = limits;
    }

    int limit(String operation, @Nullable Integer asked) {
        int limit = asked == null ? limits.listKeys() : asked;
        checks.checkPageSize(operation, limit);
        return limit;
    }

    String prefix(R2ListUploadsOptions options) {
        checks.checkText("listMultipartUploads", options.prefix());
        return options.prefix();
    }

    @Nullable
    UploadPosition position(R2ListUploadsOptions options) {
        return Cursors.<UploadPosition>read(
                options.cursor(),
                R2UploadLists::position,
                () -> checks.refused("listMultipartUploads", INVALID_CURSOR));
    }

    /** Reads the length of the id, the id, and the key. */
    private static UploadPosition position(String text) {
        int colon = text.indexOf(':');
        int length = Integer.parseInt(text.substring(0, Math.max(0, colon)));
        int start = colon + 1;
        if (length < 0 || length > text.length() - start) {
            throw new IllegalArgumentException("not a position");
        }
        int end = start + length;
        return new UploadPosition(text.substring(end), text.substring(start, end));
    }

    static R2Uploads page(R2UploadListing listing, @Nullable UploadPosition after) {
        if (!listing.truncated()) {
            return new R2Uploads(listing.uploads(), null);
        }
        R2ListedUpload last = listing.uploads().isEmpty()
                ? null
                : listing.uploads().get(listing.uploads().size() - 1);
        if (last == null || new UploadPosition(last.key(), last.uploadId()).equals(after)) {
            throw new IllegalStateException("the listing of uploads does not advance");
        }
        String id = last.uploadId();
        return new R2Uploads(listing.uploads(), Cursors.write(id.length() + ":" + id + last.key()));
    }

    int number(@Nullable String cursor) {
        Integer number =
                Cursors.<Integer>read(cursor, Integer::valueOf, () -> checks.refused("listParts", INVALID_CURSOR));
        return number == null ? 0 : number;
    }

    static R2UploadParts page(R2PartListing listing, int after) {
        if (!listing.truncated()) {
            return new R2UploadParts(listing.parts(), null);
        }
        int last = listing.parts().isEmpty()
                ? 0
                : listing.parts().get(listing.parts().size() - 1).partNumber();
        if (last <= after) {
            throw new IllegalStateException("the listing of parts does not advance");
        }
        return new R2UploadParts(listing.parts(), Cursors.write(Integer.toString(last)));
    }
}
