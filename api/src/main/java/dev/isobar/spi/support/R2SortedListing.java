package dev.isobar.spi.support;

import dev.isobar.spi.R2Driver.R2Listing;
import dev.isobar.spi.R2ListRequest;
import dev.isobar.spi.R2ListRequest.Position;
import dev.isobar.spi.R2Meta;
import dev.isobar.spi.Utf8Order;
import dev.isobar.spi.support.R2SortedStore.Chunk;
import dev.isobar.spi.support.R2SortedStore.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists a store that can seek in the order of its keys.
 *
 * <p>A page without a delimiter reads one key more than it holds. With a delimiter keys come in smaller chunks, and a
 * folded prefix costs at most one seek, however many keys it holds. Only the objects of the page are described.
 *
 * @since 0.1.0
 */
public final class R2SortedListing {
    /** The fewest keys of a chunk; inside a folded prefix all but the first are read for nothing. */
    private static final int FEWEST = 4;

    private static final int MOST = 1 << 20;

    private R2SortedListing() {}

    /**
     * Makes a page.
     *
     * @param <E> what reading a key gives at no further cost
     * @param request prefix, delimiter, start, size of the page
     * @param store the store
     * @return the page; where it is truncated, it has at least one entry
     * @throws IllegalStateException if the store returns keys out of order, or none where more are said to follow
     * @throws Exception if the store fails
     */
    public static <E> R2Listing page(R2ListRequest request, R2SortedStore<E> store) throws Exception {
        R2ListRequest rest = request;
        while (true) {
            Scan<E> scan = new Scan<>(rest);
            boolean truncated = scan.run(store);
            List<R2Meta> objects = described(scan.objects, rest, store);
            if (!truncated || !objects.isEmpty() || !scan.prefixes.isEmpty()) {
                return new R2Listing(objects, scan.prefixes, truncated);
            }
            // All objects of the page were deleted while it was read: the caller needs one to go on from.
            rest = startingAfter(scan.objects.get(scan.objects.size() - 1).key(), rest);
        }
    }

    private static R2ListRequest startingAfter(String key, R2ListRequest request) {
        return new R2ListRequest(
                request.prefix(), request.delimiter(), new Position(key, false), request.limit(), request.include());
    }

    private static <E> List<R2Meta> described(List<Entry<E>> entries, R2ListRequest request, R2SortedStore<E> store)
            throws Exception {
        if (entries.isEmpty()) {
            return List.of();
        }
        List<R2Meta> objects = new ArrayList<>(entries.size());
        for (R2Meta meta : store.describe(List.copyOf(entries), request.include())) {
            if (meta != null) {
                objects.add(meta);
            }
        }
        return objects;
    }

    /** One pass over the keys, up to the end of a page. */
    private static final class Scan<E> {
        private final R2ListRequest request;
        private final List<Entry<E>> objects = new ArrayList<>();
        private final List<String> prefixes = new ArrayList<>();
        private @Nullable String from;

        Scan(R2ListRequest request) {
            this.request = request;
            this.from = request.start();
        }

        /** Collects the page; returns whether anything follows it. */
        boolean run(R2SortedStore<E> store) throws Exception {
            int wanted = request.delimiter() == null ? MOST : 4 * FEWEST;
            while (from != null) {
                int room = request.limit() - found() + 1;
                Chunk<E> chunk = checked(store.chunk(from, Math.min(wanted, room)), from);
                boolean folded = false;
                for (Entry<E> entry : chunk.entries()) {
                    folded = from == null || Utf8Order.INSTANCE.compare(entry.key(), from) < 0;
                    if (!folded && !entry.key().startsWith(request.prefix())) {
                        return false;
                    }
                    if (!folded && found() == request.limit()) {
                        return true;
                    }
                    if (!folded) {
                        add(entry);
                    }
                }
                if (!chunk.more()) {
                    return false;
                }
                wanted = folded ? Math.max(FEWEST, wanted / 2) : Math.min(MOST, wanted * 2);
            }
            return false;
        }

        private int found() {
            return objects.size() + prefixes.size();
        }

        private void add(Entry<E> entry) {
            String prefix = request.fold(entry.key());
            if (prefix == null) {
                objects.add(entry);
                from = entry.key() + '\0';
            } else {
                prefixes.add(prefix);
                from = Utf8Order.afterAll(prefix);
            }
        }

        private static <E> Chunk<E> checked(Chunk<E> chunk, String from) {
            String last = null;
            for (Entry<E> entry : chunk.entries()) {
                boolean follows = last == null
                        ? Utf8Order.INSTANCE.compare(entry.key(), from) >= 0
                        : Utf8Order.INSTANCE.compare(entry.key(), last) > 0;
                if (!follows) {
                    throw new IllegalStateException("the store returned keys out of the order of their UTF-8 bytes");
                }
                last = entry.key();
            }
            if (last == null && chunk.more()) {
                throw new IllegalStateException("the store returned no keys but says that more follow");
            }
            return chunk;
        }
    }
}
