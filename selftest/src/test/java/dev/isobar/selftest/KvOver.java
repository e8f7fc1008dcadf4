package dev.isobar.selftest;

import dev.isobar.spi.Capabilities;
import dev.isobar.spi.KvDriver;
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
    public @Nullable KvRecord get(String key, KvWanted wanted) throws Exception {
        return good.get(key, wanted);
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
