package dev.isobar.selftest;

import dev.isobar.spi.KvDriver;
import dev.isobar.spi.KvDriver.KvListed;
import dev.isobar.spi.KvDriver.KvListing;
import dev.isobar.spi.KvDriver.KvRecord;
import dev.isobar.spi.KvDriver.KvWanted;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a KV driver, and the rule that must notice. */
@SuppressWarnings("ImmutableEnumChecker") // The functions make a new driver each time and keep nothing.
enum BrokenKv {
    FORGETS_METADATA("KV-META-01", good -> writing(good, entry -> entry(entry, null, entry.expiration()))),
    KEEPS_ASCII_METADATA_ONLY(
            "KV-META-03", good -> writing(good, entry -> entry(entry, ascii(entry.metadata()), entry.expiration()))),
    FORGETS_METADATA_OF_DOCUMENTS(
            "KV-GWM-05",
            good -> writing(
                    good,
                    entry -> entry(entry, entry.value()[0] == '{' ? null : entry.metadata(), entry.expiration()))),
    CUTS_FRACTIONS_OF_JSON_OFF(
            "KV-GET-12",
            good -> writing(
                    good,
                    entry -> value(
                            entry,
                            new String(entry.value(), StandardCharsets.UTF_8)
                                    .replace("0.9", "0")
                                    .getBytes(StandardCharsets.UTF_8)))),
    STORES_JSON_IN_ASCII("KV-GET-11", good -> writing(good, entry -> value(entry, ascii(entry.value())))),
    DROPS_THE_SIGN_OF_ZERO(
            "KV-GET-11",
            good -> writing(
                    good,
                    entry -> value(
                            entry,
                            new String(entry.value(), StandardCharsets.UTF_8)
                                    .replace("-0", "0")
                                    .getBytes(StandardCharsets.UTF_8)))),
    KEEPS_NOTHING_AFTER_2030("KV-PUT-10", good -> writing(good, entry -> sooner(entry))),
    NEVER_ENDS_ENTRIES("KV-GET-02", good -> writing(good, entry -> entry(entry, entry.metadata(), null))),
    ENDS_ENTRIES_A_SECOND_LATE("KV-GET-02", good -> writing(good, entry -> later(entry))),
    CUTS_VALUES(
            "KV-PUT-03",
            good -> writing(good, entry -> value(entry, Arrays.copyOf(entry.value(), cut(entry.value().length))))),
    STORES_TEXT_ONLY(
            "KV-GET-04",
            good -> writing(
                    good,
                    entry -> value(
                            entry,
                            new String(entry.value(), StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8)))),
    TRIMS_KEYS("KV-KEY-04", good -> naming(good, String::strip)),
    FOLDS_CASE("KV-KEY-04", good -> naming(good, key -> key.toLowerCase(Locale.ROOT))),
    NORMALISES_KEYS("KV-KEY-04", good -> naming(good, key -> Normalizer.normalize(key, Normalizer.Form.NFC))),
    ENDS_KEYS_AT_NUL("KV-KEY-04", good -> naming(good, key -> key.replaceFirst("\0.*", ""))),
    LISTS_BACKWARDS("KV-LIST-01", good -> listing(good, entries -> Collections.reverse(entries))),
    LISTS_IN_THE_ORDER_OF_STRINGS(
            "KV-LIST-01", good -> listing(good, entries -> entries.sort(Comparator.comparing(KvListed::key)))),
    LISTS_NO_METADATA(
            "KV-LIST-06",
            good -> listing(
                    good, entries -> entries.replaceAll(entry -> new KvListed(entry.key(), null, entry.expiration())))),
    LISTS_NO_EXPIRATION(
            "KV-LIST-06",
            good -> listing(
                    good, entries -> entries.replaceAll(entry -> new KvListed(entry.key(), entry.metadata(), null)))),
    TAKES_EMPTY_FOR_MISSING("KV-GET-05", good -> new KvOver(good) {
        @Override
        public @Nullable KvRecord get(String key, KvWanted wanted) throws Exception {
            KvRecord found = good.get(key, wanted);
            return found == null || found.value().length == 0 ? null : found;
        }
    }),
    HANDS_OUT_ITS_OWN_BYTES("KV-GET-04", good -> new KvOver(good) {
        private final Map<String, KvRecord> own = new ConcurrentHashMap<>();

        @Override
        public void put(String key, KvRecord entry) throws Exception {
            own.put(key, entry);
            good.put(key, entry);
        }

        @Override
        public @Nullable KvRecord get(String key, KvWanted wanted) throws Exception {
            return good.get(key, wanted) == null ? null : own.get(key);
        }
    }),
    KEEPS_EARLIER_METADATA("KV-PUT-01", good -> new KvOver(good) {
        @Override
        public void put(String key, KvRecord entry) throws Exception {
            KvRecord before = good.get(key, KvWanted.VALUE_AND_METADATA);
            String kept = before == null ? null : before.metadata();
            good.put(key, entry.metadata() == null ? entry(entry, kept, entry.expiration()) : entry);
        }
    }),
    KEEPS_EARLIER_EXPIRATION("KV-PUT-01", good -> new KvOver(good) {
        @Override
        public void put(String key, KvRecord entry) throws Exception {
            KvRecord before = good.get(key, KvWanted.VALUE_AND_METADATA);
            Instant kept = before == null ? null : before.expiration();
            good.put(key, entry.expiration() == null ? entry(entry, entry.metadata(), kept) : entry);
        }
    }),
    TEARS_WRITES("KV-GWM-04", good -> new KvOver(good) {
        @Override
        public void put(String key, KvRecord entry) throws Exception {
            KvRecord before = good.get(key, KvWanted.VALUE_AND_METADATA);
            good.put(key, before == null ? entry : entry(entry, before.metadata(), entry.expiration()));
            LockSupport.parkNanos(100_000);
            good.put(key, entry);
        }
    }),
    MIXES_CONCURRENT_WRITES("KV-CONS-03", good -> new KvOver(good) {
        @Override
        public void put(String key, KvRecord entry) throws Exception {
            good.put(key, entry);
            LockSupport.parkNanos(1_000_000);
            KvRecord now = good.get(key, KvWanted.VALUE_AND_METADATA);
            if (now != null) {
                good.put(key, entry(now, entry.metadata(), entry.expiration()));
            }
        }
    }),
    COMPLAINS_OF_MISSING_KEYS("KV-DEL-01", good -> new KvOver(good) {
        @Override
        public void delete(String key) throws Exception {
            Objects.requireNonNull(good.get(key, KvWanted.VALUE_AND_METADATA), "no such key");
            good.delete(key);
        }
    }),
    DELETES_BY_PREFIX("KV-DEL-02", good -> new KvOver(good) {
        @Override
        public void delete(String key) throws Exception {
            for (KvListed entry : good.list(key, null, 1_000).entries()) {
                good.delete(entry.key());
            }
        }
    }),
    DELETES_HALF_OF_MANY("KV-DEL-04", good -> new KvOver(good) {
        @Override
        public void deleteAll(List<String> keys) throws Exception {
            super.deleteAll(keys.subList(0, (keys.size() + 1) / 2));
        }
    }),
    LEAVES_DELETED_NAMES("KV-DEL-03", good -> new KvOver(good) {
        private final TreeSet<String> deleted = new TreeSet<>();

        @Override
        public void delete(String key) throws Exception {
            deleted.add(key);
            good.delete(key);
        }

        @Override
        public KvListing list(String prefix, @Nullable String position, int limit) throws Exception {
            KvListing listing = good.list(prefix, position, limit);
            List<KvListed> entries = new ArrayList<>(listing.entries());
            deleted.forEach(key -> entries.add(new KvListed(key, null, null)));
            return new KvListing(entries, listing.next());
        }
    }),
    LISTS_ENDED_ENTRIES("KV-LIST-07", good -> new KvOver(good) {
        private final Map<String, KvListed> ending = new ConcurrentHashMap<>();

        @Override
        public void put(String key, KvRecord entry) throws Exception {
            if (entry.expiration() != null) {
                ending.put(key, new KvListed(key, entry.metadata(), entry.expiration()));
            }
            good.put(key, entry);
        }

        @Override
        public KvListing list(String prefix, @Nullable String position, int limit) throws Exception {
            KvListing listing = good.list(prefix, position, limit);
            List<KvListed> entries = new ArrayList<>(ending.values());
            listing.entries().stream()
                    .filter(entry -> !ending.containsKey(entry.key()))
                    .forEach(entries::add);
            return new KvListing(entries, listing.next());
        }
    }),
    TAKES_PREFIXES_FOR_PATTERNS("KV-LIST-02", good -> new KvOver(good) {
        @Override
        public KvListing list(String prefix, @Nullable String position, int limit) throws Exception {
            Pattern like = Pattern.compile(
                    "\\Q" + prefix.replace("_", "\\E.\\Q").replace("%", "\\E.*\\Q") + "\\E.*", Pattern.DOTALL);
            List<KvListed> entries = good.list("", null, 1_000).entries().stream()
                    .filter(entry -> like.matcher(entry.key()).matches())
                    .toList();
            return new KvListing(entries, null);
        }
    }),
    FINDS_KEYS_BY_THEIR_BEGINNING("KV-GET-01", good -> new KvOver(good) {
        @Override
        public @Nullable KvRecord get(String key, KvWanted wanted) throws Exception {
            List<KvListed> found = good.list(key, null, 1).entries();
            return found.isEmpty() ? null : good.get(found.get(0).key(), wanted);
        }
    }),
    NORMALISES_KEYS_IN_BULK("KV-BULK-03", good -> new KvOver(good) {
        @Override
        public List<@Nullable KvRecord> getAll(List<String> keys, KvWanted wanted, long mostBytes) throws Exception {
            List<String> changed = keys.stream()
                    .map(key -> Normalizer.normalize(key, Normalizer.Form.NFC))
                    .toList();
            return super.getAll(changed, wanted, mostBytes);
        }
    }),
    ANSWERS_BULK_READS_IN_ITS_OWN_ORDER("KV-BULK-03", good -> new KvOver(good) {
        @Override
        public List<@Nullable KvRecord> getAll(List<String> keys, KvWanted wanted, long mostBytes) throws Exception {
            return super.getAll(keys.stream().sorted().toList(), wanted, mostBytes);
        }
    }),
    READS_NO_METADATA_IN_BULK("KV-BULK-05", good -> new KvOver(good) {
        @Override
        public List<@Nullable KvRecord> getAll(List<String> keys, KvWanted wanted, long mostBytes) throws Exception {
            List<@Nullable KvRecord> found = super.getAll(keys, wanted, mostBytes);
            found.replaceAll(entry -> entry == null ? null : entry(entry, null, entry.expiration()));
            return found;
        }
    }),
    LEAVES_OUT_WHAT_EXCEEDS_A_BULK_READ("KV-BULK-07", good -> new KvOver(good) {
        @Override
        public List<@Nullable KvRecord> getAll(List<String> keys, KvWanted wanted, long mostBytes) throws Exception {
            List<@Nullable KvRecord> found = super.getAll(keys, wanted, Long.MAX_VALUE);
            long bytes = 0;
            for (int i = 0; i < found.size(); i++) {
                KvRecord entry = found.get(i);
                bytes += entry == null ? 0 : entry.value().length;
                found.set(i, bytes > mostBytes ? null : entry);
            }
            return found;
        }
    }),
    STOPS_BULK_READS_TOO_EARLY("KV-BULK-07", good -> new KvOver(good) {
        @Override
        public List<@Nullable KvRecord> getAll(List<String> keys, KvWanted wanted, long mostBytes) throws Exception {
            return super.getAll(keys, wanted, mostBytes - 1);
        }
    }),
    READS_NO_METADATA_BESIDE_A_VALUE("KV-GWM-05", good -> new KvOver(good) {
        @Override
        public @Nullable KvRecord get(String key, KvWanted wanted) throws Exception {
            KvRecord found = good.get(key, KvWanted.VALUE);
            return found == null ? null : entry(found, null, null);
        }
    }),
    MISSES_INDICES_IN_BULK("KV-BULK-08", good -> new KvOver(good) {
        @Override
        public List<@Nullable KvRecord> getAll(List<String> keys, KvWanted wanted, long mostBytes) throws Exception {
            List<@Nullable KvRecord> found = super.getAll(keys, wanted, mostBytes);
            for (int i = 0; i < found.size(); i++) {
                found.set(i, keys.get(i).matches("0|[1-9]\\d*") ? null : found.get(i));
            }
            return found;
        }
    });

    private static final Instant END_OF_TIME = Instant.parse("2030-01-01T00:00:00Z");

    private final String rule;
    private final UnaryOperator<KvDriver> defect;

    BrokenKv(String rule, UnaryOperator<KvDriver> defect) {
        this.rule = rule;
        this.defect = defect;
    }

    String rule() {
        return rule;
    }

    KvDriver over(KvDriver good) {
        return defect.apply(good);
    }

    private static KvDriver writing(KvDriver good, UnaryOperator<KvRecord> change) {
        return new KvOver(good) {
            @Override
            public void put(String key, KvRecord entry) throws Exception {
                good.put(key, change.apply(entry));
            }
        };
    }

    private static KvDriver naming(KvDriver good, UnaryOperator<String> change) {
        return new KvOver(good) {
            @Override
            public @Nullable KvRecord get(String key, KvWanted wanted) throws Exception {
                return good.get(change.apply(key), wanted);
            }

            @Override
            public void put(String key, KvRecord entry) throws Exception {
                good.put(change.apply(key), entry);
            }
        };
    }

    private static KvDriver listing(KvDriver good, Consumer<List<KvListed>> change) {
        return new KvOver(good) {
            @Override
            public KvListing list(String prefix, @Nullable String position, int limit) throws Exception {
                KvListing listing = good.list(prefix, position, limit);
                List<KvListed> entries = new ArrayList<>(listing.entries());
                change.accept(entries);
                return new KvListing(entries, listing.next());
            }
        };
    }

    private static KvRecord entry(KvRecord entry, @Nullable String metadata, @Nullable Instant expiration) {
        return new KvRecord(entry.value(), metadata, expiration);
    }

    private static KvRecord value(KvRecord entry, byte[] value) {
        return new KvRecord(value, entry.metadata(), entry.expiration());
    }

    private static int cut(int length) {
        return Math.min(length, 65_536);
    }

    private static @Nullable String ascii(@Nullable String metadata) {
        return metadata == null ? null : metadata.replaceAll("[^\\x00-\\x7F]", "?");
    }

    private static byte[] ascii(byte[] value) {
        return new String(value, StandardCharsets.UTF_8).getBytes(StandardCharsets.US_ASCII);
    }

    private static KvRecord sooner(KvRecord entry) {
        Instant end = entry.expiration();
        return entry(entry, entry.metadata(), end == null || end.isBefore(END_OF_TIME) ? end : END_OF_TIME);
    }

    private static KvRecord later(KvRecord entry) {
        Instant end = entry.expiration();
        return entry(entry, entry.metadata(), end == null ? null : end.plusSeconds(1));
    }
}
