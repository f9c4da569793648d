package dev.understudy.engine.gate;

import static dev.understudy.engine.gate.Reports.higher;
import static dev.understudy.engine.gate.Reports.reading;
import static dev.understudy.engine.gate.Reports.undetermined;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.statistics.StudentEstimate;
import dev.understudy.engine.task.GateMetric;
import dev.understudy.engine.task.GatePolicy;
import dev.understudy.engine.task.GatePolicy.Requirement;
import dev.understudy.engine.task.GatePolicy.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
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
                0.95,
                requirement,
                List.of(metrics),
                List.of(),
                OptionalDouble.of(0.125),
                OptionalInt.of(500),
                OptionalDouble.empty());
    }

    private static GatePolicy auc() {
        return policy(Requirement.NON_INFERIOR, metric(Metric.AUC, Role.SUCCESS));
    }

    private static GateVerdict judged(Reports reports, GatePolicy policy) {
        return Gate.judge(reports.report(), policy, COVERAGE, AlphaSpending.FIRST);
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
        "0.0625, 0.5, SUPERIOR",
        "4.9E-324, 0.5, SUPERIOR",
        "0, 0.5, NON_INFERIOR",
        "-0.25, 0.5, NON_INFERIOR",
        "-0.25, -0.125, NON_INFERIOR",
        "-0.25000000000000006, 0.5, UNDECIDED",
        "-0.5, -0.25, UNDECIDED",
        "-0.5, -0.25000000000000006, INFERIOR",
        "0, 0, NON_INFERIOR"
    })
    void boundsDecideToTheLastDigit(double lower, double upper, Conclusion conclusion) {
        assertThat(MetricJudgement.conclude(metric(Metric.AUC, Role.SUCCESS), bounds(lower, upper)))
                .isEqualTo(conclusion);
        assertThat(MetricJudgement.conclude(metric(Metric.LOG_LOSS, Role.GUARDRAIL), bounds(0.0 - upper, 0.0 - lower)))
                .as("where lower is better")
                .isEqualTo(conclusion);
    }

    private static MetricReading.Difference bounds(double lower, double upper) {
        return new MetricReading.Difference((lower + upper) / 2, 0.1, lower, upper, 0.95, 0.5, 20);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0625, 0.5, SUPERIOR, approved",
        "-0.125, 0.5, NON_INFERIOR, approved",
        "-0.2, -0.125, NON_INFERIOR, approved",
        "-0.3, 0.5, UNDECIDED, inconclusive",
        "-0.5, -0.2, UNDECIDED, inconclusive",
        "-0.5, -0.3, INFERIOR, rejected",
        "-0.25, -0.25, NON_INFERIOR, approved",
        "0, 0, NON_INFERIOR, approved"
    })
    void theWorstConclusionDecides(double lower, double upper, Conclusion conclusion, String decision) {
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
        "0.01249, 0.9, approved", // the first test's 0.025 shared by two: Holm's first step
        "0.01251, 0.9, inconclusive",
        "0.9, 0.01249, approved",
        "0.02, 0.02, inconclusive"
    })
    void severalSuccessMetricsShareTheErrorProbability(double first, double second, String decision) {
        GatePolicy two =
                policy(Requirement.SUPERIOR, metric(Metric.AUC, Role.SUCCESS), metric(Metric.ACCURACY, Role.SUCCESS));

        GateVerdict verdict =
                judged(new Reports(higher(Metric.AUC, first, 0.01), higher(Metric.ACCURACY, second, 0.01)), two);

        assertThat(verdict.key()).isEqualTo(decision);
        assertThat(check(verdict, "superior").passed()).isEqualTo(decision.equals("approved"));
    }

    @Test
    void aSuperiorGuardrailIsNoSuccess() {
        GatePolicy policy =
                policy(Requirement.SUPERIOR, metric(Metric.AUC, Role.SUCCESS), metric(Metric.ACCURACY, Role.GUARDRAIL));

        assertThat(judged(new Reports(reading(Metric.AUC, -0.1, 0.2), reading(Metric.ACCURACY, 0.1, 0.2)), policy))
                .isInstanceOf(GateVerdict.Inconclusive.class);
    }

    @Test
    void oneSuccessMetricKeepsTheWholeShareOfTheErrorProbability() {
        GatePolicy one = policy(Requirement.SUPERIOR, metric(Metric.AUC, Role.SUCCESS));

        assertThat(judged(new Reports(higher(Metric.AUC, 0.02499, 0.01)), one))
                .isInstanceOf(GateVerdict.Approved.class);
        assertThat(judged(new Reports(higher(Metric.AUC, 0.02501, 0.01)), one))
                .isInstanceOf(GateVerdict.Inconclusive.class);
    }

    @Test
    void theBoundsThatAreShownAreThoseThatDecide() {
        GateVerdict third = Gate.judge(sound().report(), auc(), COVERAGE, new AlphaSpending(3));
        MetricReading.Difference shown =
                third.metrics().getFirst().reading().difference().orElseThrow();
        double reach = shown.estimate().reach(1 - 0.05 / 12);

        assertThat(shown.confidence()).isCloseTo(1 - 0.05 / 12, within(1e-12));
        assertThat(third.confidence()).isEqualTo(shown.confidence());
        assertThat(shown.lower()).isCloseTo(shown.value() - reach, within(1e-12));
        assertThat(shown.upper()).isCloseTo(shown.value() + reach, within(1e-12));
        assertThat(third.reason()).contains("intervals at 99.58 %").contains("2 earlier looks and candidates");
    }

    @Test
    void aPValueIsBelowTheErrorProbabilityWhereTheIntervalLeavesOutNoDifference() {
        for (double pValue : new double[] {0.0041, 0.0042}) {
            GateVerdict third = Gate.judge(
                    new Reports(higher(Metric.AUC, pValue, 0.01)).report(), auc(), COVERAGE, new AlphaSpending(3));
            MetricJudgement judged = third.metrics().getFirst();

            assertThat(judged.reading().difference().orElseThrow().pValue() < 0.05)
                    .isEqualTo(judged.conclusion() == Conclusion.SUPERIOR)
                    .isEqualTo(pValue < 0.05 / 12);
        }
    }

    @Test
    void aLaterTestNeedsMore() {
        Reports reports = new Reports(reading(Metric.AUC, -0.24, 0.24));

        assertThat(Gate.judge(reports.report(), auc(), COVERAGE, AlphaSpending.FIRST))
                .isInstanceOf(GateVerdict.Approved.class);
        assertThat(Gate.judge(reports.report(), auc(), COVERAGE, new AlphaSpending(2)))
                .isInstanceOf(GateVerdict.Inconclusive.class);
    }

    @Test
    void whatHolmDoesNotConfirmIsUndecidedAtTheConfidenceAtWhichItWasTested() {
        GatePolicy both = policy(
                Requirement.NON_INFERIOR, metric(Metric.AUC, Role.SUCCESS), metric(Metric.ACCURACY, Role.GUARDRAIL));
        MetricReading harmless = reading(Metric.ACCURACY, -0.1, 0.1);
        MetricReading barely = reading(Metric.AUC, -0.75, -0.26);

        GateVerdict alone = judged(new Reports(barely));
        GateVerdict oneOfTwo = judged(new Reports(barely, harmless), both);

        assertThat(alone).isInstanceOf(GateVerdict.Rejected.class);
        assertThat(oneOfTwo).isInstanceOf(GateVerdict.Inconclusive.class);
        MetricReading.Difference shown =
                oneOfTwo.metrics().getFirst().reading().difference().orElseThrow();
        assertThat(shown.confidence()).isCloseTo(0.9875, within(1e-12));
        assertThat(shown.upper()).isGreaterThan(-0.25);
    }

    @Test
    void aMetricThatIsBeyondDoubtLeavesMoreForTheNext() {
        GatePolicy both = policy(
                Requirement.NON_INFERIOR, metric(Metric.AUC, Role.SUCCESS), metric(Metric.ACCURACY, Role.GUARDRAIL));

        GateVerdict verdict =
                judged(new Reports(reading(Metric.AUC, -0.75, -0.26), reading(Metric.ACCURACY, -0.9, -0.8)), both);

        assertThat(verdict.metrics())
                .extracting(MetricJudgement::conclusion)
                .containsExactly(Conclusion.INFERIOR, Conclusion.INFERIOR);
    }

    @Test
    void judgingIsMonotoneInTheMargins() {
        Random random = new Random(11);
        List<String> order = List.of("rejected", "inconclusive", "approved");
        Set<String> seen = new HashSet<>();
        for (int world = 0; world < 2_000; world++) {
            Reports reports = new Reports(
                    reading(Metric.AUC, estimate(random)),
                    reading(Metric.ACCURACY, estimate(random)),
                    reading(Metric.BRIER, estimate(random)));
            Requirement requirement = random.nextBoolean() ? Requirement.SUPERIOR : Requirement.NON_INFERIOR;
            AlphaSpending spending = new AlphaSpending(1 + random.nextInt(4));
            double[] margins = {margin(random), margin(random), margin(random)};
            double[] wider = margins.clone();
            wider[random.nextInt(3)] *= 1 + random.nextDouble();

            String narrow = Gate.judge(reports.report(), policy(requirement, margins), COVERAGE, spending)
                    .key();
            String wide = Gate.judge(reports.report(), policy(requirement, wider), COVERAGE, spending)
                    .key();

            seen.add(narrow + wide);
            assertThat(order.indexOf(wide)).isGreaterThanOrEqualTo(order.indexOf(narrow));
        }
        assertThat(seen).contains("rejectedinconclusive", "inconclusiveapproved", "rejectedrejected");
    }

    private static double margin(Random random) {
        return 0.05 + random.nextDouble() * 0.2;
    }

    private static StudentEstimate estimate(Random random) {
        return new StudentEstimate(random.nextGaussian() * 0.2, 0.01 + random.nextDouble() * 0.1, 20);
    }

    private static GatePolicy policy(Requirement requirement, double[] margins) {
        return policy(
                requirement,
                new GateMetric(Metric.AUC, Role.SUCCESS, margins[0], Optional.empty()),
                new GateMetric(Metric.ACCURACY, Role.SUCCESS, margins[1], Optional.empty()),
                new GateMetric(Metric.BRIER, Role.GUARDRAIL, margins[2], Optional.empty()));
    }

    private static GatePolicy withLatency(double most) {
        GatePolicy policy = auc();
        return new GatePolicy(
                policy.confidence(),
                policy.requirement(),
                policy.metrics(),
                policy.slices(),
                policy.maxLabelShareShift(),
                policy.minimumOutcomes(),
                OptionalDouble.of(most));
    }

    @ParameterizedTest
    @CsvSource({"2, 3, approved", "2, 3.0000001, rejected", "2, 1, approved"})
    void scoringMayTakeSoManyTimesAsLong(double live, double candidate, String decision) {
        GateVerdict verdict = judged(sound().latency(live, candidate), withLatency(1.5));

        assertThat(verdict.key()).isEqualTo(decision);
        assertThat(check(verdict, "latency").passed()).isEqualTo(decision.equals("approved"));
    }

    @Test
    void aTimeThatCannotBeMeasuredIsWaivedAndSaysSo() {
        assertThat(check(judged(sound().withoutLive(), withLatency(1.5)), "latency")
                        .detail())
                .contains("waived");
        assertThat(check(judged(sound().elsewhere(), withLatency(1.5)), "latency")
                        .detail())
                .contains("waived")
                .contains("elsewhere");
    }

    @Test
    void aTimeThatWasNotMeasuredThoughItCouldDoesNotPass() {
        assertThat(judged(sound(), withLatency(1.5))).isInstanceOf(GateVerdict.Rejected.class);
    }

    @Test
    void aLogThatHoldsNothingPassesAndIsNamed() {
        GateVerdict verdict = judged(sound().parity(0, 0, false));

        assertThat(verdict).isInstanceOf(GateVerdict.Approved.class);
        assertThat(check(verdict, "parity").detail()).contains("could not be checked: nothing was logged");
        assertThat(verdict.reason()).contains("log could not be checked");
    }

    @Test
    void whatIsOpenSaysWhichFurtherDaysWouldSettleIt() {
        GateVerdict open = judged(new Reports(reading(Metric.AUC, -0.3, 0.3)));
        long days = open.furtherDays().orElseThrow().number().orElseThrow();

        assertThat(open.reason()).contains("some " + days + " further days");
        StudentEstimate now = open.metrics().getFirst().gain().orElseThrow();
        double next = 1 - 0.05 / 6;
        assertThat(now.fromTimes((31.0 + days) / 31).reach(next)).isLessThanOrEqualTo(MARGIN);
        assertThat(now.fromTimes((30.0 + days) / 31).reach(next)).isGreaterThan(MARGIN);
    }

    @Test
    void moreDaysDoNotHelpWhereTheEstimateIsBeyondTheMargin() {
        GateVerdict open = judged(new Reports(reading(Metric.AUC, -0.6, -0.1)));

        assertThat(open.furtherDays()).contains(new FurtherDays.Beyond());
        assertThat(open.reason()).contains("more days will not help");
    }

    @Test
    void moreDaysHardlyHelpWhereTheEstimateIsNearTheMargin() {
        GateVerdict open = judged(new Reports(reading(Metric.AUC, -0.9, 0.42)));

        assertThat(open.furtherDays()).contains(new FurtherDays.TooMany());
        assertThat(open.reason()).contains("hardly help");
    }

    @Test
    void whatMustBeBetterSaysWhichFurtherDaysWouldShowIt() {
        GatePolicy superior = policy(Requirement.SUPERIOR, metric(Metric.AUC, Role.SUCCESS));

        assertThat(judged(new Reports(reading(Metric.AUC, -0.05, 0.15)), superior)
                        .reason())
                .contains("further days");
        assertThat(judged(new Reports(reading(Metric.AUC, -0.15, 0.05)), superior)
                        .furtherDays())
                .contains(new FurtherDays.Beyond());
    }

    @Test
    void daysDoNotMendUnsoundEvidence() {
        assertThat(judged(new Reports(reading(Metric.AUC, -0.3, 0.3)).parity(10, 9, false))
                        .furtherDays())
                .isEmpty();
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
                judged(new Reports(reading(Metric.AUC, -0.9, 0.42))),
                judged(new Reports(reading(Metric.AUC, -0.6, -0.1), reading(Metric.BRIER, -0.6, 0.6))),
                judged(new Reports(reading(Metric.AUC, -0.05, 0.15)), superior),
                judged(new Reports(reading(Metric.AUC, -0.15, 0.05)), superior),
                judged(sound().latency(1, 9), withLatency(1.5)),
                Gate.judge(sound().parity(0, 0, false).report(), auc(), COVERAGE, new AlphaSpending(2)),
                Gate.judge(
                        new Reports(reading(Metric.AUC, -0.9, -0.8)).report(), auc(), COVERAGE, new AlphaSpending(9)),
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
