package dev.isobar.selftest;

import static dev.isobar.selftest.CarelessSearches.among;
import static dev.isobar.selftest.CarelessSearches.judging;
import static dev.isobar.selftest.CarelessSearches.onlyFirst;
import static dev.isobar.selftest.CarelessSearches.wide;
import static dev.isobar.selftest.ChangedVectorize.answering;
import static dev.isobar.selftest.ChangedVectorize.asking;
import static dev.isobar.selftest.ChangedVectorize.describing;
import static dev.isobar.selftest.ChangedVectorize.filtering;
import static dev.isobar.selftest.ChangedVectorize.record;

import dev.isobar.spi.MetadataCondition.OneOf;
import dev.isobar.spi.MetadataCondition.Range;
import dev.isobar.spi.MetadataValue;
import dev.isobar.spi.VectorizeDriver;
import dev.isobar.spi.VectorizeDriver.IndexInfo;
import dev.isobar.spi.VectorizeDriver.VectorListing;
import dev.isobar.spi.VectorizeDriver.VectorMatch;
import dev.isobar.spi.VectorizeDriver.VectorQuery;
import dev.isobar.spi.VectorizeDriver.VectorRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Defects of a Vectorize driver that vectors of three values, a handful of them and one thread do not show. */
@SuppressWarnings("ImmutableEnumChecker") // The functions make a new driver each time and keep nothing.
enum CarelessVectorize {
    COUNTS_GROUPS_OF_FOUR_VALUES(
            "VEC-41", good -> asking(good, query -> onlyFirst(query, 8, query.values().length & ~3))),
    COUNTS_1024_VALUES("VEC-41", good -> asking(good, query -> onlyFirst(query, 1_024, 1_024))),
    SCORES_THE_FIRST_500_VECTORS("VEC-38", good -> new VectorizeOver(good) {
        @Override
        public List<VectorMatch> query(VectorQuery query) throws Exception {
            List<String> scored = good.list(null, 500).ids();
            return among(good, query, match -> scored.contains(match.id()));
        }
    }),
    BREAKS_TIES_BY_UTF_16(
            "VEC-38",
            good -> answering(
                    good,
                    matches -> matches.sort(Comparator.comparingDouble(VectorMatch::score)
                            .reversed()
                            .thenComparing(VectorMatch::id)))),
    SEARCHES_BEFORE_IT_FILTERS("VEC-31", good -> new VectorizeOver(good) {
        @Override
        public List<VectorMatch> query(VectorQuery query) throws Exception {
            Set<String> nearest = new HashSet<>();
            VectorQuery any = new VectorQuery(query.values(), 200, null, List.of(), false, query.metadata());
            good.query(any).forEach(match -> nearest.add(match.id()));
            return among(good, query, match -> nearest.contains(match.id()));
        }
    }),
    SCALES_THE_QUERY_IN_PLACE("VEC-65", good -> new VectorizeOver(good) {
        @Override
        public List<VectorMatch> query(VectorQuery query) throws Exception {
            List<VectorMatch> found = good.query(query);
            for (int i = 0; i < query.values().length; i++) {
                query.values()[i] /= 2;
            }
            return found;
        }
    }),
    REMEMBERS_DELETED_IDS("VEC-10", good -> new VectorizeOver(good) {
        private final Set<String> known = ConcurrentHashMap.newKeySet();

        @Override
        public String write(List<VectorRecord> vectors, boolean replace) throws Exception {
            List<VectorRecord> unknown = vectors.stream()
                    .filter(vector -> known.add(vector.id()) || replace)
                    .toList();
            return good.write(unknown, replace);
        }
    }),
    CHECKS_BEFORE_IT_INSERTS("VEC-10", good -> new VectorizeOver(good) {
        @Override
        public String write(List<VectorRecord> vectors, boolean replace) throws Exception {
            List<String> ids = vectors.stream().map(VectorRecord::id).toList();
            Set<String> present = new HashSet<>();
            if (!replace) {
                good.get(ids).forEach(found -> present.add(found.id()));
                LockSupport.parkNanos(1);
            }
            return good.write(
                    vectors.stream()
                            .filter(vector -> !present.contains(vector.id()))
                            .toList(),
                    true);
        }
    }),
    WRITES_ONE_BY_ONE("VEC-68", good -> new VectorizeOver(good) {
        @Override
        public String write(List<VectorRecord> vectors, boolean replace) throws Exception {
            String last = good.write(List.of(), replace);
            for (VectorRecord vector : vectors) {
                last = good.write(List.of(vector), replace);
                LockSupport.parkNanos(1);
            }
            return last;
        }
    }),
    DELETES_ONE_BY_ONE("VEC-68", good -> new VectorizeOver(good) {
        @Override
        public String delete(List<String> ids) throws Exception {
            String last = good.delete(List.of());
            for (String id : ids) {
                last = good.delete(List.of(id));
                LockSupport.parkNanos(1);
            }
            return last;
        }
    }),
    DELETES_WHATEVER_THE_CASE("VEC-67", good -> new VectorizeOver(good) {
        @Override
        public String delete(List<String> ids) throws Exception {
            Set<String> all = new HashSet<>(ids);
            for (String id : good.list(null, 1_000).ids()) {
                if (ids.contains(id.toLowerCase(Locale.ROOT))) {
                    all.add(id);
                }
            }
            return good.delete(List.copyOf(all));
        }
    }),
    STRIPS_NAMESPACES(
            "VEC-67",
            good -> asking(good, query -> {
                String namespace =
                        query.namespace() == null ? null : query.namespace().strip();
                return new VectorQuery(
                        query.values(), query.topK(), namespace, query.filter(), query.withValues(), query.metadata());
            })),
    COMPARES_NAMESPACES_BY_THEIR_BEGINNING("VEC-67", good -> new VectorizeOver(good) {
        @Override
        public List<VectorMatch> query(VectorQuery query) throws Exception {
            String namespace = query.namespace();
            return namespace == null
                    ? good.query(query)
                    : among(good, wide(query, null), match -> String.valueOf(match.namespace())
                            .startsWith(namespace));
        }
    }),
    COMPARES_NUMBERS_AS_TEXT(
            "VEC-51",
            good -> judging(
                    good, condition -> condition instanceof Range, (condition, value) -> CarelessSearches.asTexts(
                                    (Range) condition)
                            .matches(new MetadataValue.Text(value.asString(""))))),
    IGNORES_CASE(
            "VEC-51",
            good -> judging(
                    good,
                    condition -> condition instanceof OneOf,
                    (condition, value) ->
                            CarelessSearches.anyOf((OneOf) condition, value, text -> text.toLowerCase(Locale.ROOT)))),
    PADS_TEXTS_WITH_SPACES(
            "VEC-51",
            good -> judging(
                    good,
                    condition -> condition instanceof OneOf,
                    (condition, value) -> CarelessSearches.anyOf((OneOf) condition, value, String::stripTrailing))),
    TAKES_AN_EMPTY_TEXT_FOR_NONE(
            "VEC-51",
            good -> describing(
                    good, value -> value.asString("x").isEmpty() ? JsonNodeFactory.instance.nullNode() : value)),
    READS_SIXTEEN_OPERANDS(
            "VEC-51",
            good -> filtering(good, (driver, filter) -> filter.stream()
                    .map(condition -> CarelessSearches.cut(condition, 16))
                    .toList())),
    FINDS_A_PROPERTY_AT_ANY_DEPTH("VEC-52", CarelessSearches::anyDepth),
    FILTERS_BY_EARLIER_METADATA_TOO("VEC-11", CarelessSearches::overEarlierMetadata),
    MIXES_UP_METADATA("VEC-60", good -> new VectorizeOver(good) {
        @Override
        public List<VectorRecord> get(List<String> ids) throws Exception {
            List<VectorRecord> found = good.get(ids);
            List<VectorRecord> mixed = new ArrayList<>();
            for (int i = 0; i < found.size(); i++) {
                VectorRecord vector = found.get(i);
                mixed.add(record(vector, vector.namespace(), found.get(i / 2).metadata()));
            }
            return mixed;
        }
    }),
    COUNTS_ITS_WRITES("VEC-02", good -> new VectorizeOver(good) {
        private long count;

        @Override
        public String write(List<VectorRecord> vectors, boolean replace) throws Exception {
            count += vectors.size();
            return good.write(vectors, replace);
        }

        @Override
        public IndexInfo info() throws Exception {
            IndexInfo info = good.info();
            return new IndexInfo(info.dimensions(), count, info.processedAt(), info.processed());
        }
    }),
    TELLS_WHEN_THE_FIRST_MUTATION_CAME("VEC-21", good -> new VectorizeOver(good) {
        private @Nullable Instant first;

        @Override
        public IndexInfo info() throws Exception {
            IndexInfo info = good.info();
            first = first == null ? info.processedAt() : first;
            return new IndexInfo(info.dimensions(), info.vectors(), first, info.processed());
        }
    }),
    REMEMBERS_WHAT_IT_HAS_READ("VEC-36", good -> new VectorizeOver(good) {
        private final Map<List<String>, List<VectorRecord>> read = new HashMap<>();

        @Override
        public List<VectorRecord> get(List<String> ids) throws Exception {
            List<VectorRecord> found = read.get(ids);
            if (found == null) {
                found = good.get(ids);
                read.put(ids, found);
            }
            return found;
        }
    }),
    KEEPS_ITS_OWN_COPY_OF_VECTORS("VEC-69", good -> new VectorizeOver(good) {
        private final Map<String, VectorRecord> own = new HashMap<>();

        @Override
        public String write(List<VectorRecord> vectors, boolean replace) throws Exception {
            vectors.forEach(vector -> own.remove(vector.id()));
            return good.write(vectors, replace);
        }

        @Override
        public String delete(List<String> ids) throws Exception {
            own.keySet().removeAll(ids);
            return good.delete(ids);
        }

        @Override
        public List<VectorRecord> get(List<String> ids) throws Exception {
            for (VectorRecord found : good.get(ids)) {
                own.putIfAbsent(found.id(), found);
            }
            return ids.stream().map(own::get).filter(Objects::nonNull).toList();
        }
    }),
    PAGES_BY_OFFSET("VEC-62", good -> new VectorizeOver(good) {
        @Override
        public VectorListing list(@Nullable String position, int limit) throws Exception {
            int offset = position == null ? 0 : Integer.parseInt(position);
            VectorListing listing = good.list(null, offset + limit);
            List<String> ids = listing.ids()
                    .subList(
                            Math.min(offset, listing.ids().size()),
                            listing.ids().size());
            return new VectorListing(ids, listing.total(), listing.next() == null ? null : "" + (offset + limit));
        }
    }),
    LISTS_A_THOUSAND("VEC-62", good -> new VectorizeOver(good) {
        @Override
        public VectorListing list(@Nullable String position, int limit) throws Exception {
            VectorListing listing = good.list(position, limit);
            return limit < 1_000 ? listing : new VectorListing(listing.ids(), listing.total(), null);
        }
    }),
    INSERTS_BY_WHAT_IS_VISIBLE("VEC-10", good -> new VectorizeOver(good) {
        @Override
        public String write(List<VectorRecord> vectors, boolean replace) throws Exception {
            Set<String> visible = new HashSet<>();
            for (VectorRecord vector : vectors) {
                if (!replace && !good.get(List.of(vector.id())).isEmpty()) {
                    visible.add(vector.id());
                }
            }
            return good.write(
                    vectors.stream()
                            .filter(vector -> !visible.contains(vector.id()))
                            .toList(),
                    true);
        }
    });

    private final String rule;
    private final UnaryOperator<VectorizeDriver> defect;

    CarelessVectorize(String rule, UnaryOperator<VectorizeDriver> defect) {
        this.rule = rule;
        this.defect = defect;
    }

    String rule() {
        return rule;
    }

    /** Whether the defect needs writes that show late. */
    boolean isDelayed() {
        return this == INSERTS_BY_WHAT_IS_VISIBLE;
    }

    VectorizeDriver over(VectorizeDriver good) {
        return defect.apply(good);
    }
}
