package dev.isobar.selftest;

import dev.isobar.spi.KvDriver;
import dev.isobar.spi.KvDriver.KvListed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What can be wrong with the end of entries, and the rule that must notice where time can be moved. */
@SuppressWarnings("ImmutableEnumChecker") // The functions make a new driver each time and keep nothing.
enum BrokenKvExpiry {
    READS_ENDED_ENTRIES("KV-TTL-01", (good, clock) -> new EndingKv(good, clock) {
        @Override
        public @Nullable KvRecord get(String key, KvWanted wanted) throws Exception {
            return good.get(key, wanted);
        }
    }),
    READS_ENDED_ENTRIES_IN_BULK("KV-TTL-01", (good, clock) -> new EndingKv(good, clock) {
        @Override
        boolean isOverInBulk(String key, Instant now) {
            return false;
        }
    }),
    LISTS_ENDED_ENTRIES("KV-TTL-01", (good, clock) -> new EndingKv(good, clock) {
        @Override
        boolean isOverInListings(String key, Instant now) {
            return false;
        }
    }),
    READS_A_SECOND_TOO_LONG("KV-TTL-01", (good, clock) -> new EndingKv(good, clock) {
        @Override
        boolean isOver(String key, Instant now) {
            return super.isOver(key, now.minusSeconds(1));
        }
    }),
    ENDS_A_SECOND_EARLY_IN_GET("KV-TTL-01", (good, clock) -> new EndingKv(good, clock) {
        @Override
        public @Nullable KvRecord get(String key, KvWanted wanted) throws Exception {
            return isOver(key, clock.instant().plusSeconds(1)) ? null : good.get(key, wanted);
        }
    }),
    ENDS_A_SECOND_EARLY_IN_BULK("KV-TTL-01", (good, clock) -> new EndingKv(good, clock) {
        @Override
        boolean isOverInBulk(String key, Instant now) {
            return isOver(key, now.plusSeconds(1));
        }
    }),
    ENDS_A_SECOND_EARLY_IN_LISTINGS("KV-TTL-01", (good, clock) -> new EndingKv(good, clock) {
        @Override
        boolean isOverInListings(String key, Instant now) {
            return isOver(key, now.plusSeconds(1));
        }
    }),
    SWEEPS_A_SECOND_EARLY("KV-TTL-01", (good, clock) -> new EndingKv(good, clock) {
        @Override
        boolean isDue(String key, Instant now) {
            return isOver(key, now.plusSeconds(1));
        }
    }),
    SWEEPS_RENEWED_ENTRIES("KV-TTL-02", (good, clock) -> new EndingKv(good, clock) {
        private final Map<String, Instant> first = new ConcurrentHashMap<>();

        @Override
        void schedule(String key, @Nullable Instant end) {
            super.schedule(key, end);
            if (end != null) {
                first.putIfAbsent(key, end);
            }
        }

        @Override
        boolean isDue(String key, Instant now) {
            Instant end = first.get(key);
            return end != null && !now.isBefore(end) && first.remove(key, end);
        }
    }),
    SWEEPS_WHAT_WAS_MADE_ENDLESS("KV-TTL-02", (good, clock) -> new EndingKv(good, clock) {
        private final Map<String, Instant> due = new ConcurrentHashMap<>();

        @Override
        void schedule(String key, @Nullable Instant end) {
            super.schedule(key, end);
            if (end != null) {
                due.put(key, end);
            }
        }

        @Override
        void sweep(Instant now) throws Exception {
            for (String key : List.copyOf(due.keySet())) {
                Instant end = due.get(key);
                if (end != null && !now.isBefore(end)) {
                    due.remove(key);
                    delete(key);
                }
            }
        }
    }),
    KEEPS_THE_LATER_END("KV-TTL-02", (good, clock) -> new EndingKv(good, clock) {
        @Override
        void schedule(String key, @Nullable Instant end) {
            Instant before = ends.get(key);
            super.schedule(key, before != null && end != null && before.isAfter(end) ? before : end);
        }
    }),
    SWEEPS_ALL_THAT_BEGIN_ALIKE("KV-TTL-02", (good, clock) -> new EndingKv(good, clock) {
        @Override
        void sweep(Instant now) throws Exception {
            for (String key : ends.keySet()) {
                if (isOver(key, now)) {
                    for (KvListed alike : good.list(key, null, 1_000).entries()) {
                        delete(alike.key());
                    }
                }
            }
        }
    }),
    REMOVES_WHAT_WAS_JUST_WRITTEN("KV-TTL-02", (good, clock) -> new EndingKv(good, clock) {
        @Override
        public @Nullable KvRecord get(String key, KvWanted wanted) throws Exception {
            if (isOver(key, clock.instant())) {
                good.delete(key);
                return null;
            }
            return good.get(key, wanted);
        }
    }),
    DROPS_WHAT_ENDS_WHEN_ITS_PREDECESSOR_DID("KV-TTL-02", (good, clock) -> new EndingKv(good, clock) {
        @Override
        public void put(String key, KvRecord entry) throws Exception {
            Instant before = ends.get(key);
            super.put(key, entry);
            if (before != null && before.equals(entry.expiration())) {
                delete(key);
            }
        }
    }),
    NEVER_FREES("KV-TTL-04", (good, clock) -> new EndingKv(good, clock) {
        @Override
        void sweep(Instant now) {}
    }),
    LEAVES_ENDS_OF_DELETED_ENTRIES("KV-TTL-04", (good, clock) -> new EndingKv(good, clock) {
        private final Map<String, Instant> left = new ConcurrentHashMap<>();

        @Override
        void schedule(String key, @Nullable Instant end) {
            super.schedule(key, end);
            if (end != null) {
                left.put(key + end, end);
            }
        }

        @Override
        public long getAsLong() {
            return super.getAsLong() + left.size();
        }
    });

    private final String rule;
    private final Defect defect;

    interface Defect {
        KvDriver over(KvDriver good, InstantSource clock);
    }

    BrokenKvExpiry(String rule, Defect defect) {
        this.rule = rule;
        this.defect = defect;
    }

    String rule() {
        return rule;
    }

    KvDriver over(KvDriver good, InstantSource clock) {
        return defect.over(good, clock);
    }
}
