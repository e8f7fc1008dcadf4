package dev.isobar.internal.d1;

import dev.isobar.d1.D1Row;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.internal.Json;
import dev.isobar.internal.Refusals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.introspect.ClassIntrospector;

/** Reads the rows of one result as objects of one class: Jackson builds them, once each component has its column. */
final class D1RowReader<T> {
    private final Class<T> type;
    private final Refusals refusals;
    private final String operation;
    private @Nullable Map<String, String> columns;

    D1RowReader(Class<T> type, Refusals refusals, String operation) {
        this.type = type;
        this.refusals = refusals;
        this.operation = operation;
    }

    T read(D1Row row) {
        if (type.isInstance(row)) {
            return type.cast(row);
        }
        try {
            return Json.ROWS.convertValue(isMap() ? row : members(row), type);
        } catch (JacksonException mismatch) {
            throw refused(Json.place(mismatch));
        }
    }

    private boolean isMap() {
        return Map.class.isAssignableFrom(type) || JsonNode.class.isAssignableFrom(type);
    }

    private Map<String, @Nullable Object> members(D1Row row) {
        if (columns == null) {
            columns = columns(row.keySet());
        }
        Map<String, @Nullable Object> members = new HashMap<>(row);
        columns.forEach((component, column) -> members.put(component, row.get(column)));
        return members;
    }

    /** The columns of components that no column has the exact name of. */
    private Map<String, String> columns(Set<String> names) {
        Map<String, String> columns = new HashMap<>();
        for (BeanPropertyDefinition component : components()) {
            if (names.contains(component.getName())
                    || component.findAliases().stream()
                            .map(PropertyName::getSimpleName)
                            .anyMatch(names::contains)) {
                continue;
            }
            List<String> found = names.stream()
                    .filter(name -> SnakeCase.matches(component.getName(), name))
                    .toList();
            if (found.size() > 1) {
                throw refused(": for '" + component.getName() + "' there are several columns, " + found);
            }
            if (found.isEmpty() && component.isRequired()) {
                throw refused(": no column for '" + component.getName() + "'; the row has " + names);
            }
            found.forEach(name -> columns.put(component.getName(), name));
        }
        return columns;
    }

    private List<BeanPropertyDefinition> components() {
        DeserializationConfig config = Json.ROWS.deserializationConfig();
        ClassIntrospector classes = config.classIntrospectorInstance();
        JavaType bean = Json.ROWS.constructType(type);
        return classes.introspectForDeserialization(bean, classes.introspectClassAnnotations(bean))
                .findProperties();
    }

    private InvalidRequestException refused(String reason) {
        return refusals.invalid(operation, "a row cannot be read as " + type.getSimpleName() + reason);
    }
}
