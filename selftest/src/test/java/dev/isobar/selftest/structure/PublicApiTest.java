package dev.isobar.selftest.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.isobar.selftest.structure.ExportedSources.Declared;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the types that users see have in common. */
class PublicApiTest {
    private static final int MOST_COMPONENTS_WITHOUT_BUILDER = 8;

    /** What users or the environment supply, and the documentation says when it is called. */
    private static final Set<String> DOCUMENTED_CALLBACKS = Set.of(
            "dev.isobar.spi.BackendConfig.clock",
            "dev.isobar.tck.EnvFolder.Setting.code",
            "dev.isobar.tck.TckStore.clock");

    private static final List<Class<?>> RECORDS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.isobar").stream()
                    .filter(type -> type.isRecord() && isExported(type))
                    .<Class<?>>map(JavaClass::reflect)
                    .toList();

    private static boolean isExported(JavaClass type) {
        boolean exported = Stream.of("api", "tck")
                .anyMatch(module -> ExportedSources.packages(module).contains(type.getPackageName()));
        return exported && isVisible(type);
    }

    private static boolean isVisible(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(PublicApiTest::isVisible).orElse(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "tck"})
    void everyTypeTellsSinceWhenItIsThere(String module) {
        List<Declared> types = ExportedSources.types(module);

        assertTrue(types.size() > 10, () -> "types of " + module + ": " + types);
        assertEquals(
                List.of(),
                types.stream()
                        .filter(type -> type.doc() == null || !type.doc().contains("@since "))
                        .map(Declared::name)
                        .toList());
    }

    @Test
    void recordsHaveABuilderOnlyAboveEightComponents() {
        Set<String> wrong = RECORDS.stream()
                .filter(type -> hasBuilder(type) != type.getRecordComponents().length > MOST_COMPONENTS_WITHOUT_BUILDER)
                .filter(type -> hasBuilder(type) || isOptions(type))
                .map(Class::getName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(Set.of(), wrong);
    }

    /** Users make options themselves; larger records that are results need no builder. */
    private static boolean isOptions(Class<?> type) {
        return type.getSimpleName().endsWith("Options") || type.getSimpleName().endsWith("Settings");
    }

    private static boolean hasBuilder(Class<?> type) {
        return Arrays.stream(type.getDeclaredClasses())
                .anyMatch(nested -> nested.getSimpleName().equals("Builder"));
    }

    @Test
    void recordsHaveNoBehaviourForComponents() {
        Set<String> functional = RECORDS.stream()
                .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                .filter(component -> isFunctional(component.getType()))
                .map(PublicApiTest::name)
                .filter(name -> !DOCUMENTED_CALLBACKS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));

        assertTrue(RECORDS.size() > 50, () -> "records: " + RECORDS);
        assertEquals(Set.of(), functional);
    }

    private static String name(RecordComponent component) {
        return component.getDeclaringRecord().getCanonicalName() + "." + component.getName();
    }

    /** What can be closed is a resource, and what can be iterated is data. */
    private static boolean isFunctional(Class<?> type) {
        return type.isInterface()
                && !AutoCloseable.class.isAssignableFrom(type)
                && !Iterable.class.isAssignableFrom(type)
                && Stream.of(type.getMethods())
                                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                                .count()
                        == 1;
    }
}
