package dev.understudy.engine.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule has to reject what is wrong in its canary, and only that: the innocent bear Allowed in their name. */
class CanaryTest {
    private static final String CANARIES = "dev.understudy.engine.architecture.canary.";

    static Iterable<String> rules() {
        return EngineRules.all().keySet();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theRuleRejectsItsCanary(String rule) {
        String root = CANARIES + rule;
        JavaClasses canary = new ClassFileImporter().importPackages(root);

        EvaluationResult result = EngineRules.all().get(rule).apply(root).evaluate(canary);

        assertThat(result.getFailureReport().getDetails())
                .isNotEmpty()
                .noneMatch(violation -> violation.contains("<" + root) && violation.contains("Allowed"));
    }
}
