package dev.isobar.backend.memory;

import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.KvDriver;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/** One namespace: a map sorted by UTF-8 bytes, and a set of deadlines that writes and reads work off. */
final class MemoryKvDriver implements KvDriver {
    private final InstantSource clock;
    private final ConcurrentSkipListMap<String, KvRecord> entries = new ConcurrentSkipListMap<>(Utf8Order.INSTANCE);
    private final ConcurrentSkipListSet<Deadline> deadlines = new ConcurrentSkipListSet<>();

    MemoryKvDriver(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(Capability.CONTROLLED_CLOCK, Capability.READ_YOUR_WRITES);
    }

    @Override
    public @Nullable KvRecord get(String key) {
        KvRecord found = entries.get(key);
        if (found == null || expired(found.expiration())) {
            return null;
        }
        return new KvRecord(found.value().clone(), found.metadata(), found.expiration());
    }

    @Override
    public List<@Nullable KvRecord> getAll(List<String> keys) {
        List<@Nullable KvRecord> found = new ArrayList<>(keys.size());
        keys.forEach(key -> found.add(get(key)));
        return found;
    }

    @Override
    public void put(String key, KvRecord entry) {
        sweep();
        entries.put(key, entry);
        if (entry.expiration() != null) {
            deadlines.add(new Deadline(entry.expiration(), key));
        }
    }

    @Override
    public void delete(List<String> keys) {
        sweep();
        keys.forEach(entries::remove);
    }

    @Override
    public KvListing list(String prefix, @Nullable String position, int limit) {
        sweep();
        boolean first = position == null || Utf8Order.INSTANCE.compare(position, prefix) < 0;
        List<KvListed> page = new ArrayList<>();
        for (Map.Entry<String, KvRecord> entry : entries.tailMap(first || position == null ? prefix : position, first)
                .entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            KvRecord found = entry.getValue();
            if (expired(found.expiration())) {
                continue;
            }
            if (page.size() == limit) {
                return new KvListing(page, page.get(limit - 1).key());
            }
            page.add(new KvListed(entry.getKey(), found.metadata(), found.expiration()));
        }
        return new KvListing(page, null);
    }

    private boolean expired(@Nullable Instant expiration) {
        return expiration != null && !clock.instant().isBefore(expiration);
    }

    private void sweep() {
        Deadline due;
        while ((due = next()) != null) {
            if (deadlines.remove(due)) {
                entries.computeIfPresent(due.key(), (key, entry) -> expired(entry.expiration()) ? null : entry);
            }
        }
    }

    private @Nullable Deadline next() {
        if (deadlines.isEmpty()) {
            return null;
        }
        Deadline first = deadlines.first();
        return expired(first.at()) ? first : null;
    }

    private record Deadline(Instant at, String key) implements Comparable<Deadline> {
        @Override
        public int compareTo(Deadline other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : key.compareTo(other.key);
        }
    }
}
