package dev.isobar.backend.memory;

import dev.isobar.r2.R2ListOptions.Include;
import dev.isobar.spi.R2Meta;
import dev.isobar.spi.Utf8Order;
import dev.isobar.spi.support.R2SortedStore;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The objects of a bucket in the order of their keys' UTF-8 bytes; an object never changes, it is replaced. */
final class MemoryObjects implements R2SortedStore<MemoryObjects.Stored> {
    private final ConcurrentSkipListMap<String, Stored> objects = new ConcurrentSkipListMap<>(Utf8Order.INSTANCE);

    record Stored(R2Meta meta, MemoryBytes bytes) {}

    @Nullable
    Stored get(String key) {
        return objects.get(key);
    }

    void put(String key, Stored object) {
        objects.put(key, object);
    }

    void remove(String key) {
        objects.remove(key);
    }

    int size() {
        return objects.size();
    }

    /** What a key is to hold, decided by what it holds now. */
    interface Change {
        @Nullable
        Stored of(@Nullable Stored existing);
    }

    /** Decides and replaces in one atomic step; returns what the key holds then. */
    @Nullable
    Stored change(String key, Change change) {
        return objects.compute(key, (same, existing) -> change.of(existing));
    }

    @Override
    public Chunk<Stored> chunk(String from, int atMost) {
        List<Entry<Stored>> entries = new ArrayList<>();
        Iterator<Map.Entry<String, Stored>> following =
                objects.tailMap(from, true).entrySet().iterator();
        while (following.hasNext() && entries.size() < atMost) {
            Map.Entry<String, Stored> next = following.next();
            entries.add(new Entry<>(next.getKey(), next.getValue()));
        }
        return new Chunk<>(entries, following.hasNext());
    }

    @Override
    public List<@Nullable R2Meta> describe(List<Entry<Stored>> entries, Set<Include> include) {
        List<@Nullable R2Meta> described = new ArrayList<>(entries.size());
        entries.forEach(entry -> described.add(entry.data().meta()));
        return described;
    }
}
