package dev.isobar.selftest;

import dev.isobar.spi.MetadataCondition;
import dev.isobar.spi.MetadataCondition.Bound;
import dev.isobar.spi.MetadataCondition.NoneOf;
import dev.isobar.spi.MetadataCondition.OneOf;
import dev.isobar.spi.MetadataCondition.Range;
import dev.isobar.spi.MetadataValue;
import dev.isobar.spi.MetadataValue.Numeric;
import dev.isobar.spi.MetadataValue.Text;
import dev.isobar.spi.VectorizeDriver;
import dev.isobar.spi.VectorizeDriver.VectorMatch;
import dev.isobar.spi.VectorizeDriver.VectorQuery;
import dev.isobar.spi.VectorizeDriver.VectorRecord;
import dev.isobar.spi.VectorizeDriver.Wanted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Vectorize drivers that search in a careless way. */
final class CarelessSearches {
    private static final int ALL = 1_000;

    private CarelessSearches() {}

    /** Leaves the values of a long query after the first ones out. */
    static VectorQuery onlyFirst(VectorQuery query, int longerThan, int count) {
        float[] values = query.values().clone();
        if (values.length > longerThan) {
            Arrays.fill(values, count, values.length, 0);
        }
        return new VectorQuery(
                values, query.topK(), query.namespace(), query.filter(), query.withValues(), query.metadata());
    }

    static VectorQuery wide(VectorQuery query, @Nullable String namespace) {
        return new VectorQuery(
                query.values(), query.topK(), namespace, query.filter(), query.withValues(), query.metadata());
    }

    /** The best of those matches that pass. */
    static List<VectorMatch> among(VectorizeDriver good, VectorQuery query, Predicate<VectorMatch> passes)
            throws Exception {
        VectorQuery all = new VectorQuery(
                query.values(), ALL, query.namespace(), query.filter(), query.withValues(), query.metadata());
        return good.query(all).stream().filter(passes).limit(query.topK()).toList();
    }

    /** Judges some conditions by the metadata itself; the vector is in the index in any case. */
    static VectorizeDriver judging(
            VectorizeDriver good, Predicate<MetadataCondition> own, BiPredicate<MetadataCondition, JsonNode> judge) {
        return judging(good, own, judge, CarelessSearches::at);
    }

    private static VectorizeDriver judging(
            VectorizeDriver good,
            Predicate<MetadataCondition> own,
            BiPredicate<MetadataCondition, JsonNode> judge,
            Reading reading) {
        return new VectorizeOver(good) {
            @Override
            public List<VectorMatch> query(VectorQuery query) throws Exception {
                List<MetadataCondition> judged =
                        query.filter().stream().filter(own).toList();
                List<MetadataCondition> filter = query.filter().stream()
                        .map(condition -> own.test(condition) ? present(condition.property()) : condition)
                        .toList();
                VectorQuery open = new VectorQuery(
                        query.values(), query.topK(), query.namespace(), filter, query.withValues(), query.metadata());
                Map<String, ObjectNode> metadata = metadata(good, open);
                return among(good, open, match -> judged.stream()
                        .allMatch(condition ->
                                judge.test(condition, reading.read(metadata.get(match.id()), condition.property()))));
            }
        };
    }

    private interface Reading {
        JsonNode read(@Nullable ObjectNode metadata, String property);
    }

    private static MetadataCondition present(String property) {
        return new NoneOf(property, Set.of(MetadataValue.None.NONE));
    }

    private static Map<String, ObjectNode> metadata(VectorizeDriver good, VectorQuery query) throws Exception {
        Map<String, ObjectNode> metadata = new HashMap<>();
        VectorQuery all = new VectorQuery(query.values(), ALL, query.namespace(), query.filter(), false, Wanted.ALL);
        for (VectorMatch match : good.query(all)) {
            if (match.metadata() != null) {
                metadata.put(match.id(), match.metadata());
            }
        }
        return metadata;
    }

    private static JsonNode at(@Nullable ObjectNode metadata, String property) {
        JsonNode found = metadata == null ? MissingNode.getInstance() : metadata;
        for (String name : property.split("\\.", -1)) {
            found = found.path(name);
        }
        return found;
    }

    /** Looks for the last name of a path wherever it stands. */
    static VectorizeDriver anyDepth(VectorizeDriver good) {
        return judging(
                good,
                condition -> condition.property().indexOf('.') > 0,
                (condition, value) -> condition.matches(MetadataValue.of(value)),
                (metadata, property) -> {
                    String name = property.substring(property.lastIndexOf('.') + 1);
                    JsonNode found = metadata == null ? null : metadata.findValue(name);
                    return found == null ? MissingNode.getInstance() : found;
                });
    }

    /** A range whose bounds are the texts of its numbers. */
    static Range asTexts(Range range) {
        return new Range(range.property(), asText(range.lower()), asText(range.upper()));
    }

    private static @Nullable Bound asText(@Nullable Bound bound) {
        return bound != null && bound.value() instanceof Numeric number
                ? new Bound(new Text(shown(number.value())), bound.inclusive())
                : bound;
    }

    private static String shown(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    /** Compares texts in a form of their own. */
    static boolean anyOf(OneOf condition, JsonNode value, UnaryOperator<String> form) {
        if (!value.isString()) {
            return condition.matches(MetadataValue.of(value));
        }
        String text = form.apply(value.stringValue());
        return condition.values().stream()
                .anyMatch(operand -> operand instanceof Text wanted
                        && form.apply(wanted.value()).equals(text));
    }

    /** A condition that has forgotten some of many values. */
    static MetadataCondition cut(MetadataCondition condition, int most) {
        if (condition instanceof OneOf one) {
            return new OneOf(one.property(), one.values().stream().limit(most).collect(Collectors.toSet()));
        }
        return condition instanceof NoneOf none
                ? new NoneOf(none.property(), none.values().stream().limit(most).collect(Collectors.toSet()))
                : condition;
    }

    /** Finds a vector also by the metadata that it had before it was replaced. */
    static VectorizeDriver overEarlierMetadata(VectorizeDriver good) {
        return new VectorizeOver(good) {
            private final List<VectorRecord> earlier = new ArrayList<>();

            @Override
            public String write(List<VectorRecord> vectors, boolean replace) throws Exception {
                earlier.addAll(vectors);
                return good.write(vectors, replace);
            }

            @Override
            public List<VectorMatch> query(VectorQuery query) throws Exception {
                Set<String> passing = new HashSet<>();
                for (VectorMatch match : among(good, query, match -> true)) {
                    passing.add(match.id());
                }
                for (VectorRecord vector : earlier) {
                    boolean passes = vector.metadata() != null
                            && query.filter().stream()
                                    .allMatch(condition -> condition.matches(
                                            MetadataValue.of(at(vector.metadata(), condition.property()))));
                    if (passes) {
                        passing.add(vector.id());
                    }
                }
                VectorQuery open = new VectorQuery(
                        query.values(),
                        query.topK(),
                        query.namespace(),
                        List.of(),
                        query.withValues(),
                        query.metadata());
                return among(good, open, match -> passing.contains(match.id()));
            }
        };
    }
}
