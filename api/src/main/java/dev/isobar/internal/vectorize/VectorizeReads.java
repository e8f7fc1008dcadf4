package dev.isobar.internal.vectorize;

import dev.isobar.internal.ServiceCall;
import dev.isobar.spi.MetadataCondition;
import dev.isobar.spi.MetadataValue;
import dev.isobar.spi.VectorizeDriver.VectorMatch;
import dev.isobar.spi.VectorizeDriver.VectorQuery;
import dev.isobar.spi.VectorizeDriver.VectorRecord;
import dev.isobar.spi.VectorizeDriver.Wanted;
import dev.isobar.vectorize.ReturnMetadata;
import dev.isobar.vectorize.VectorizeLimits;
import dev.isobar.vectorize.VectorizeMatch;
import dev.isobar.vectorize.VectorizeQueryOptions;
import dev.isobar.vectorize.VectorizeVector;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Checks queries, and converts what a driver returns. */
final class VectorizeReads {
    private final VectorizeRefusals refusals;
    private final VectorizeLimits limits;
    private final VectorizeFilters filters;

    VectorizeReads(VectorizeRefusals refusals, VectorizeLimits limits) {
        this.refusals = refusals;
        this.limits = limits;
        this.filters = new VectorizeFilters(refusals, limits);
    }

    /** Returns the index of the first value that is NaN or infinite; -1 if there is none. */
    static int notFinite(float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                return i;
            }
        }
        return -1;
    }

    /** Checks all of a query but its vector; returns the conditions of its filter. */
    List<MetadataCondition> check(ServiceCall call, VectorizeQueryOptions options) {
        checkTopK(call, options);
        if (options.namespace() != null) {
            refusals.checkNamespace(call, options.namespace());
        }
        return filters.parse(call, options.filter());
    }

    private void checkTopK(ServiceCall call, VectorizeQueryOptions options) {
        int topK = options.topK();
        if (topK < 1) {
            throw refusals.invalid(call, "min top K is 1, but got " + topK);
        }
        if (topK > limits.topK()) {
            throw refusals.topKTooLarge(call, topK);
        }
        boolean content = options.returnValues() || options.returnMetadata() == ReturnMetadata.ALL;
        if (content && topK > limits.topKWithContent()) {
            throw refusals.topKWithContentTooLarge(call, topK);
        }
    }

    void checkValues(ServiceCall call, float[] values, int dimensions) {
        if (dimensions == 0 && (values.length == 0 || values.length > limits.dimensions())) {
            throw refusals.wrongQueryVector(call, "1 to " + limits.dimensions(), values.length);
        }
        if (dimensions != 0 && values.length != dimensions) {
            throw refusals.wrongQueryVector(call, Integer.toString(dimensions), values.length);
        }
        refusals.checkStorable(call, values.length);
        int position = notFinite(values);
        if (position >= 0) {
            throw refusals.invalid(call, "invalid query vector, value " + position + " is not finite");
        }
    }

    static VectorQuery query(float[] values, VectorizeQueryOptions options, List<MetadataCondition> filter) {
        return new VectorQuery(
                values,
                options.topK(),
                options.namespace(),
                filter,
                options.returnValues(),
                Wanted.valueOf(options.returnMetadata().name()));
    }

    static VectorizeVector vector(VectorRecord found) {
        return new VectorizeVector(found.id(), found.values(), found.namespace(), found.metadata());
    }

    static VectorizeMatch match(VectorMatch found, ReturnMetadata wanted) {
        ObjectNode metadata = wanted == ReturnMetadata.NONE ? null : found.metadata();
        if (wanted == ReturnMetadata.INDEXED && metadata != null) {
            cutTexts(metadata);
        }
        return new VectorizeMatch(found.id(), found.score(), found.values(), found.namespace(), metadata);
    }

    private static void cutTexts(ObjectNode object) {
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            if (property.getValue() instanceof ObjectNode nested) {
                cutTexts(nested);
            } else if (property.getValue().isString()) {
                property.setValue(
                        StringNode.valueOf(MetadataValue.cut(property.getValue().stringValue())));
            }
        }
    }
}
