package dev.isobar.selftest.structure;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

/** Imports point down only: entry, portable classes, bindings and drivers, errors. */
class ImportDirectionTest {
    private static final String[] BINDINGS = {
        "dev.isobar.ai..",
        "dev.isobar.d1..",
        "dev.isobar.kv..",
        "dev.isobar.queue..",
        "dev.isobar.r2..",
        "dev.isobar.vectorize.."
    };
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.isobar");

    @Test
    void errorsStandOnNothing() {
        noClasses()
                .that()
                .resideInAPackage("dev.isobar.error..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.isobar..").and(not(resideInAPackage("dev.isobar.error.."))))
                .check(CLASSES);
    }

    @Test
    void bindingsKnowNeitherEntryNorPortableClassesNorBackends() {
        noClasses()
                .that()
                .resideInAnyPackage(BINDINGS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.isobar", "dev.isobar.internal..", "dev.isobar.backend..", "dev.isobar.tck..")
                .check(CLASSES);
    }

    @Test
    void driversKnowNeitherEntryNorPortableClassesNorBackends() {
        noClasses()
                .that()
                .resideInAPackage("dev.isobar.spi..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.isobar", "dev.isobar.internal..", "dev.isobar.backend..", "dev.isobar.tck..")
                .check(CLASSES);
    }

    @Test
    void portableClassesDoNotKnowTheEntry() {
        noClasses()
                .that()
                .resideInAPackage("dev.isobar.internal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.isobar", "dev.isobar.backend..", "dev.isobar.tck..")
                .check(CLASSES);
    }

    @Test
    void portableClassesOfOneBindingDoNotKnowThoseOfAnother() {
        slices().matching("dev.isobar.internal.(*)..")
                .namingSlices("portable $1")
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
    }

    @Test
    void onlyTheEntryKnowsThePortableClasses() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.isobar", "dev.isobar.internal..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.isobar.internal..")
                .check(CLASSES);
    }

    @Test
    void backendsKnowNeitherEntryNorKit() {
        noClasses()
                .that()
                .resideInAPackage("dev.isobar.backend..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.isobar", "dev.isobar.tck..")
                .check(CLASSES);
    }

    @Test
    void backendsDoNotKnowEachOther() {
        slices().matching("dev.isobar.backend.(*)..")
                .namingSlices("backend $1")
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void theKitStandsOnTheApiAlone() {
        noClasses()
                .that()
                .resideInAPackage("dev.isobar.tck..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.isobar.backend..")
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCircle() {
        slices().assignedFrom(new EachPackage())
                .namingSlices("$1")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void noMethodIsSynchronized() {
        noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage("dev.isobar..")
                .should()
                .haveModifier(JavaModifier.SYNCHRONIZED)
                .check(CLASSES);
    }

    private static final class EachPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith("dev.isobar")
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "each package";
        }
    }
}
