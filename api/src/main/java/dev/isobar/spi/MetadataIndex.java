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
        JsonNode found = metadata == null ? MissingNode.getInstance() : metadata;
        for (String name : property.split("\\.", -1)) {
            found = found.path(name);
        }
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
}
