package dev.understudy.engine.gate;

import static dev.understudy.engine.gate.Reports.reading;
import static dev.understudy.engine.gate.Reports.undetermined;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.task.GateMetric;
import dev.understudy.engine.task.GatePolicy;
import dev.understudy.engine.task.GatePolicy.Requirement;
import dev.understudy.engine.task.GatePolicy.Role;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class GateTest {
    private static final double MARGIN = 0.25; // a sum of powers of two, so that borders are exact
    private static final double COVERAGE = 0.9;

    private static GateMetric metric(Metric metric, Role role) {
        return new GateMetric(metric, role, MARGIN, Optional.empty());
    }

    private static GatePolicy policy(Requirement requirement, GateMetric... metrics) {
        return new GatePolicy(
                0.95, requirement, List.of(metrics), List.of(), OptionalDouble.of(0.125), OptionalInt.of(500));
    }

    private static GatePolicy auc() {
        return policy(Requirement.NON_INFERIOR, metric(Metric.AUC, Role.SUCCESS));
    }

    private static GateVerdict judged(Reports reports, GatePolicy policy) {
        return Gate.judge(reports.report(), policy, COVERAGE);
    }

    private static GateVerdict judged(Reports reports) {
        return judged(reports, auc());
    }

    private static Reports sound() {
        return new Reports(reading(Metric.AUC, -0.125, 0.125));
    }

    private static GateCheck check(GateVerdict verdict, String name) {
        return verdict.checks().stream()
                .filter(check -> check.check().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0625, 0.5, SUPERIOR, approved",
        "4.9E-324, 0.5, SUPERIOR, approved",
        "0, 0.5, NON_INFERIOR, approved",
        "-0.25, 0.5, NON_INFERIOR, approved",
        "-0.25, -0.125, NON_INFERIOR, approved",
        "-0.25000000000000006, 0.5, UNDECIDED, inconclusive",
        "-0.5, -0.25, UNDECIDED, inconclusive",
        "-0.5, -0.25000000000000006, INFERIOR, rejected",
        "0, 0, NON_INFERIOR, approved"
    })
    void boundsDecideToTheLastDigit(double lower, double upper, Conclusion conclusion, String decision) {
        GateVerdict higher = judged(new Reports(reading(Metric.AUC, lower, upper)));
        GateVerdict lowerIsBetter = judged(
                new Reports(reading(Metric.LOG_LOSS, 0.0 - upper, 0.0 - lower)),
                policy(Requirement.NON_INFERIOR, metric(Metric.LOG_LOSS, Role.GUARDRAIL)));

        assertThat(higher.metrics()).extracting(MetricJudgement::conclusion).containsExactly(conclusion);
        assertThat(higher.key()).isEqualTo(decision);
        assertThat(lowerIsBetter.metrics())
                .as("where lower is better")
                .extracting(MetricJudgement::conclusion)
                .containsExactly(conclusion);
        assertThat(lowerIsBetter.key()).isEqualTo(decision);
    }

    @Test
    void everyMetricMustBeWithinItsMargin() {
        GatePolicy both = policy(
                Requirement.NON_INFERIOR, metric(Metric.AUC, Role.SUCCESS), metric(Metric.BRIER, Role.GUARDRAIL));
        MetricReading superior = reading(Metric.AUC, 0.1, 0.2);

        assertThat(judged(new Reports(superior, reading(Metric.BRIER, -0.1, 0.1)), both))
                .isInstanceOf(GateVerdict.Approved.class);
        assertThat(judged(new Reports(superior, reading(Metric.BRIER, 0.2, 0.3)), both))
                .isInstanceOf(GateVerdict.Inconclusive.class);
        assertThat(judged(new Reports(superior, reading(Metric.BRIER, 0.3, 0.4)), both))
                .isInstanceOf(GateVerdict.Rejected.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0.025, 0.9, approved", // Holm's first step: 0.05 shared by two
        "0.025000001, 0.9, inconclusive",
        "0.9, 0.025, approved",
        "0.04, 0.04, inconclusive"
    })
    void severalSuccessMetricsShareTheErrorProbability(double first, double second, String decision) {
        GatePolicy two =
                policy(Requirement.SUPERIOR, metric(Metric.AUC, Role.SUCCESS), metric(Metric.ACCURACY, Role.SUCCESS));

        GateVerdict verdict = judged(
                new Reports(reading(Metric.AUC, 0.01, 0.2, first), reading(Metric.ACCURACY, 0.01, 0.2, second)), two);

        assertThat(verdict.key()).isEqualTo(decision);
        assertThat(check(verdict, "superior").passed()).isEqualTo(decision.equals("approved"));
    }

    @Test
    void aSuperiorGuardrailIsNoSuccess() {
        GatePolicy policy =
                policy(Requirement.SUPERIOR, metric(Metric.AUC, Role.SUCCESS), metric(Metric.ACCURACY, Role.GUARDRAIL));

        assertThat(judged(
                        new Reports(reading(Metric.AUC, -0.1, 0.2), reading(Metric.ACCURACY, 0.1, 0.2, 0.0001)),
                        policy))
                .isInstanceOf(GateVerdict.Inconclusive.class);
    }

    @Test
    void oneSuccessMetricKeepsTheWholeErrorProbability() {
        GatePolicy one = policy(Requirement.SUPERIOR, metric(Metric.AUC, Role.SUCCESS));

        assertThat(judged(new Reports(reading(Metric.AUC, 0.001, 0.2, 0.049)), one))
                .isInstanceOf(GateVerdict.Approved.class);
    }

    @Test
    void anUndeterminedMetricIsInconclusiveWithItsReason() {
        GateVerdict verdict = judged(new Reports(undetermined(Metric.AUC)));

        assertThat(verdict).isInstanceOf(GateVerdict.Inconclusive.class);
        assertThat(verdict.reason()).contains("AUC").contains("fewer than two events of one class");
    }

    @Test
    void aMetricThatWasNotComputedIsInconclusive() {
        assertThat(judged(new Reports())).isInstanceOf(GateVerdict.Inconclusive.class);
    }

    @ParameterizedTest
    @CsvSource({"0.625, approved", "0.375, approved", "0.6250000000000001, rejected", "0.3749999, rejected"})
    void aLabelShareMayMoveByTheLimitAndNoFurther(double candidate, String decision) {
        assertThat(judged(sound().labelShares(0.5, candidate)).key()).isEqualTo(decision);
    }

    @Test
    void aConstantPredictorHasNoLabelSharesToKeepTo() {
        GateVerdict verdict = judged(sound().withoutLive().labelShares(0, 1));

        assertThat(verdict).isInstanceOf(GateVerdict.Approved.class);
        assertThat(check(verdict, "label-share-shift").detail()).contains("waived");
    }

    @ParameterizedTest
    @CsvSource({"500, 0, approved", "499, 0, inconclusive", "900, 100, approved", "899, 101, inconclusive"})
    void enoughOutcomesMustHaveMatured(long known, long pending, String decision) {
        assertThat(judged(sound().outcomes(known, pending)).key()).isEqualTo(decision);
    }

    @Test
    void oneScoreThatIsNotReproducedIsInconclusive() {
        GateVerdict verdict = judged(sound().parity(1_000, 999, false));

        assertThat(verdict).isInstanceOf(GateVerdict.Inconclusive.class);
        assertThat(verdict.reason()).contains("reproduces 999 of 1,000 logged scores");
    }

    @Test
    void theParityOfAModelThatLivesElsewhereIsWaivedAndSaysSo() {
        GateVerdict verdict = judged(sound().parity(0, 0, true));

        assertThat(verdict).isInstanceOf(GateVerdict.Approved.class);
        assertThat(check(verdict, "parity").detail()).contains("waived");
    }

    @Test
    void anEventWithoutALiveScoreIsInconclusive() {
        assertThat(judged(sound().missing(1)).reason()).contains("no score for 1 of 1,000 events");
    }

    @Test
    void unsoundEvidenceComesBeforeAnInferiorMetric() {
        Reports inferior = new Reports(reading(Metric.AUC, -0.9, -0.8)).outcomes(10, 990);

        assertThat(judged(inferior.parity(10, 9, false)).reason()).contains("reproduces");
        assertThat(judged(inferior.parity(10, 10, false)).reason()).contains("has matured");
        assertThat(judged(inferior.outcomes(1_000, 0))).isInstanceOf(GateVerdict.Rejected.class);
    }

    @Test
    void anInferiorMetricComesBeforeABrokenLimit() {
        GateVerdict verdict = judged(new Reports(reading(Metric.AUC, -0.9, -0.8)).labelShares(0, 1));

        assertThat(verdict.reason()).contains("worse than v1 by more than the margin");
    }

    static Stream<GateVerdict> verdicts() {
        GatePolicy superior = policy(Requirement.SUPERIOR, metric(Metric.AUC, Role.SUCCESS));
        return Stream.of(
                judged(sound()),
                judged(sound(), superior),
                judged(sound().withoutLive()),
                judged(new Reports()),
                judged(new Reports(undetermined(Metric.AUC))),
                judged(new Reports(reading(Metric.AUC, 0.1, 0.2)), superior),
                judged(new Reports(reading(Metric.AUC, -0.9, -0.8))),
                judged(new Reports(reading(Metric.AUC, -0.9, 0.1))),
                judged(new Reports(reading(Metric.AUC, -0.3, 0.1))),
                judged(sound().labelShares(0.1, 0.9)),
                judged(sound().parity(3, 2, false)),
                judged(sound().parity(0, 0, false)),
                judged(sound().missing(4)),
                judged(sound().outcomes(0, 0)),
                judged(sound().outcomes(3, 7)));
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void aReasonIsOneSentenceForPeople(GateVerdict verdict) {
        assertThat(verdict.reason())
                .endsWith(".")
                .doesNotContain("NaN", "null", "Optional", "Infinity", "..", "\n")
                .doesNotContainPattern("[.] [A-Z]");
        assertThat(verdict.checks())
                .allSatisfy(check ->
                        assertThat(check.detail()).isNotBlank().doesNotContain("NaN", "null", "Optional", "Infinity"));
    }
}
