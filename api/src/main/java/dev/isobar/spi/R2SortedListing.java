package dev.isobar.spi;

import dev.isobar.spi.R2Driver.R2Listing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists a store that can seek in the order of its keys; a folded prefix costs one seek. */
public final class R2SortedListing {
    private R2SortedListing() {}

    /**
     * Makes a page.
     *
     * @param request what it holds
     * @param from gives the objects in ascending order of their keys' UTF-8 bytes, from a key on, that key included
     * @return the page
     */
    public static R2Listing page(R2ListRequest request, Function<String, Iterator<R2Meta>> from) {
        List<R2Meta> objects = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        Iterator<R2Meta> following = following(start(request), from);
        while (following.hasNext()) {
            R2Meta next = following.next();
            if (!next.key().startsWith(request.prefix())) {
                break;
            }
            if (objects.size() + prefixes.size() == request.limit()) {
                return new R2Listing(objects, prefixes, true);
            }
            String folded = request.fold(next.key());
            if (folded == null) {
                objects.add(next);
            } else {
                prefixes.add(folded);
                following = following(Utf8Order.afterAll(folded), from);
            }
        }
        return new R2Listing(objects, prefixes, false);
    }

    private static Iterator<R2Meta> following(@Nullable String start, Function<String, Iterator<R2Meta>> from) {
        return start == null ? Collections.emptyIterator() : from.apply(start);
    }

    private static @Nullable String start(R2ListRequest request) {
        if (request.after() == null) {
            return request.prefix();
        }
        String first = request.after().first();
        return first == null || Utf8Order.INSTANCE.compare(first, request.prefix()) > 0 ? first : request.prefix();
    }
}
