package dev.isobar.selftest;

import dev.isobar.spi.MetadataCondition;
import dev.isobar.spi.MetadataCondition.Bound;
import dev.isobar.spi.MetadataCondition.NoneOf;
import dev.isobar.spi.MetadataValue;
import dev.isobar.spi.VectorizeDriver;
import dev.isobar.spi.VectorizeDriver.IndexInfo;
import dev.isobar.spi.VectorizeDriver.VectorMatch;
import dev.isobar.spi.VectorizeDriver.VectorQuery;
import dev.isobar.spi.VectorizeDriver.VectorRecord;
import dev.isobar.spi.VectorizeDriver.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Vectorize drivers that change one thing of a good one. */
final class ChangedVectorize {
    private ChangedVectorize() {}

    static VectorRecord record(VectorRecord vector, @Nullable String namespace, @Nullable ObjectNode metadata) {
        return new VectorRecord(vector.id(), vector.values(), namespace, metadata);
    }

    static @Nullable Bound inclusive(@Nullable Bound bound) {
        return bound == null ? null : new Bound(bound.value(), true);
    }

    static VectorizeDriver writing(VectorizeDriver good, UnaryOperator<VectorRecord> change) {
        return new VectorizeOver(good) {
            @Override
            public String write(List<VectorRecord> vectors, boolean replace) throws Exception {
                return good.write(vectors.stream().map(change).toList(), replace);
            }
        };
    }

    static VectorizeDriver describing(VectorizeDriver good, UnaryOperator<JsonNode> change) {
        return writing(good, vector -> {
            ObjectNode changed =
                    vector.metadata() == null ? null : vector.metadata().deepCopy();
            if (changed != null) {
                changed.properties().forEach(property -> property.setValue(change.apply(property.getValue())));
            }
            return record(vector, vector.namespace(), changed);
        });
    }

    interface Merge {
        VectorRecord of(VectorRecord vector, VectorRecord before) throws Exception;
    }

    static VectorizeDriver merging(VectorizeDriver good, Merge merge) {
        return new VectorizeOver(good) {
            @Override
            public String write(List<VectorRecord> vectors, boolean replace) throws Exception {
                List<VectorRecord> merged = new ArrayList<>();
                for (VectorRecord vector : vectors) {
                    List<VectorRecord> before = good.get(List.of(vector.id()));
                    merged.add(before.isEmpty() ? vector : merge.of(vector, before.get(0)));
                }
                return good.write(merged, replace);
            }
        };
    }

    static VectorizeDriver reporting(VectorizeDriver good, UnaryOperator<IndexInfo> change) {
        return new VectorizeOver(good) {
            @Override
            public IndexInfo info() throws Exception {
                return change.apply(good.info());
            }
        };
    }

    static VectorizeDriver asking(VectorizeDriver good, UnaryOperator<VectorQuery> change) {
        return new VectorizeOver(good) {
            @Override
            public List<VectorMatch> query(VectorQuery query) throws Exception {
                return good.query(change.apply(query));
            }
        };
    }

    interface Filtering {
        List<? extends MetadataCondition> of(VectorizeDriver driver, List<MetadataCondition> filter) throws Exception;
    }

    static VectorizeDriver filtering(VectorizeDriver good, Filtering change) {
        return new VectorizeOver(good) {
            @Override
            public List<VectorMatch> query(VectorQuery query) throws Exception {
                return good.query(new VectorQuery(
                        query.values(),
                        query.topK(),
                        query.namespace(),
                        List.copyOf(change.of(good, query.filter())),
                        query.withValues(),
                        query.metadata()));
            }
        };
    }

    interface Answering {
        void change(List<VectorMatch> matches) throws Exception;
    }

    static VectorizeDriver answering(VectorizeDriver good, Answering answering) {
        return new VectorizeOver(good) {
            @Override
            public List<VectorMatch> query(VectorQuery query) throws Exception {
                List<VectorMatch> matches = new ArrayList<>(good.query(query));
                answering.change(matches);
                return matches;
            }
        };
    }

    static VectorizeDriver scoring(VectorizeDriver good, DoubleUnaryOperator change) {
        return answering(
                good,
                matches -> matches.replaceAll(match -> new VectorMatch(
                        match.id(),
                        change.applyAsDouble(match.score()),
                        match.values(),
                        match.namespace(),
                        match.metadata())));
    }

    /** Judges negations by the metadata itself, whether or not a vector is in the index. */
    static VectorizeDriver negatingOverAll(VectorizeDriver good) {
        return new VectorizeOver(good) {
            @Override
            public List<VectorMatch> query(VectorQuery query) throws Exception {
                List<MetadataCondition> others = query.filter().stream()
                        .filter(condition -> !(condition instanceof NoneOf))
                        .toList();
                VectorQuery wide = new VectorQuery(
                        query.values(), query.topK(), query.namespace(), others, query.withValues(), Wanted.ALL);
                List<VectorMatch> found = new ArrayList<>(good.query(wide));
                for (MetadataCondition condition : query.filter()) {
                    found.removeIf(match -> condition instanceof NoneOf && !passes(condition, match));
                }
                return found;
            }
        };
    }

    private static boolean passes(MetadataCondition condition, VectorMatch match) {
        JsonNode value = match.metadata() == null
                ? JsonNodeFactory.instance.nullNode()
                : match.metadata().path(condition.property());
        return value.isContainer() || condition.matches(MetadataValue.of(value));
    }
}
