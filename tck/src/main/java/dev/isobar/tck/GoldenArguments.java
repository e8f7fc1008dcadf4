package dev.isobar.tck;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The decoded arguments of one step. */
record GoldenArguments(Map<String, @Nullable Object> members) {
    @Nullable
    Object get(String name) {
        return members.get(name);
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    String text(String name) {
        return (String) required(name);
    }

    long number(String name, long otherwise) {
        return members.get(name) instanceof Number number ? number.longValue() : otherwise;
    }

    @SuppressWarnings("unchecked")
    List<@Nullable Object> list(String name) {
        return (List<@Nullable Object>) required(name);
    }

    /** A member that is an object; empty if it is absent. */
    @SuppressWarnings("unchecked")
    GoldenArguments object(String name) {
        Object found = members.get(name);
        Map<String, @Nullable Object> none = new LinkedHashMap<>();
        return new GoldenArguments(found == null ? none : (Map<String, @Nullable Object>) found);
    }

    Object required(String name) {
        Object found = members.get(name);
        if (found == null) {
            throw new IllegalArgumentException("the step has no argument " + name);
        }
        return found;
    }
}
