package dev.isobar.internal.vectorize;

import dev.isobar.error.IsobarException;
import dev.isobar.internal.ServiceCall;
import dev.isobar.internal.Utf8;
import dev.isobar.spi.MetadataCondition;
import dev.isobar.spi.MetadataCondition.Bound;
import dev.isobar.spi.MetadataCondition.NoneOf;
import dev.isobar.spi.MetadataCondition.OneOf;
import dev.isobar.spi.MetadataCondition.Range;
import dev.isobar.spi.MetadataValue;
import dev.isobar.vectorize.VectorizeFilter;
import dev.isobar.vectorize.VectorizeLimits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The grammar of metadata filters (VEC-50): from JSON to typed conditions. */
final class VectorizeFilters {
    private static final Set<String> LOWER = Set.of("$gt", "$gte");
    private static final Set<String> UPPER = Set.of("$lt", "$lte");
    private static final Set<String> ALONE = Set.of("$eq", "$ne", "$in", "$nin");

    private final VectorizeRefusals refusals;
    private final VectorizeLimits limits;

    VectorizeFilters(VectorizeRefusals refusals, VectorizeLimits limits) {
        this.refusals = refusals;
        this.limits = limits;
    }

    /** Returns the conditions, all of which hold; none for no filter. */
    List<MetadataCondition> parse(ServiceCall call, @Nullable VectorizeFilter filter) {
        if (filter == null) {
            return List.of();
        }
        int bytes = Utf8.encode(filter.toJson()).length;
        if (bytes >= limits.filterBytes()) {
            throw refusals.tooMuch(
                    call, "filter too large; must be below " + limits.filterBytes() + " bytes, got " + bytes);
        }
        JsonNode tree = filter.toTree();
        if (tree.isEmpty()) {
            throw refusals.invalid(call, "the filter is empty; leave it out, or name a property");
        }
        List<MetadataCondition> conditions = new ArrayList<>();
        tree.properties().forEach(property -> {
            refusals.checkProperty(call, property.getKey());
            conditions.add(condition(call, property.getKey(), property.getValue()));
        });
        return conditions;
    }

    private MetadataCondition condition(ServiceCall call, String property, JsonNode said) {
        if (!said.isObject()) {
            return new OneOf(property, Set.of(value(call, property, said)));
        }
        List<String> operators = List.copyOf(said.propertyNames());
        for (String operator : operators) {
            if (!LOWER.contains(operator) && !UPPER.contains(operator) && !ALONE.contains(operator)) {
                throw refused(call, property, "an unknown operator; use $eq, $ne, $in, $nin, $gt, $gte, $lt or $lte");
            }
        }
        if (operators.size() == 1 && ALONE.contains(operators.get(0))) {
            return alone(call, property, operators.get(0), said.get(operators.get(0)));
        }
        return range(call, property, said, operators);
    }

    private MetadataCondition alone(ServiceCall call, String property, String operator, JsonNode operand) {
        return switch (operator) {
            case "$eq" -> new OneOf(property, Set.of(value(call, property, operand)));
            case "$ne" -> new NoneOf(property, Set.of(value(call, property, operand)));
            case "$in" -> new OneOf(property, values(call, property, operator, operand));
            default -> new NoneOf(property, values(call, property, operator, operand));
        };
    }

    private MetadataValue value(ServiceCall call, String property, JsonNode operand) {
        if (operand.isContainer()) {
            throw refused(call, property, "an operand that is neither text, number, boolean nor null");
        }
        return MetadataValue.of(operand);
    }

    private Set<MetadataValue> values(ServiceCall call, String property, String operator, JsonNode operand) {
        if (!operand.isArray() || operand.isEmpty()) {
            throw refused(call, property, operator + " without a list of values");
        }
        Set<MetadataValue> values = new HashSet<>();
        operand.forEach(element -> values.add(value(call, property, element)));
        return values;
    }

    private Range range(ServiceCall call, String property, JsonNode said, List<String> operators) {
        Bound lower = null;
        Bound upper = null;
        for (String operator : operators) {
            Bound bound = new Bound(value(call, property, said.get(operator)), operator.endsWith("e"));
            if (LOWER.contains(operator) && lower == null) {
                lower = bound;
            } else if (UPPER.contains(operator) && upper == null) {
                upper = bound;
            } else {
                throw refused(call, property, "operators that cannot be joined; a lower with an upper bound can");
            }
            if (!(bound.value() instanceof MetadataValue.Text || bound.value() instanceof MetadataValue.Numeric)) {
                throw refused(call, property, "a bound that is neither text nor number");
            }
        }
        if (lower == null && upper == null) {
            throw refused(call, property, "no operator");
        }
        return new Range(property, lower, upper);
    }

    private IsobarException refused(ServiceCall call, String property, String what) {
        return refusals.invalid(call, "filter key \"" + property + "\" has " + what);
    }
}
