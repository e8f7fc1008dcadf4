package author.starter;

import dev.isobar.spi.Bound;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.KvDriver;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** KV in a sorted map. */
final class StarterKvDriver implements KvDriver {
    private static final Comparator<String> BY_BYTES =
            Comparator.comparing(key -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private final NavigableMap<String, KvRecord> records = new ConcurrentSkipListMap<>(BY_BYTES);
    private final InstantSource clock;
    private final StarterConfig config;

    StarterKvDriver(InstantSource clock, StarterConfig config) {
        this.clock = clock;
        this.config = config;
    }

    @Override
    public Capabilities capabilities() {
        Capabilities all = Capabilities.of(
                Capability.CONTROLLED_CLOCK, Capability.KV_CONSISTENT_METADATA, Capability.READ_YOUR_WRITES);
        return config.isNarrow() ? all.with(Bound.KV_VALUE_BYTES, config.largestValue()) : all;
    }

    @Override
    public @Nullable KvRecord get(String key, KvWanted wanted) {
        KvRecord found = records.get(key);
        return found == null || isOver(found)
                ? null
                : new KvRecord(found.value().clone(), found.metadata(), found.expiration());
    }

    @Override
    public void put(String key, KvRecord record) {
        records.values().removeIf(this::isOver);
        records.put(key, record);
    }

    @Override
    public void delete(String key) {
        records.remove(key);
    }

    @Override
    public KvListing list(String prefix, @Nullable String position, int limit) {
        List<KvListed> page = new ArrayList<>();
        boolean first = position == null || BY_BYTES.compare(position, prefix) < 0;
        for (var entry : records.tailMap(first ? prefix : position, first).entrySet()) {
            KvRecord record = entry.getValue();
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            if (!isOver(record) && page.size() == limit) {
                return new KvListing(page, page.get(limit - 1).key());
            }
            if (!isOver(record)) {
                page.add(new KvListed(entry.getKey(), record.metadata(), record.expiration()));
            }
        }
        return new KvListing(page, null);
    }

    private boolean isOver(KvRecord record) {
        return record.expiration() != null && !clock.instant().isBefore(record.expiration());
    }
}
