package dev.isobar.selftest;

import dev.isobar.spi.KvDriver;
import dev.isobar.spi.KvDriver.KvListed;
import dev.isobar.spi.KvDriver.KvListing;
import dev.isobar.spi.KvDriver.KvRecord;
import dev.isobar.spi.KvDriver.KvWanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What an environment must not keep to itself: each has a driver of its own with the defect, over one store. */
@SuppressWarnings("ImmutableEnumChecker") // The functions make a new driver each time and keep nothing.
enum BrokenKvSecond {
    CACHES_VALUES((good, shared) -> new KvOver(good) {
        private final Map<String, KvRecord> cache = new ConcurrentHashMap<>();

        @Override
        public @Nullable KvRecord get(String key, KvWanted wanted) throws Exception {
            KvRecord cached = cache.get(key);
            KvRecord found = cached != null ? cached : good.get(key, KvWanted.VALUE_AND_METADATA);
            if (found == null) {
                return null;
            }
            cache.put(key, found);
            return new KvRecord(found.value().clone(), found.metadata(), found.expiration());
        }

        @Override
        public void put(String key, KvRecord entry) throws Exception {
            cache.remove(key);
            good.put(key, entry);
        }

        @Override
        public void delete(String key) throws Exception {
            cache.remove(key);
            good.delete(key);
        }
    }),
    CACHES_MISSES((good, shared) -> new KvOver(good) {
        private final Set<String> missed = ConcurrentHashMap.newKeySet();

        @Override
        public @Nullable KvRecord get(String key, KvWanted wanted) throws Exception {
            KvRecord found = missed.contains(key) ? null : good.get(key, wanted);
            if (found == null) {
                missed.add(key);
            }
            return found;
        }

        @Override
        public void put(String key, KvRecord entry) throws Exception {
            missed.remove(key);
            good.put(key, entry);
        }
    }),
    CACHES_BULK_READS((good, shared) -> new KvOver(good) {
        private final Map<String, KvRecord> cache = new ConcurrentHashMap<>();

        @Override
        public List<@Nullable KvRecord> getAll(List<String> keys, KvWanted wanted, long mostBytes) throws Exception {
            List<@Nullable KvRecord> found = super.getAll(keys, wanted, mostBytes);
            for (int i = 0; i < found.size(); i++) {
                KvRecord entry = found.get(i);
                KvRecord before = entry == null ? cache.get(keys.get(i)) : cache.putIfAbsent(keys.get(i), entry);
                found.set(i, before == null ? entry : before);
            }
            return found;
        }

        @Override
        public void put(String key, KvRecord entry) throws Exception {
            cache.remove(key);
            good.put(key, entry);
        }

        @Override
        public void delete(String key) throws Exception {
            cache.remove(key);
            good.delete(key);
        }
    }),
    CACHES_METADATA((good, shared) -> new KvOver(good) {
        private final Map<String, KvRecord> cache = new ConcurrentHashMap<>();

        @Override
        public @Nullable KvRecord get(String key, KvWanted wanted) throws Exception {
            KvRecord found = good.get(key, wanted);
            if (found == null || wanted == KvWanted.VALUE) {
                return found;
            }
            KvRecord first = cache.computeIfAbsent(key, unknown -> found);
            return new KvRecord(found.value(), first.metadata(), found.expiration());
        }

        @Override
        public void put(String key, KvRecord entry) throws Exception {
            good.put(key, entry);
            cache.put(key, entry);
        }

        @Override
        public void delete(String key) throws Exception {
            cache.remove(key);
            good.delete(key);
        }
    }),
    CACHES_LISTINGS((good, shared) -> new KvOver(good) {
        private final Map<List<Object>, KvListing> cache = new ConcurrentHashMap<>();

        @Override
        public KvListing list(String prefix, @Nullable String position, int limit) throws Exception {
            List<Object> asked = List.of(prefix, String.valueOf(position), limit);
            KvListing cached = cache.get(asked);
            KvListing listing = cached != null ? cached : good.list(prefix, position, limit);
            cache.put(asked, listing);
            return listing;
        }

        @Override
        public void put(String key, KvRecord entry) throws Exception {
            good.put(key, entry);
            cache.clear();
        }

        @Override
        public void delete(String key) throws Exception {
            good.delete(key);
            cache.clear();
        }
    }),
    REMEMBERS_WHICH_NAMES_ARE_INDEXED((good, shared) -> new KvOver(good) {
        private final Set<String> known = ConcurrentHashMap.newKeySet();

        @Override
        public void put(String key, KvRecord entry) throws Exception {
            good.put(key, entry);
            if (known.add(key)) {
                shared.add(key);
            }
        }

        @Override
        public void delete(String key) throws Exception {
            known.remove(key);
            shared.remove(key);
            good.delete(key);
        }

        @Override
        public KvListing list(String prefix, @Nullable String position, int limit) throws Exception {
            KvListing listing = good.list(prefix, position, limit);
            List<KvListed> entries = new ArrayList<>(listing.entries());
            entries.removeIf(entry -> !shared.contains(entry.key()));
            return new KvListing(entries, listing.next());
        }
    }),
    KEEPS_CURSORS_TO_ITSELF((good, shared) -> new KvOver(good) {
        private final Map<String, String> cursors = new ConcurrentHashMap<>();

        @Override
        public KvListing list(String prefix, @Nullable String position, int limit) throws Exception {
            KvListing listing = good.list(prefix, position == null ? null : cursors.get(position), limit);
            String next = listing.next();
            if (next == null) {
                return listing;
            }
            String cursor = Integer.toString(cursors.size());
            cursors.put(cursor, next);
            return new KvListing(listing.entries(), cursor);
        }
    }),
    REMEMBERS_WHAT_IS_ENDLESS((good, shared) -> new KvOver(good) {
        private final Map<String, KvRecord> endless = new ConcurrentHashMap<>();

        @Override
        public void put(String key, KvRecord entry) throws Exception {
            good.put(key, entry);
            if (entry.expiration() == null) {
                endless.put(key, entry);
            } else {
                endless.remove(key);
            }
        }

        @Override
        public @Nullable KvRecord get(String key, KvWanted wanted) throws Exception {
            KvRecord found = good.get(key, wanted);
            return found != null ? found : endless.get(key);
        }

        @Override
        public void delete(String key) throws Exception {
            endless.remove(key);
            good.delete(key);
        }
    }),
    LOCKS_WRITES_FOR_ITSELF((good, shared) -> new KvOver(good) {
        @Override
        public synchronized void put(String key, KvRecord entry) throws Exception {
            good.put(key, entry);
            LockSupport.parkNanos(1_000_000);
            KvRecord now = Objects.requireNonNullElse(good.get(key, KvWanted.VALUE), entry);
            good.put(key, new KvRecord(now.value(), entry.metadata(), entry.expiration()));
        }
    });

    private final BiFunction<KvDriver, Set<String>, KvDriver> defect;

    BrokenKvSecond(BiFunction<KvDriver, Set<String>, KvDriver> defect) {
        this.defect = defect;
    }

    /**
     * Makes the driver of one environment.
     *
     * @param shared what the store keeps besides
     */
    KvDriver over(KvDriver good, Set<String> shared) {
        return defect.apply(good, shared);
    }
}
