package dev.isobar.selftest;

import dev.isobar.spi.Capabilities;
import dev.isobar.spi.KvDriver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A KV driver with one defect, over a good one. */
final class BrokenKv implements KvDriver {
    /** What is wrong, and the rule that must notice. */
    enum Defect {
        FORGETS_METADATA("KV-META-01"),
        LISTS_BACKWARDS("KV-LIST-01");

        final String rule;

        Defect(String rule) {
            this.rule = rule;
        }
    }

    private final KvDriver good;
    private final Defect defect;

    BrokenKv(KvDriver good, Defect defect) {
        this.good = good;
        this.defect = defect;
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
        return good.getAll(keys);
    }

    @Override
    public void put(String key, KvRecord entry) {
        good.put(
                key, defect == Defect.FORGETS_METADATA ? new KvRecord(entry.value(), null, entry.expiration()) : entry);
    }

    @Override
    public void delete(String key) {
        good.delete(key);
    }

    @Override
    public KvListing list(String prefix, @Nullable String position, int limit) {
        KvListing listing = good.list(prefix, position, limit);
        if (defect == Defect.LISTS_BACKWARDS) {
            List<KvListed> entries = new ArrayList<>(listing.entries());
            java.util.Collections.reverse(entries);
            return new KvListing(entries, listing.next());
        }
        return listing;
    }
}
