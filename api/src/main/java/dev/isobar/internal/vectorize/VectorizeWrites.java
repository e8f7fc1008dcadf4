package dev.isobar.internal.vectorize;

import dev.isobar.internal.ServiceCall;
import dev.isobar.internal.Utf8;
import dev.isobar.spi.VectorizeDriver.VectorRecord;
import dev.isobar.vectorize.VectorizeLimits;
import dev.isobar.vectorize.VectorizeVector;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks vectors before they are stored. */
final class VectorizeWrites {
    private static final int DEEPEST = 100;

    private final VectorizeRefusals refusals;
    private final VectorizeLimits limits;

    VectorizeWrites(VectorizeRefusals refusals, VectorizeLimits limits) {
        this.refusals = refusals;
        this.limits = limits;
    }

    /** Checks vectors; returns one per ID: the first of several for an insert, the last for an upsert. */
    List<VectorRecord> check(ServiceCall call, Collection<VectorizeVector> vectors, IntSupplier dimensions) {
        List<VectorizeVector> asked = List.copyOf(vectors);
        if (asked.size() > limits.vectorsPerWrite()) {
            throw refusals.tooMuch(
                    call,
                    "too many vectors in payload; max vector count is " + limits.vectorsPerWrite() + ", got "
                            + asked.size());
        }
        int expected = asked.isEmpty() ? 0 : dimensions.getAsInt();
        Map<String, VectorRecord> records = new LinkedHashMap<>();
        for (VectorizeVector vector : asked) {
            VectorRecord checked = check(call, vector, expected);
            expected = vector.values().length;
            if (call.equals(VectorizeCalls.INSERT)) {
                records.putIfAbsent(checked.id(), checked);
            } else {
                records.put(checked.id(), checked);
            }
        }
        return List.copyOf(records.values());
    }

    private VectorRecord check(ServiceCall call, VectorizeVector vector, int dimensions) {
        refusals.checkId(call, vector.id());
        if (vector.namespace() != null) {
            refusals.checkNamespace(call, vector.namespace());
        }
        checkValues(call, vector, dimensions);
        return new VectorRecord(vector.id(), vector.values(), vector.namespace(), metadata(call, vector.metadata()));
    }

    private void checkValues(ServiceCall call, VectorizeVector vector, int dimensions) {
        float[] values = vector.values();
        if (dimensions == 0 && (values.length == 0 || values.length > limits.dimensions())) {
            throw refusals.wrongVector(call, vector.id(), "1 to " + limits.dimensions(), values.length);
        }
        if (dimensions != 0 && values.length != dimensions) {
            throw refusals.wrongVector(call, vector.id(), Integer.toString(dimensions), values.length);
        }
        refusals.checkStorable(call, values.length);
        int position = VectorizeReads.notFinite(values);
        if (position >= 0) {
            throw refusals.invalid(
                    call, "invalid vector for id=\"" + vector.id() + "\", value " + position + " is not finite");
        }
    }

    /** Returns the application's metadata as a copy that nobody else has. */
    private @Nullable ObjectNode metadata(ServiceCall call, @Nullable JsonNode metadata) {
        if (metadata == null || metadata.isNull()) {
            return null;
        }
        if (!(metadata instanceof ObjectNode object)) {
            throw refusals.invalid(call, "metadata must be a JSON object");
        }
        checkProperties(call, object, 1);
        checkSize(call, object);
        return object.deepCopy();
    }

    private void checkSize(ServiceCall call, ObjectNode metadata) {
        int bytes = Utf8.length(metadata.toString());
        if (bytes < 0) {
            throw refusals.invalid(call, "metadata has half a surrogate pair");
        }
        if (bytes > limits.metadataBytes()) {
            throw refusals.tooMuch(
                    call, "metadata too large; max is " + limits.metadataBytes() + " bytes, got " + bytes + " bytes");
        }
    }

    private void checkProperties(ServiceCall call, JsonNode object, int depth) {
        if (depth > DEEPEST) {
            throw refusals.tooMuch(call, "metadata nested too deeply; max is " + DEEPEST + " maps");
        }
        object.properties().forEach(property -> {
            String name = property.getKey();
            if (name.isEmpty() || name.startsWith("$") || name.indexOf('.') >= 0 || name.indexOf('"') >= 0) {
                throw refusals.invalid(
                        call, "a metadata key is not empty, has no dot or quotation mark and does not start with $");
            }
            checkValue(call, property.getValue(), depth);
        });
    }

    private void checkValue(ServiceCall call, JsonNode value, int depth) {
        if (value.isObject()) {
            checkProperties(call, value, depth + 1);
        } else if (!isAllowed(value)) {
            throw refusals.invalid(
                    call, "a metadata value is text, a finite number, a boolean, a list of text or a map of these");
        }
    }

    private static boolean isAllowed(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING, BOOLEAN, NULL -> true;
            case NUMBER -> Double.isFinite(value.asDouble(Double.NaN));
            case ARRAY -> value.valueStream().allMatch(JsonNode::isString);
            default -> false;
        };
    }
}
