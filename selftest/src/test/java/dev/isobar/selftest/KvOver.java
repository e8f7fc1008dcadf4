package dev.isobar.selftest;

import dev.isobar.spi.Capabilities;
import dev.isobar.spi.KvDriver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A KV driver over a good one; subclasses break one thing. */
class KvOver implements KvDriver {
    final KvDriver good;

    KvOver(KvDriver good) {
        this.good = good;
    }

    @Override
    public Capabilities capabilities() {
        return good.capabilities();
    }

    @Override
    public @Nullable KvRecord get(String key) {
        return good.get(key);
    }

    @Override
    public List<@Nullable KvRecord> getAll(List<String> keys) {
        List<@Nullable KvRecord> found = new ArrayList<>();
        keys.forEach(key -> found.add(get(key)));
        return found;
    }

    @Override
    public void put(String key, KvRecord entry) {
        good.put(key, entry);
    }

    @Override
    public void delete(String key) {
        good.delete(key);
    }

    @Override
    public KvListing list(String prefix, @Nullable String position, int limit) {
        return good.list(prefix, position, limit);
    }
}
