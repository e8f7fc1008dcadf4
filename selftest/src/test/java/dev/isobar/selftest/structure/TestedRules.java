package dev.isobar.selftest.structure;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.isobar.tck.Rule;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rules that some test of the kit asserts. */
final class TestedRules {
    static final Set<String> IDS = new ClassFileImporter()
            .importPackages("dev.isobar.tck").stream()
                    .flatMap(type -> type.getMethods().stream())
                    .filter(method -> method.isAnnotatedWith(Rule.class))
                    .map(method -> method.getAnnotationOfType(Rule.class).value())
                    .collect(Collectors.toCollection(TreeSet::new));

    private TestedRules() {}
}
