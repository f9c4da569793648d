package dev.understudy.engine.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The order of the engine's packages below a root: a package may know those of its own level and of the levels before
 * it. Levels hold the packages that tell one step of the loop; that they do not know each other in a circle is
 * another rule.
 */
record PackageOrder(String root) {
    private static final List<Set<String>> LEVELS = List.of(
            Set.of("common", "statistics", "yaml", "database"),
            Set.of("task"),
            Set.of("traffic", "features"),
            Set.of("segment", "snapshot", "model"),
            Set.of("training", "simulation", "leak"),
            Set.of("gate"),
            Set.of("store", "registry", "signing"),
            Set.of("release"),
            Set.of("backtest", "overview", "pipeline", "report", "serving", "monitoring", "notify", "fidelity"),
            Set.of("jobs"),
            Set.of("workspace"));

    /** The feature package of a class: the first name below the root. */
    Optional<String> feature(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(root + ".")) {
            return Optional.empty();
        }
        String below = name.substring(root.length() + 1);
        int dot = below.indexOf('.');
        return Optional.of(dot < 0 ? below : below.substring(0, dot));
    }

    /** Holds for a class whose package has a place in the order. */
    ArchCondition<JavaClass> haveAPlace() {
        return new ArchCondition<>("be in a package that has a place in the order") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (level(type).isEmpty()) {
                    events.add(SimpleConditionEvent.violated(
                            type, "<" + type.getName() + "> is in a package that the order does not name"));
                }
            }
        };
    }

    /** Holds for a class that knows nothing of a later level. */
    ArchCondition<JavaClass> knowOnlyEarlierLevels() {
        return new ArchCondition<>("know only packages of their own level and earlier ones") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                OptionalInt own = level(type);
                if (own.isEmpty()) {
                    return;
                }
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    OptionalInt other = level(dependency.getTargetClass());
                    if (other.isPresent() && other.getAsInt() > own.getAsInt()) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private OptionalInt level(JavaClass type) {
        return feature(type)
                .map(name -> IntStream.range(0, LEVELS.size())
                        .filter(level -> LEVELS.get(level).contains(name))
                        .findFirst())
                .orElseGet(OptionalInt::empty);
    }
}
