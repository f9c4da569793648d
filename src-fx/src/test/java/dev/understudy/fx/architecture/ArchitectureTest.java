package dev.understudy.fx.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules hold for our classes, and each refuses the canary that breaks it. */
final class ArchitectureTest {
    private static final String CANARIES = "dev.understudy.fx.architecture.canary.";

    /** Read once: it takes seconds. */
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.understudy.fx");

    static Stream<Arguments> rules() {
        return Stream.of(
                arguments("CanaryViewModel", FxRules.VIEW_MODELS_KNOW_NO_SCENE),
                arguments("RunsLater", FxRules.ONE_WAY_TO_THE_FX_THREAD),
                arguments("CallsThreads", FxRules.NO_THREADS_OF_OUR_OWN),
                arguments("MeetsServer", FxRules.NO_SERVER),
                arguments("StaticState", FxRules.NO_STATIC_STATE),
                arguments("StaticHolder", FxRules.NO_STATIC_STATE));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(String canary, ArchRule rule) {
        assertThat(OURS).as("there must be something to check").hasSizeGreaterThan(30);
        rule.check(OURS);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void refusesItsCanary(String canary, ArchRule rule) throws ClassNotFoundException {
        JavaClasses bird = new ClassFileImporter().importClasses(Class.forName(CANARIES + canary));

        assertThat(rule.evaluate(bird).getFailureReport().getDetails())
                .as("%s must be refused", canary)
                .isNotEmpty()
                .allSatisfy(detail -> assertThat(detail).contains(canary));
    }
}
