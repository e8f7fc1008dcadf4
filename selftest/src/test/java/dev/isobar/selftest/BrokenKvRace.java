package dev.isobar.selftest;

import dev.isobar.spi.KvDriver;
import dev.isobar.spi.KvDriver.KvListed;
import dev.isobar.spi.KvDriver.KvListing;
import dev.isobar.spi.KvDriver.KvRecord;
import dev.isobar.spi.KvDriver.KvWanted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is done in two steps that must be one, and the rule that must notice. */
@SuppressWarnings("ImmutableEnumChecker") // The functions make a new driver each time and keep nothing.
enum BrokenKvRace {
    DELETES_BEFORE_IT_OVERWRITES("KV-CONS-07", good -> new KvOver(good) {
        @Override
        public void put(String key, KvRecord entry) throws Exception {
            good.delete(key);
            pause();
            good.put(key, entry);
        }
    }),
    TAKES_NAMES_OUT_WHILE_IT_OVERWRITES("KV-CONS-07", good -> new Indexed(good) {
        @Override
        public void put(String key, KvRecord entry) throws Exception {
            names.remove(key);
            good.put(key, entry);
            pause();
            names.add(key);
        }
    }),
    MISSES_IN_BULK_WHAT_IS_OVERWRITTEN("KV-CONS-07", good -> new KvOver(good) {
        private final Set<String> busy = ConcurrentHashMap.newKeySet();

        @Override
        public void put(String key, KvRecord entry) throws Exception {
            busy.add(key);
            good.put(key, entry);
            pause();
            busy.remove(key);
        }

        @Override
        public List<@Nullable KvRecord> getAll(List<String> keys, KvWanted wanted, long mostBytes) throws Exception {
            List<@Nullable KvRecord> found = super.getAll(keys, wanted, mostBytes);
            for (int i = 0; i < keys.size(); i++) {
                found.set(i, busy.contains(keys.get(i)) ? null : found.get(i));
            }
            return found;
        }
    }),
    LISTS_EXPIRATIONS_LATER("KV-CONS-07", good -> new KvOver(good) {
        @Override
        public KvListing list(String prefix, @Nullable String position, int limit) throws Exception {
            KvListing first = good.list(prefix, position, limit);
            pause();
            KvListing second = good.list(prefix, position, limit);
            List<KvListed> entries = new ArrayList<>();
            for (int i = 0; i < first.entries().size() && i < second.entries().size(); i++) {
                KvListed entry = first.entries().get(i);
                entries.add(new KvListed(
                        entry.key(), entry.metadata(), second.entries().get(i).expiration()));
            }
            return new KvListing(entries, first.next());
        }
    }),
    READS_METADATA_LATER_IN_BULK("KV-GWM-04", good -> new KvOver(good) {
        @Override
        public List<@Nullable KvRecord> getAll(List<String> keys, KvWanted wanted, long mostBytes) throws Exception {
            List<@Nullable KvRecord> values = super.getAll(keys, wanted, mostBytes);
            pause();
            List<@Nullable KvRecord> later = super.getAll(keys, wanted, mostBytes);
            for (int i = 0; i < values.size(); i++) {
                KvRecord value = values.get(i);
                KvRecord metadata = later.get(i);
                if (value != null && metadata != null) {
                    values.set(i, new KvRecord(value.value(), metadata.metadata(), null));
                }
            }
            return values;
        }
    }),
    LEAVES_VALUES_WITHOUT_NAMES("KV-CONS-07", good -> new Indexed(good) {
        @Override
        public void delete(String key) throws Exception {
            good.delete(key);
            pause();
            names.remove(key);
        }
    }),
    LOSES_NAMES_OF_CONCURRENT_WRITES("KV-CONS-07", good -> new KvOver(good) {
        private volatile Set<String> names = Set.of();

        @Override
        public void put(String key, KvRecord entry) throws Exception {
            good.put(key, entry);
            Set<String> changed = new HashSet<>(names);
            changed.add(key);
            pause();
            names = changed;
        }

        @Override
        public KvListing list(String prefix, @Nullable String position, int limit) throws Exception {
            return Indexed.only(names, good.list(prefix, position, limit));
        }
    });

    private final String rule;
    private final UnaryOperator<KvDriver> defect;

    BrokenKvRace(String rule, UnaryOperator<KvDriver> defect) {
        this.rule = rule;
        this.defect = defect;
    }

    String rule() {
        return rule;
    }

    KvDriver over(KvDriver good) {
        return defect.apply(good);
    }

    private static void pause() {
        LockSupport.parkNanos(200_000);
    }

    /** Lists the names of an index that it keeps apart. */
    private static class Indexed extends KvOver {
        final Set<String> names = ConcurrentHashMap.newKeySet();

        Indexed(KvDriver good) {
            super(good);
        }

        static KvListing only(Set<String> names, KvListing listing) {
            List<KvListed> entries = new ArrayList<>(listing.entries());
            entries.removeIf(entry -> !names.contains(entry.key()));
            return new KvListing(entries, listing.next());
        }

        @Override
        public void put(String key, KvRecord entry) throws Exception {
            names.add(key);
            good.put(key, entry);
        }

        @Override
        public void delete(String key) throws Exception {
            names.remove(key);
            good.delete(key);
        }

        @Override
        public KvListing list(String prefix, @Nullable String position, int limit) throws Exception {
            return only(names, good.list(prefix, position, limit));
        }
    }
}
