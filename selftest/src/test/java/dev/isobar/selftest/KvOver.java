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
    public @Nullable KvRecord get(String key) throws Exception {
        return good.get(key);
    }

    @Override
    public List<@Nullable KvRecord> getAll(List<String> keys) throws Exception {
        List<@Nullable KvRecord> found = new ArrayList<>();
        for (String key : keys) {
            found.add(get(key));
        }
        return found;
    }

    @Override
    public void put(String key, KvRecord entry) throws Exception {
        good.put(key, entry);
    }

    @Override
    public void delete(String key) throws Exception {
        good.delete(key);
    }

    @Override
    public KvListing list(String prefix, @Nullable String position, int limit) throws Exception {
        return good.list(prefix, position, limit);
    }
}
