package dev.isobar.workerd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.isobar.tck.D1DatabaseTck;
import dev.isobar.tck.KVNamespaceTck;
import dev.isobar.tck.QueueTck;
import dev.isobar.tck.R2BucketTck;
import dev.isobar.tck.Rule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of differences names tests of the kit; a row without one would never be looked at. */
class KnownDifferencesTest {
    private static final List<Class<?>> KIT =
            List.of(D1DatabaseTck.class, KVNamespaceTck.class, QueueTck.class, R2BucketTck.class);

    @Test
    void everyListedTestExists() {
        Set<String> tests = KIT.stream()
                .flatMap(kit -> Stream.of(kit.getDeclaredClasses()))
                .flatMap(topic -> Stream.of(topic.getSuperclass().getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Rule.class))
                .map(method -> method.getAnnotation(Rule.class).value() + " " + method.getName())
                .collect(Collectors.toSet());

        List<String> unknown = KnownDifferences.of("").keySet().stream()
                .filter(listed -> listed.contains(" ") && !tests.contains(listed))
                .toList();

        assertFalse(KnownDifferences.of("").isEmpty());
        assertEquals(List.of(), unknown);
    }
}
