package dev.isobar.spi;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A property of metadata that filters can see.
 *
 * @param property the name; {@code a.b} is property {@code b} inside property {@code a}
 * @param type which values the index holds
 */
public record MetadataIndex(String property, Type type) {
    /** Which values an index holds. */
    public enum Type {
        /** Text. */
        STRING,
        /** Numbers. */
        NUMBER,
        /** Booleans. */
        BOOLEAN
    }

    /**
     * Takes the property out of a vector's metadata.
     *
     * @param metadata the metadata
     * @return the value; {@link MetadataValue.None} if the property is absent; {@code null} if it has another type and
     *     the vector stays out of the index (VEC-56)
     */
    public @Nullable MetadataValue valueIn(JsonNode metadata) {
        JsonNode found = metadata;
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
