package dev.isobar.selftest;

import dev.isobar.spi.KvDriver;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A KV driver that ends entries itself, over one that does not know of it; subclasses break one thing. */
class EndingKv extends KvOver implements LongSupplier {
    final Map<String, Instant> ends = new ConcurrentHashMap<>();
    final InstantSource clock;

    EndingKv(KvDriver good, InstantSource clock) {
        super(good);
        this.clock = clock;
    }

    /** Whether an entry is over for get. */
    boolean isOver(String key, Instant now) {
        Instant end = ends.get(key);
        return end != null && !now.isBefore(end);
    }

    boolean isOverInBulk(String key, Instant now) {
        return isOver(key, now);
    }

    boolean isOverInListings(String key, Instant now) {
        return isOver(key, now);
    }

    @Override
    public @Nullable KvRecord get(String key, KvWanted wanted) throws Exception {
        return isOver(key, clock.instant()) ? null : good.get(key, wanted);
    }

    @Override
    public List<@Nullable KvRecord> getAll(List<String> keys, KvWanted wanted, long mostBytes) throws Exception {
        Instant now = clock.instant();
        List<@Nullable KvRecord> found = good.getAll(keys, wanted, mostBytes);
        for (int i = 0; i < found.size(); i++) {
            found.set(i, isOverInBulk(keys.get(i), now) ? null : found.get(i));
        }
        return found;
    }

    @Override
    public KvListing list(String prefix, @Nullable String position, int limit) throws Exception {
        Instant now = clock.instant();
        KvListing listing = good.list(prefix, position, limit);
        List<KvListed> entries = new ArrayList<>();
        for (KvListed entry : listing.entries()) {
            if (!isOverInListings(entry.key(), now)) {
                entries.add(new KvListed(entry.key(), entry.metadata(), ends.get(entry.key())));
            }
        }
        return new KvListing(entries, listing.next());
    }

    @Override
    public void put(String key, KvRecord entry) throws Exception {
        sweep(clock.instant());
        schedule(key, entry.expiration());
        good.put(key, new KvRecord(entry.value(), entry.metadata(), null));
    }

    /** Keeps when an entry ends. */
    void schedule(String key, @Nullable Instant end) {
        if (end == null) {
            ends.remove(key);
        } else {
            ends.put(key, end);
        }
    }

    @Override
    public void delete(String key) throws Exception {
        ends.remove(key);
        good.delete(key);
    }

    /** Removes what is over. */
    void sweep(Instant now) throws Exception {
        for (String key : ends.keySet()) {
            if (isDue(key, now)) {
                delete(key);
            }
        }
    }

    boolean isDue(String key, Instant now) {
        return isOver(key, now);
    }

    /** What is kept of ends. */
    @Override
    public long getAsLong() {
        return ends.size();
    }
}
