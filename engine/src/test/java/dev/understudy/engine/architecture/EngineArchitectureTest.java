package dev.understudy.engine.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EngineArchitectureTest {
    private static final String ROOT = "dev.understudy.engine";
    private static final Pattern OFFENDER = Pattern.compile("<" + Pattern.quote(ROOT) + "\\.([a-z.]+\\.[A-Z]\\w*)");

    /** Classes that break a rule and wait to be mended. Who mends one deletes it here; nothing is added. */
    private static final Map<String, Set<String>> DEBTS =
            Map.of("jackson", Set.of("model.Safetensors", "report.SimulationDocument"));

    private JavaClasses engine;

    @BeforeAll
    void importTheEngine() {
        engine = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
    }

    static Iterable<String> rules() {
        return EngineRules.all().keySet();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theEngineKeepsTheRule(String rule) {
        List<String> violations = EngineRules.all()
                .get(rule)
                .apply(ROOT)
                .evaluate(engine)
                .getFailureReport()
                .getDetails();

        assertThat(violations.stream().map(EngineArchitectureTest::offender).collect(Collectors.toSet()))
                .as("who breaks the rule '%s': %s", rule, violations)
                .isEqualTo(DEBTS.getOrDefault(rule, Set.of()));
    }

    private static String offender(String violation) {
        Matcher matcher = OFFENDER.matcher(violation);
        return matcher.find() ? matcher.group(1) : violation;
    }
}
