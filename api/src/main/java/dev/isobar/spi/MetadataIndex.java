package dev.isobar.spi;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A property of metadata that filters can see.
 *
 * @param property the name; {@code a.b} is property {@code b} inside property {@code a}
 * @param type which values the index holds
 * @since 0.1.0
 */
public record MetadataIndex(String property, Type type) {
    /**
     * Which values an index holds.
     *
     * @since 0.1.0
     */
    public enum Type {
        /** Text. */
        STRING,
        /** Numbers. */
        NUMBER,
        /** Booleans. */
        BOOLEAN
    }

    /**
     * Reads the property from the metadata of a vector.
     *
     * @param metadata the metadata; {@code null} for none
     * @return the value; {@link MetadataValue.None} if the property is absent; {@code null} if it has another type and
     *     the vector stays out of the index (VEC-56)
     */
    public @Nullable MetadataValue valueIn(@Nullable ObjectNode metadata) {
        JsonNode found = metadata == null ? MissingNode.getInstance() : found(metadata);
        if (found.isMissingNode() || found.isNull()) {
            return MetadataValue.None.NONE;
        }
        boolean fits =
                switch (type) {
                    case STRING -> found.isString();
                    case NUMBER -> found.isNumber();
                    case BOOLEAN -> found.isBoolean();
                };
        return fits ? MetadataValue.of(found) : null;
    }

    /**
     * Copies the property to what a query returns that wants {@link VectorizeDriver.Wanted#INDEXED} metadata. Does nothing
     * if the metadata does not have it.
     *
     * @param metadata the metadata of a vector that is in this index
     * @param indexed what is returned of it; maps that lead to the property are added
     */
    public void copy(ObjectNode metadata, ObjectNode indexed) {
        JsonNode found = found(metadata);
        if (found.isMissingNode()) {
            return;
        }
        String[] path = path();
        ObjectNode target = indexed;
        for (int i = 0; i < path.length - 1; i++) {
            target = target.withObjectProperty(path[i]);
        }
        target.set(path[path.length - 1], found);
    }

    private JsonNode found(ObjectNode metadata) {
        JsonNode found = metadata;
        for (String name : path()) {
            found = found.path(name);
        }
        return found;
    }

    private String[] path() {
        return property.split("\\.", -1);
    }
}
