package dev.isobar;

import dev.isobar.ai.Ai;
import dev.isobar.config.OtherParts;
import dev.isobar.d1.D1Database;
import dev.isobar.error.ConfigurationException;
import dev.isobar.kv.KVNamespace;
import dev.isobar.queue.Queue;
import dev.isobar.r2.R2Bucket;
import dev.isobar.spi.support.Suggestion;
import dev.isobar.vectorize.VectorizeIndex;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fills a record with bindings: each component by its name and type. All problems are reported at once. */
final class RecordBinder {
    private static final List<Class<?>> TYPES =
            List.of(Ai.class, D1Database.class, KVNamespace.class, Queue.class, R2Bucket.class, VectorizeIndex.class);

    private final Map<String, Binding> bindings;
    private final OtherParts otherParts;
    private final List<String> problems = new ArrayList<>();

    RecordBinder(Map<String, Binding> bindings, OtherParts otherParts) {
        this.bindings = bindings;
        this.otherParts = otherParts;
    }

    <R> R fill(Class<R> type, MethodHandles.@Nullable Lookup lookup) {
        if (!type.isRecord()) {
            throw new ConfigurationException(List.of(
                    type.getName() + ": is not a record; bindings are the components of a record, such as record "
                            + type.getSimpleName() + "(KVNamespace CACHE) {}"));
        }
        RecordComponent[] components = type.getRecordComponents();
        List<@Nullable Object> values = new ArrayList<>(components.length);
        for (RecordComponent component : components) {
            values.add(value(type, component));
        }
        MethodHandle constructor = constructor(type, components, lookup);
        if (constructor == null || !problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return create(type, constructor, values);
    }

    private @Nullable Object value(Class<?> type, RecordComponent component) {
        String place = type.getSimpleName() + "." + component.getName() + ": ";
        Class<?> wanted = component.getType();
        if (!TYPES.contains(wanted)) {
            problems.add(place + wanted.getSimpleName() + " is not a binding; a component is one of "
                    + TYPES.stream().map(Class::getSimpleName).collect(Collectors.joining(", ")));
            return null;
        }
        Binding found = bindings.get(component.getName());
        if (found == null) {
            problems.add(place + "no binding is named '" + component.getName() + "'; "
                    + explanation(component.getName(), bindings.keySet(), otherParts));
            return null;
        }
        if (!wanted.isInstance(found.portable())) {
            problems.add(place + "the binding is declared as " + kind(found.portable()) + ", not "
                    + wanted.getSimpleName() + "; change the component's type or the declaration");
            return null;
        }
        return found.portable();
    }

    /** Says why no binding has a name, and which names there are. */
    static String explanation(String name, Set<String> declared, OtherParts otherParts) {
        String elsewhere = otherParts.explain(name);
        String known = "declared are " + (declared.isEmpty() ? "none" : String.join(", ", declared));
        return elsewhere == null ? known + Suggestion.of(name, declared) : elsewhere;
    }

    private static String kind(Object portable) {
        return TYPES.stream()
                .filter(type -> type.isInstance(portable))
                .map(Class::getSimpleName)
                .findFirst()
                .orElseThrow();
    }

    private @Nullable MethodHandle constructor(
            Class<?> type, RecordComponent[] components, MethodHandles.@Nullable Lookup lookup) {
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            if (lookup != null) {
                return lookup.findConstructor(type, MethodType.methodType(void.class, types));
            }
            Constructor<?> canonical = type.getDeclaredConstructor(types);
            return canonical.trySetAccessible() ? MethodHandles.lookup().unreflectConstructor(canonical) : closed(type);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(type + " has no canonical constructor", impossible);
        } catch (IllegalAccessException denied) {
            problems.add(type.getName() + ": is out of reach of the given lookup; "
                    + "call MethodHandles.lookup() in a class that may create the record");
            return null;
        }
    }

    private @Nullable MethodHandle closed(Class<?> type) {
        problems.add(type.getName() + ": cannot be created from outside its module; write 'opens "
                + type.getPackageName() + " to "
                + RecordBinder.class.getModule().getName() + ";' in the module-info of "
                + type.getModule().getName()
                + ", or make record and constructor public in an exported package, or call"
                + " env.as(MethodHandles.lookup(), " + type.getSimpleName() + ".class)");
        return null;
    }

    private static <R> R create(Class<R> type, MethodHandle constructor, List<@Nullable Object> values) {
        try {
            return type.cast(constructor.invokeWithArguments(values));
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable impossible) {
            throw new IllegalStateException(type + " threw a checked exception", impossible);
        }
    }
}
