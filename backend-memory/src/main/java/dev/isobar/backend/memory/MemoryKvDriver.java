package dev.isobar.backend.memory;

import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.KvDriver;
import dev.isobar.spi.TooManyBytesException;
import dev.isobar.spi.Utf8Order;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One namespace: entries sorted by the bytes of their keys, and those that expire sorted by their expiration. Nothing is
 * locked; every call first drops some of what has expired, so many that no call takes long, and sees nothing of the rest.
 */
final class MemoryKvDriver implements KvDriver {
    private static final int MOST_AT_ONCE = 1_000;

    private final InstantSource clock;
    private final AtomicLong writes = new AtomicLong();
    private final ConcurrentSkipListMap<String, Entry> entries;
    private final ConcurrentSkipListMap<Deadline, Entry> ending = new ConcurrentSkipListMap<>();

    MemoryKvDriver(InstantSource clock) {
        this(clock, Utf8Order.INSTANCE);
    }

    /** Takes the order from a test that counts what a call compares. */
    MemoryKvDriver(InstantSource clock, Comparator<String> order) {
        this.clock = clock;
        this.entries = new ConcurrentSkipListMap<>(order);
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(
                Capability.CONTROLLED_CLOCK, Capability.KV_CONSISTENT_METADATA, Capability.READ_YOUR_WRITES);
    }

    @Override
    public @Nullable KvRecord get(String key, KvWanted wanted) {
        return copy(stored(key, dropEnded()));
    }

    @Override
    public List<@Nullable KvRecord> getAll(List<String> keys, KvWanted wanted, long mostBytes) {
        Instant now = dropEnded();
        List<@Nullable KvRecord> found = new ArrayList<>(keys.size());
        long bytes = 0;
        for (String key : keys) {
            KvRecord stored = stored(key, now);
            bytes += stored == null ? 0 : stored.value().length;
            if (bytes > mostBytes) {
                throw new TooManyBytesException(mostBytes);
            }
            found.add(stored);
        }
        found.replaceAll(MemoryKvDriver::copy);
        return found;
    }

    private @Nullable KvRecord stored(String key, Instant now) {
        Entry entry = entries.get(key);
        return entry == null || entry.isOver(now) ? null : entry.record;
    }

    private static @Nullable KvRecord copy(@Nullable KvRecord stored) {
        return stored == null ? null : new KvRecord(stored.value().clone(), stored.metadata(), stored.expiration());
    }

    @Override
    public void put(String key, KvRecord record) {
        dropEnded();
        Deadline deadline =
                record.expiration() == null ? null : new Deadline(record.expiration(), writes.incrementAndGet());
        Entry entry = new Entry(key, record, deadline);
        // The deadline first: whoever replaces the entry finds it and can take it away.
        if (deadline != null) {
            ending.put(deadline, entry);
        }
        forget(entries.put(key, entry));
        // Another thread may have processed the deadline before the entry was there.
        if (deadline != null && !ending.containsKey(deadline)) {
            entries.remove(key, entry);
        }
    }

    @Override
    public void delete(String key) {
        dropEnded();
        forget(entries.remove(key));
    }

    @Override
    public KvListing list(String prefix, @Nullable String position, int limit) {
        Instant now = dropEnded();
        List<KvListed> page = new ArrayList<>();
        for (Entry entry : from(prefix, position).values()) {
            if (!entry.key.startsWith(prefix)) {
                break;
            }
            if (!entry.isOver(now)) {
                if (page.size() == limit) {
                    return new KvListing(page, page.get(limit - 1).key());
                }
                page.add(new KvListed(entry.key, entry.record.metadata(), entry.record.expiration()));
            } else {
                drop(entry);
            }
        }
        return new KvListing(page, null);
    }

    private NavigableMap<String, Entry> from(String prefix, @Nullable String position) {
        return position == null || Utf8Order.INSTANCE.compare(position, prefix) < 0
                ? entries.tailMap(prefix, true)
                : entries.tailMap(position, false);
    }

    private Instant dropEnded() {
        Instant now = clock.instant();
        int most = MOST_AT_ONCE;
        for (Entry entry : ending.values()) {
            if (most == 0 || !entry.isOver(now)) {
                break;
            }
            drop(entry);
            most--;
        }
        return now;
    }

    private void drop(Entry entry) {
        entries.remove(entry.key, entry);
        forget(entry);
    }

    private void forget(@Nullable Entry replaced) {
        if (replaced != null && replaced.deadline != null) {
            ending.remove(replaced.deadline);
        }
    }

    /** How many entries take up memory, and how many deadlines. */
    Occupied occupied() {
        return new Occupied(entries.size(), ending.size());
    }

    record Occupied(int entries, int deadlines) {}

    /** What one write has stored. Equal to itself only, so that a late removal never meets a newer write. */
    private static final class Entry {
        final String key;
        final KvRecord record;
        final @Nullable Deadline deadline;

        Entry(String key, KvRecord record, @Nullable Deadline deadline) {
            this.key = key;
            this.record = record;
            this.deadline = deadline;
        }

        boolean isOver(Instant now) {
            return deadline != null && !now.isBefore(deadline.end());
        }
    }

    /** The end of one write; the number keeps writes apart that end at the same time. */
    private record Deadline(Instant end, long write) implements Comparable<Deadline> {
        @Override
        public int compareTo(Deadline other) {
            int byEnd = end.compareTo(other.end);
            return byEnd != 0 ? byEnd : Long.compare(write, other.write);
        }
    }
}
