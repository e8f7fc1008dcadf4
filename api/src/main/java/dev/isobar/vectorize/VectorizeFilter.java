package dev.isobar.vectorize;

import dev.isobar.error.CallSite;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.Service;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A condition on the metadata of the candidates of a query: one or more properties, joined by AND (VEC-50).
 *
 * <pre>{@code
 * VectorizeFilter.where("genre").eq("drama").and("year").gte(2020).lt(2024)
 * VectorizeFilter.parse("{\"genre\":\"drama\",\"year\":{\"$gte\":2020,\"$lt\":2024}}")
 * }</pre>
 *
 * <p>A property is seen by filters if it has a metadata index (VEC-53). Immutable. The grammar is judged by the query,
 * for all ways of making a filter alike; numbers that a double cannot hold, NaN and the infinities are refused at once
 * with an {@link InvalidRequestException} (VEC-51).
 *
 * @since 0.1.0
 */
public final class VectorizeFilter {
    private final ObjectNode conditions;
    private final String last;

    private VectorizeFilter(ObjectNode conditions, String last) {
        this.conditions = conditions;
        this.last = last;
        conditions.properties().forEach(said -> {
            if (!isFinite(said.getValue())) {
                throw refused(
                        "filter key \"" + said.getKey() + "\" has a number that is NaN, infinite or beyond a double;"
                                + " leave the bound out, or name a finite one",
                        null);
            }
        });
    }

    // JSON has no such numbers: written, they would turn into texts, which no number matches.
    private static boolean isFinite(JsonNode value) {
        return value.isContainer()
                ? value.valueStream().allMatch(VectorizeFilter::isFinite)
                : !value.isNumber() || Double.isFinite(value.asDouble(Double.NaN));
    }

    /**
     * Starts a filter.
     *
     * @param property the name; {@code a.b} is property {@code b} inside property {@code a} (VEC-52)
     * @return what is to be said of the property
     */
    public static Property where(String property) {
        return new Property(JsonMapper.shared().createObjectNode(), property);
    }

    /**
     * Takes a filter in JSON, as REST and the JavaScript binding have it.
     *
     * @param json a JSON object
     * @return the filter
     * @throws InvalidRequestException if the text is not a JSON object
     */
    public static VectorizeFilter parse(String json) {
        try {
            return of(JsonMapper.shared().readTree(json));
        } catch (JacksonException noJson) {
            // The parser's error quotes what it has read.
            throw refused("the filter is not JSON", null);
        }
    }

    /**
     * Takes a filter as maps, lists and values.
     *
     * @param conditions conditions by property, or a JSON object
     * @return the filter
     * @throws InvalidRequestException if this cannot be written as a JSON object
     */
    public static VectorizeFilter of(Object conditions) {
        JsonNode tree;
        try {
            tree = JsonMapper.shared().valueToTree(conditions);
        } catch (JacksonException noJson) {
            // What the conditions' own code threw stays the cause; the mapper's error quotes names and values.
            Throwable cause = noJson.getCause();
            throw refused("the filter cannot be written as JSON", cause instanceof JacksonException ? null : cause);
        }
        if (tree instanceof ObjectNode object) {
            return new VectorizeFilter(object.deepCopy(), "");
        }
        throw refused("the filter must be a JSON object", null);
    }

    /**
     * Adds a condition on another property.
     *
     * @param property the name
     * @return what is to be said of the property
     */
    public Property and(String property) {
        return new Property(conditions, property);
    }

    /**
     * Adds a bound to the property named last: above a value.
     *
     * @param value text or a number
     * @return a changed copy
     */
    public VectorizeFilter gt(Object value) {
        return and(last).gt(value);
    }

    /**
     * Adds a bound to the property named last: from a value on.
     *
     * @param value text or a number
     * @return a changed copy
     */
    public VectorizeFilter gte(Object value) {
        return and(last).gte(value);
    }

    /**
     * Adds a bound to the property named last: below a value.
     *
     * @param value text or a number
     * @return a changed copy
     */
    public VectorizeFilter lt(Object value) {
        return and(last).lt(value);
    }

    /**
     * Adds a bound to the property named last: up to a value.
     *
     * @param value text or a number
     * @return a changed copy
     */
    public VectorizeFilter lte(Object value) {
        return and(last).lte(value);
    }

    /**
     * Returns the filter as compact JSON.
     *
     * @return a JSON object
     */
    public String toJson() {
        return conditions.toString();
    }

    /**
     * Returns the filter as a JSON object.
     *
     * @return a copy, which belongs to the caller
     */
    public JsonNode toTree() {
        return conditions.deepCopy();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VectorizeFilter that && conditions.equals(that.conditions);
    }

    @Override
    public int hashCode() {
        return conditions.hashCode();
    }

    /** Shows the names of the properties: operands are the application's. */
    @Override
    public String toString() {
        return "VectorizeFilter" + List.copyOf(conditions.propertyNames());
    }

    private static InvalidRequestException refused(String what, @Nullable Throwable cause) {
        return new InvalidRequestException(
                new CallSite(Service.VECTORIZE, null, "query"), null, "VECTOR_QUERY_ERROR: " + what, cause);
    }

    /**
     * A property of which something is to be said.
     *
     * @since 0.1.0
     */
    public static final class Property {
        private final ObjectNode conditions;
        private final String name;

        private Property(ObjectNode conditions, String name) {
            this.conditions = conditions;
            this.name = name;
        }

        /**
         * Asks for a value.
         *
         * @param value text, a number, a boolean, or {@code null}
         * @return the filter
         */
        public VectorizeFilter eq(@Nullable Object value) {
            return with("$eq", value);
        }

        /**
         * Asks for another value.
         *
         * @param value text, a number, a boolean, or {@code null}
         * @return the filter
         */
        public VectorizeFilter ne(@Nullable Object value) {
            return with("$ne", value);
        }

        /**
         * Asks for one of several values.
         *
         * @param values text, numbers and booleans, at least one
         * @return the filter
         */
        public VectorizeFilter in(Collection<?> values) {
            return with("$in", values);
        }

        /**
         * Asks for none of several values.
         *
         * @param values text, numbers and booleans, at least one
         * @return the filter
         */
        public VectorizeFilter nin(Collection<?> values) {
            return with("$nin", values);
        }

        /**
         * Asks for what is above a value.
         *
         * @param value text or a number
         * @return the filter
         */
        public VectorizeFilter gt(Object value) {
            return with("$gt", value);
        }

        /**
         * Asks for a value or what is above it.
         *
         * @param value text or a number
         * @return the filter
         */
        public VectorizeFilter gte(Object value) {
            return with("$gte", value);
        }

        /**
         * Asks for what is below a value.
         *
         * @param value text or a number
         * @return the filter
         */
        public VectorizeFilter lt(Object value) {
            return with("$lt", value);
        }

        /**
         * Asks for a value or what is below it.
         *
         * @param value text or a number
         * @return the filter
         */
        public VectorizeFilter lte(Object value) {
            return with("$lte", value);
        }

        private VectorizeFilter with(String operator, @Nullable Object value) {
            ObjectNode copy = conditions.deepCopy();
            JsonNode said = copy.get(name);
            if (said != null && (!said.isObject() || said.has(operator))) {
                throw refused("filter key \"" + name + "\" has two conditions that cannot be joined", null);
            }
            ObjectNode operators = said == null ? copy.putObject(name) : (ObjectNode) said;
            operators.set(operator, JsonMapper.shared().valueToTree(value));
            return new VectorizeFilter(copy, name);
        }
    }
}
