package dev.isobar.selftest;

import dev.isobar.spi.KvDriver;
import dev.isobar.spi.KvDriver.KvListed;
import dev.isobar.spi.KvDriver.KvListing;
import dev.isobar.spi.Utf8Order;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can be wrong with where a listing begins, goes on and ends, and the rule that must notice. */
@SuppressWarnings("ImmutableEnumChecker") // The functions make a new driver each time and keep nothing.
enum BrokenKvListing {
    ENDS_AT_THE_NEXT_CHAR(
            "KV-LIST-10",
            good -> ranging(good, (prefix, key) -> Utf8Order.INSTANCE.compare(key, nextChar(prefix)) < 0)),
    ENDS_AT_FFFF(
            "KV-LIST-10",
            good -> ranging(good, (prefix, key) -> Utf8Order.INSTANCE.compare(key, prefix + '\uffff') <= 0)),
    ENDS_AT_THE_GREATEST_CHARACTER(
            "KV-LIST-10",
            good -> ranging(good, (prefix, key) -> Utf8Order.INSTANCE.compare(key, prefix + "\udbff\udfff") < 0)),
    COMPARES_ITS_END_AS_STRINGS(
            "KV-LIST-10",
            good -> ranging(good, (prefix, key) -> {
                String end = Utf8Order.afterAll(prefix);
                return end == null || key.compareTo(end) < 0;
            })),
    INCLUDES_ITS_END(
            "KV-LIST-10",
            good -> ranging(good, (prefix, key) -> key.startsWith(prefix) || key.equals(Utf8Order.afterAll(prefix)))),
    COMPARES_CURSOR_AND_PREFIX_AS_STRINGS("KV-LIST-08", good -> new KvOver(good) {
        @Override
        public KvListing list(String prefix, @Nullable String position, int limit) throws Exception {
            return good.list(prefix, position == null || position.compareTo(prefix) < 0 ? null : position, limit);
        }
    }),
    IGNORES_THE_LIMIT("KV-LIST-03", good -> new KvOver(good) {
        @Override
        public KvListing list(String prefix, @Nullable String position, int limit) throws Exception {
            return good.list(prefix, position, Integer.MAX_VALUE);
        }
    }),
    ENDS_AFTER_ONE_PAGE("KV-LIST-04", good -> new KvOver(good) {
        @Override
        public KvListing list(String prefix, @Nullable String position, int limit) throws Exception {
            return new KvListing(good.list(prefix, position, limit).entries(), null);
        }
    }),
    SKIPS_A_NAME_BETWEEN_PAGES("KV-LIST-05", good -> new KvOver(good) {
        @Override
        public KvListing list(String prefix, @Nullable String position, int limit) throws Exception {
            KvListing listing = good.list(prefix, position, limit);
            String next = listing.next();
            return next == null
                    ? listing
                    : new KvListing(
                            listing.entries(),
                            good.list(prefix, next, 1).entries().get(0).key());
        }
    }),
    COUNTS_NAMES_FOR_A_CURSOR("KV-LIST-08", good -> new KvOver(good) {
        @Override
        public KvListing list(String prefix, @Nullable String position, int limit) throws Exception {
            List<KvListed> all = good.list(prefix, null, Integer.MAX_VALUE).entries();
            int from = position == null ? 0 : Math.min(Integer.parseInt(position), all.size());
            int to = Math.min(all.size(), from + limit);
            return new KvListing(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
        }
    }),
    KEEPS_A_CURSOR_TO_ITS_PREFIX("KV-LIST-08", good -> new KvOver(good) {
        @Override
        public KvListing list(String prefix, @Nullable String position, int limit) throws Exception {
            return position == null || position.startsWith(prefix)
                    ? good.list(prefix, position, limit)
                    : new KvListing(List.of(), null);
        }
    }),
    LISTS_THE_START_OF_LONG_METADATA("KV-LIST-06", good -> new KvOver(good) {
        @Override
        public KvListing list(String prefix, @Nullable String position, int limit) throws Exception {
            KvListing listing = good.list(prefix, position, limit);
            List<KvListed> entries = new ArrayList<>(listing.entries());
            entries.replaceAll(entry -> {
                String metadata = entry.metadata();
                return metadata == null || metadata.length() <= 256
                        ? entry
                        : new KvListed(entry.key(), metadata.substring(0, 255) + '"', entry.expiration());
            });
            return new KvListing(entries, listing.next());
        }
    }),
    LOSES_THE_SECOND_PAGE_OF_A_THOUSAND("KV-LIST-05", good -> new KvOver(good) {
        @Override
        public KvListing list(String prefix, @Nullable String position, int limit) throws Exception {
            return limit == 1_000 && position != null
                    ? new KvListing(List.of(), null)
                    : good.list(prefix, position, limit);
        }
    }),
    LISTS_NO_MORE_THAN_TWO_THOUSAND("KV-LIST-05", good -> new KvOver(good) {
        private int pages;

        @Override
        public KvListing list(String prefix, @Nullable String position, int limit) throws Exception {
            pages = position == null ? 1 : pages + 1;
            KvListing listing = good.list(prefix, position, limit);
            return limit == 1_000 && pages == 2 ? new KvListing(listing.entries(), null) : listing;
        }
    }),
    SKIPS_THE_NAME_OF_THE_PREFIX_WHILE_PAGING("KV-LIST-05", good -> new KvOver(good) {
        @Override
        public KvListing list(String prefix, @Nullable String position, int limit) throws Exception {
            boolean first = position == null && limit < 1_000 && !prefix.isEmpty();
            return good.list(prefix, first ? prefix : position, limit);
        }
    }),
    COMPARES_CURSORS_AS_STRINGS("KV-LIST-05", good -> new KvOver(good) {
        @Override
        public KvListing list(String prefix, @Nullable String position, int limit) throws Exception {
            List<KvListed> rest =
                    new ArrayList<>(good.list(prefix, null, Integer.MAX_VALUE).entries());
            rest.removeIf(entry -> position != null && entry.key().compareTo(position) <= 0);
            return page(rest, limit, limit - 1);
        }
    }),
    STARTS_OVER_WITH_THE_CURSOR_OF_ANOTHER_PREFIX("KV-LIST-08", good -> new KvOver(good) {
        @Override
        public KvListing list(String prefix, @Nullable String position, int limit) throws Exception {
            return good.list(prefix, position == null || position.startsWith(prefix) ? position : null, limit);
        }
    }),
    GOES_ON_AT_THE_NAME_THAT_WAS_NEXT("KV-LIST-08", good -> new KvOver(good) {
        @Override
        public KvListing list(String prefix, @Nullable String position, int limit) throws Exception {
            List<KvListed> rest =
                    new ArrayList<>(good.list(prefix, null, Integer.MAX_VALUE).entries());
            rest.removeIf(entry -> position != null && Utf8Order.INSTANCE.compare(entry.key(), position) < 0);
            return page(rest, limit, limit);
        }
    }),
    NEVER_ENDS_WHEN_THE_REST_WAS_DELETED("KV-LIST-08", good -> new KvOver(good) {
        @Override
        public KvListing list(String prefix, @Nullable String position, int limit) throws Exception {
            KvListing listing = good.list(prefix, position, limit);
            return listing.entries().isEmpty() && position != null && limit == 1_000
                    ? new KvListing(List.of(), position)
                    : listing;
        }
    }),
    LOSES_NAMES_BEHIND_MANY_THAT_HAVE_ENDED("KV-LIST-07", good -> new KvOver(good) {
        private int most;

        @Override
        public void put(String key, KvRecord entry) throws Exception {
            most += entry.expiration() == null ? 0 : 1;
            good.put(key, entry);
        }

        @Override
        public KvListing list(String prefix, @Nullable String position, int limit) throws Exception {
            KvListing listing = good.list(prefix, position, limit);
            return most > 100 && limit == 1 && position == null ? new KvListing(listing.entries(), null) : listing;
        }
    });

    private final String rule;
    private final UnaryOperator<KvDriver> defect;

    BrokenKvListing(String rule, UnaryOperator<KvDriver> defect) {
        this.rule = rule;
        this.defect = defect;
    }

    String rule() {
        return rule;
    }

    KvDriver over(KvDriver good) {
        return defect.apply(good);
    }

    /** Lists from the prefix on, as far as a condition allows. */
    private static KvDriver ranging(KvDriver good, BiPredicate<String, String> inRange) {
        return new KvOver(good) {
            @Override
            public KvListing list(String prefix, @Nullable String position, int limit) throws Exception {
                if (prefix.isEmpty()) {
                    return good.list(prefix, position, limit);
                }
                List<KvListed> rest =
                        new ArrayList<>(good.list("", null, Integer.MAX_VALUE).entries());
                rest.removeIf(entry -> Utf8Order.INSTANCE.compare(entry.key(), prefix) < 0
                        || (position != null && Utf8Order.INSTANCE.compare(entry.key(), position) <= 0)
                        || !inRange.test(prefix, entry.key()));
                return page(rest, limit, limit - 1);
            }
        };
    }

    private static KvListing page(List<KvListed> rest, int limit, int next) {
        return rest.size() <= limit
                ? new KvListing(rest, null)
                : new KvListing(rest.subList(0, limit), rest.get(next).key());
    }

    private static String nextChar(String prefix) {
        int last = prefix.length() - 1;
        return prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
    }
}
