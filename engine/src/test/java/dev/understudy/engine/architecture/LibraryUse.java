package dev.understudy.engine.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Arrays;
import java.util.List;

/**
 * Who may import a library: the classes whose name holds one of the names, and the packages (below the root) that are
 * there for it.
 */
record LibraryUse(List<String> libraryPackages, List<String> names, List<String> packages) {
    static LibraryUse of(String... libraryPackages) {
        return new LibraryUse(List.of(libraryPackages), List.of(), List.of());
    }

    LibraryUse byClassesNamed(String... more) {
        return new LibraryUse(libraryPackages, List.of(more), packages);
    }

    LibraryUse byPackages(String... more) {
        return new LibraryUse(libraryPackages, names, List.of(more));
    }

    ArchRule rule(String root) {
        return ArchRuleDefinition.noClasses()
                .that(DescribedPredicate.not(mayUse(root)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraryPackages.toArray(String[]::new))
                .because("a reader finds everything that a library does for us by its name, and can replace it there")
                .allowEmptyShould(true);
    }

    private DescribedPredicate<JavaClass> mayUse(String root) {
        String[] homes = packages.stream().map(name -> root + "." + name + "..").toArray(String[]::new);
        DescribedPredicate<JavaClass> named = DescribedPredicate.describe(
                "have a name with " + names,
                type -> names.stream().anyMatch(outermost(type).getSimpleName()::contains));
        return homes.length == 0
                ? named
                : named.or(JavaClass.Predicates.resideInAnyPackage(homes))
                        .as("%s or are in %s", named, Arrays.asList(homes));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(LibraryUse::outermost).orElse(type);
    }
}
