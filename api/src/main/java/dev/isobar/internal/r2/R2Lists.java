package dev.isobar.internal.r2;

import dev.isobar.internal.Cursors;
import dev.isobar.r2.R2Limits;
import dev.isobar.r2.R2ListOptions;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2Objects;
import dev.isobar.spi.Capability;
import dev.isobar.spi.R2Driver.R2Listing;
import dev.isobar.spi.R2ListRequest;
import dev.isobar.spi.R2ListRequest.Position;
import dev.isobar.spi.Utf8Order;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the request to a driver from the options of a listing, and the page from its answer. */
final class R2Lists {
    private static final char KEY = 'k';
    private static final char FOLDED = 'p';

    private final R2Checks checks;
    private final R2Limits limits;

    R2Lists(R2Checks checks, R2Limits limits) {
        this.checks = checks;
        this.limits = limits;
    }

    R2ListRequest request(R2ListOptions options) {
        Integer asked = options.limit();
        int limit = asked == null || asked < 0 ? limits.listKeys() : asked;
        checks.checkPageSize("list", limit);
        if (!options.include().isEmpty()) {
            checks.require(Capability.R2_LIST_METADATA, "list");
        }
        String delimiter = options.delimiter() == null || options.delimiter().isEmpty() ? null : options.delimiter();
        checks.checkText("list", options.prefix());
        checks.checkText("list", delimiter);
        checks.checkText("list", options.startAfter());
        Position after = later(position(options.cursor()), options.startAfter());
        return new R2ListRequest(options.prefix(), delimiter, after, limit, options.include());
    }

    private static @Nullable Position later(@Nullable Position cursor, @Nullable String startAfter) {
        if (startAfter == null) {
            return cursor;
        }
        Position start = new Position(startAfter, false);
        if (cursor == null) {
            return start;
        }
        String first = cursor.first();
        return first == null || Utf8Order.INSTANCE.compare(first, startAfter) > 0 ? cursor : start;
    }

    private @Nullable Position position(@Nullable String cursor) {
        return Cursors.<Position>read(
                cursor,
                R2Lists::parsed,
                () -> checks.refused("list", "Invalid cursor; pass the one from the previous page."));
    }

    private static Position parsed(String text) {
        if (text.isEmpty() || (text.charAt(0) != KEY && text.charAt(0) != FOLDED)) {
            throw new IllegalArgumentException("not a position");
        }
        return new Position(text.substring(1), text.charAt(0) == FOLDED);
    }

    static R2Objects page(R2Listing listing, R2ListRequest request) {
        List<R2Object> objects = new ArrayList<>(listing.objects().size());
        listing.objects().forEach(meta -> objects.add(R2StoredObject.listed(meta, request.include())));
        return new R2Objects(objects, listing.prefixes(), listing.truncated() ? cursor(listing, request) : null);
    }

    /** Makes the cursor of the last entry; a page that does not advance would be asked for again and again. */
    private static @Nullable String cursor(R2Listing listing, R2ListRequest request) {
        String key = listing.objects().isEmpty()
                ? null
                : listing.objects().get(listing.objects().size() - 1).key();
        String folded = listing.prefixes().isEmpty()
                ? null
                : listing.prefixes().get(listing.prefixes().size() - 1);
        boolean keyIsLast = key != null && (folded == null || Utf8Order.INSTANCE.compare(key, folded) > 0);
        String last = keyIsLast ? key : folded;
        if (last == null || !isBehind(last, keyIsLast, request.start())) {
            throw new IllegalStateException("the listing does not advance: its last entry is not behind its start");
        }
        return Cursors.write((keyIsLast ? KEY : FOLDED) + last);
    }

    /** A listing may start inside a folded prefix, which itself comes before the start. */
    private static boolean isBehind(String last, boolean key, @Nullable String start) {
        return start != null && (Utf8Order.INSTANCE.compare(last, start) >= 0 || (!key && start.startsWith(last)));
    }
}
