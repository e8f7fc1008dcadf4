package dev.isobar.selftest;

import static dev.isobar.selftest.ChangedVectorize.answering;
import static dev.isobar.selftest.ChangedVectorize.asking;
import static dev.isobar.selftest.ChangedVectorize.describing;
import static dev.isobar.selftest.ChangedVectorize.filtering;
import static dev.isobar.selftest.ChangedVectorize.inclusive;
import static dev.isobar.selftest.ChangedVectorize.merging;
import static dev.isobar.selftest.ChangedVectorize.negatingOverAll;
import static dev.isobar.selftest.ChangedVectorize.record;
import static dev.isobar.selftest.ChangedVectorize.reporting;
import static dev.isobar.selftest.ChangedVectorize.scoring;
import static dev.isobar.selftest.ChangedVectorize.writing;

import dev.isobar.spi.MetadataCondition.NoneOf;
import dev.isobar.spi.MetadataCondition.Range;
import dev.isobar.spi.MetadataIndex;
import dev.isobar.spi.VectorizeDriver;
import dev.isobar.spi.VectorizeDriver.IndexInfo;
import dev.isobar.spi.VectorizeDriver.VectorListing;
import dev.isobar.spi.VectorizeDriver.VectorMatch;
import dev.isobar.spi.VectorizeDriver.VectorQuery;
import dev.isobar.spi.VectorizeDriver.VectorRecord;
import dev.isobar.spi.VectorizeDriver.Wanted;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What can be wrong with a Vectorize driver, and the rule that must notice. */
@SuppressWarnings("ImmutableEnumChecker") // The functions make a new driver each time and keep nothing.
enum BrokenVectorize {
    FORGETS_METADATA("VEC-60", good -> writing(good, vector -> record(vector, vector.namespace(), null))),
    FORGETS_NAMESPACES("VEC-37", good -> writing(good, vector -> record(vector, null, vector.metadata()))),
    ROUNDS_VALUES(
            "VEC-15",
            good -> writing(good, vector -> {
                float[] values = vector.values().clone();
                for (int i = 0; i < values.length; i++) {
                    values[i] = Math.round(values[i] * 100) / 100f;
                }
                return new VectorRecord(vector.id(), values, vector.namespace(), vector.metadata());
            })),
    CONVERTS_TYPES(
            "VEC-56",
            good -> describing(
                    good, value -> value.asString("").equals("1") ? JsonNodeFactory.instance.numberNode(1) : value)),
    CUTS_METADATA(
            "VEC-16",
            good -> describing(good, value -> value.isArray() ? JsonNodeFactory.instance.arrayNode() : value)),
    KEEPS_NUMBERS_AS_FLOATS(
            "VEC-64",
            good -> describing(
                    good, value -> value.isNumber() ? JsonNodeFactory.instance.numberNode(value.floatValue()) : value)),
    INSERTS_OVER_PRESENT_VECTORS("VEC-10", good -> new VectorizeOver(good) {
        @Override
        public String write(List<VectorRecord> vectors, boolean replace) throws Exception {
            return good.write(vectors, true);
        }
    }),
    KEEPS_EARLIER_METADATA(
            "VEC-11",
            good -> merging(
                    good,
                    (vector, before) -> record(
                            vector,
                            vector.namespace(),
                            vector.metadata() == null ? before.metadata() : vector.metadata()))),
    KEEPS_EARLIER_NAMESPACES(
            "VEC-13", good -> merging(good, (vector, before) -> record(vector, before.namespace(), vector.metadata()))),
    DELETES_NOTHING("VEC-17", good -> new VectorizeOver(good) {
        @Override
        public String delete(List<String> ids) throws Exception {
            return good.delete(List.of());
        }
    }),
    COMPLAINS_OF_UNKNOWN_IDS("VEC-17", good -> new VectorizeOver(good) {
        @Override
        public String delete(List<String> ids) throws Exception {
            if (good.get(ids).size() < ids.size()) {
                throw new IllegalStateException("no such vector");
            }
            return good.delete(ids);
        }
    }),
    COUNTS_ITS_WRITES("VEC-01", good -> new VectorizeOver(good) {
        @Override
        public String write(List<VectorRecord> vectors, boolean replace) throws Exception {
            good.write(vectors, replace);
            return Integer.toString(vectors.size());
        }
    }),
    DESCRIBES_NO_DIMENSIONS(
            "VEC-14",
            good -> reporting(good, info -> new IndexInfo(0, info.vectors(), info.processedAt(), info.processed()))),
    COUNTS_NOTHING(
            "VEC-02",
            good -> reporting(good, info -> new IndexInfo(info.dimensions(), 0, info.processedAt(), info.processed()))),
    NAMES_NO_PROGRESS(
            "VEC-21",
            good -> reporting(
                    good, info -> new IndexInfo(info.dimensions(), info.vectors(), info.processedAt(), null))),
    HANDS_OUT_ITS_OWN_VALUES("VEC-60", good -> new VectorizeOver(good) {
        private final Map<String, VectorRecord> own = new HashMap<>();

        @Override
        public String write(List<VectorRecord> vectors, boolean replace) throws Exception {
            vectors.forEach(vector -> own.put(vector.id(), vector));
            return good.write(vectors, replace);
        }

        @Override
        public List<VectorRecord> get(List<String> ids) throws Exception {
            return ids.stream().map(own::get).filter(Objects::nonNull).toList();
        }
    }),
    HANDS_OUT_ITS_OWN_METADATA("VEC-65", good -> new VectorizeOver(good) {
        private final Map<String, ObjectNode> own = new HashMap<>();

        @Override
        public String write(List<VectorRecord> vectors, boolean replace) throws Exception {
            for (VectorRecord vector : vectors) {
                if (vector.metadata() != null) {
                    own.put(vector.id(), vector.metadata());
                }
            }
            return good.write(vectors, replace);
        }

        @Override
        public List<VectorRecord> get(List<String> ids) throws Exception {
            return good.get(ids).stream()
                    .map(found -> record(found, found.namespace(), own.get(found.id())))
                    .toList();
        }
    }),
    IGNORES_THE_NAMESPACE(
            "VEC-37",
            good -> asking(
                    good,
                    query -> new VectorQuery(
                            query.values(), query.topK(), null, query.filter(), query.withValues(), query.metadata()))),
    IGNORES_THE_FILTER("VEC-50", good -> filtering(good, (driver, filter) -> List.of())),
    IGNORES_CONDITIONS_WITHOUT_INDEX(
            "VEC-53",
            good -> filtering(good, (driver, filter) -> {
                List<String> known = driver.metadataIndexes().stream()
                        .map(MetadataIndex::property)
                        .toList();
                return filter.stream()
                        .filter(condition -> known.contains(condition.property()))
                        .toList();
            })),
    FORGETS_THE_METADATA_OF_WHAT_IT_MOVES("VEC-53", good -> new VectorizeOver(good) {
        private final Set<String> deleted = new HashSet<>();

        @Override
        public String delete(List<String> ids) throws Exception {
            deleted.addAll(ids);
            return good.delete(ids);
        }

        @Override
        public List<VectorMatch> query(VectorQuery query) throws Exception {
            boolean moved = deleted.size() > good.info().vectors();
            return moved && !query.filter().isEmpty() ? List.of() : good.query(query);
        }
    }),
    IGNORES_NESTED_CONDITIONS(
            "VEC-52",
            good -> filtering(good, (driver, filter) -> filter.stream()
                    .filter(condition -> condition.property().indexOf('.') < 0)
                    .toList())),
    COUNTS_BOUNDS_IN(
            "VEC-50",
            good -> filtering(good, (driver, filter) -> filter.stream()
                    .map(condition -> condition instanceof Range range
                            ? new Range(range.property(), inclusive(range.lower()), inclusive(range.upper()))
                            : condition)
                    .toList())),
    FINDS_ONE_MORE(
            "VEC-30",
            good -> asking(
                    good,
                    query -> new VectorQuery(
                            query.values(),
                            query.topK() + 1,
                            query.namespace(),
                            query.filter(),
                            query.withValues(),
                            query.metadata()))),
    RETURNS_VALUES_UNASKED(
            "VEC-32",
            good -> asking(
                    good,
                    query -> new VectorQuery(
                            query.values(), query.topK(), query.namespace(), query.filter(), true, query.metadata()))),
    RETURNS_ALL_METADATA_AS_INDEXED(
            "VEC-33",
            good -> asking(
                    good,
                    query -> new VectorQuery(
                            query.values(),
                            query.topK(),
                            query.namespace(),
                            query.filter(),
                            query.withValues(),
                            Wanted.ALL))),
    FILTERS_WHAT_IT_FOUND("VEC-31", good -> new VectorizeOver(good) {
        @Override
        public List<VectorMatch> query(VectorQuery query) throws Exception {
            List<String> passing = good
                    .query(new VectorQuery(
                            query.values(), 1_000, query.namespace(), query.filter(), false, Wanted.NONE))
                    .stream()
                    .map(VectorMatch::id)
                    .toList();
            VectorQuery open = new VectorQuery(
                    query.values(), query.topK(), null, List.of(), query.withValues(), query.metadata());
            return good.query(open).stream()
                    .filter(match -> passing.contains(match.id()))
                    .toList();
        }
    }),
    COMPARES_WHOLE_TEXTS("VEC-55", good -> new VectorizeOver(good) {
        @Override
        public List<VectorMatch> query(VectorQuery query) throws Exception {
            List<VectorMatch> found = good.query(query);
            List<String> ids = found.stream().map(VectorMatch::id).toList();
            Set<String> whole = new HashSet<>();
            for (VectorRecord stored : good.get(ids)) {
                if (isShort(stored)) {
                    whole.add(stored.id());
                }
            }
            return found.stream().filter(match -> whole.contains(match.id())).toList();
        }

        private static boolean isShort(VectorRecord stored) {
            return stored.metadata() == null
                    || stored.metadata().toString().getBytes(StandardCharsets.UTF_8).length
                            <= 64 + "{'title':''}".length();
        }
    }),
    NEGATES_OVER_VECTORS_OUT_OF_THE_INDEX("VEC-54", good -> negatingOverAll(good)),
    NEGATES_OVER_VALUES_OF_OTHER_TYPES("VEC-56", good -> negatingOverAll(good)),
    COUNTS_ABSENT_PROPERTIES_IN_RANGES(
            "VEC-51",
            good -> filtering(good, (driver, filter) -> filter.stream()
                    .map(condition -> condition instanceof Range range && range.lower() == null
                            ? new NoneOf(range.property(), Set.of())
                            : condition)
                    .toList())),
    INDEXES_OLD_VECTORS("VEC-54", good -> new VectorizeOver(good) {
        @Override
        public String createMetadataIndex(MetadataIndex index) throws Exception {
            good.createMetadataIndex(index);
            return good.write(good.get(good.list(null, 1_000).ids()), true);
        }
    }),
    FORGETS_INDEX_TYPES("VEC-63", good -> new VectorizeOver(good) {
        @Override
        public List<MetadataIndex> metadataIndexes() throws Exception {
            return good.metadataIndexes().stream()
                    .map(index -> new MetadataIndex(index.property(), MetadataIndex.Type.STRING))
                    .toList();
        }
    }),
    PUTS_THE_HIGHEST_SCORE_FIRST(
            "VEC-39",
            good -> answering(
                    good,
                    matches -> matches.sort(
                            Comparator.comparingDouble(VectorMatch::score).reversed()))),
    BREAKS_TIES_BACKWARDS(
            "VEC-38",
            good -> answering(
                    good,
                    matches -> matches.sort(Comparator.comparingDouble(VectorMatch::score)
                            .thenComparing(VectorMatch::id)
                            .reversed()))),
    SQUARES_SCORES("VEC-41", good -> scoring(good, score -> score * score)),
    SCORES_LIKE_A_SEARCH_LIBRARY("VEC-41", good -> scoring(good, score -> (1 + score) / 2)),
    SCORES_NO_NUMBERS("VEC-40", good -> scoring(good, score -> score == 0 ? Double.NaN : score)),
    LISTS_ONE_PAGE("VEC-62", good -> new VectorizeOver(good) {
        @Override
        public VectorListing list(@Nullable String position, int limit) throws Exception {
            VectorListing listing = good.list(position, limit);
            return new VectorListing(listing.ids(), listing.total(), null);
        }
    });

    private final String rule;
    private final UnaryOperator<VectorizeDriver> defect;

    BrokenVectorize(String rule, UnaryOperator<VectorizeDriver> defect) {
        this.rule = rule;
        this.defect = defect;
    }

    String rule() {
        return rule;
    }

    VectorizeDriver over(VectorizeDriver good) {
        return defect.apply(good);
    }
}
