package dev.understudy.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.model.FeatureImportance;
import dev.understudy.engine.model.ScoreUnit;
import dev.understudy.engine.simulation.Charts;
import dev.understudy.engine.simulation.Observations;
import dev.understudy.engine.simulation.OutcomeMaturity;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.statistics.Calibration;
import dev.understudy.engine.statistics.DelayCurve;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.statistics.Reliability;
import dev.understudy.engine.statistics.RocComparison;
import dev.understudy.engine.statistics.ScoreHistogram;
import dev.understudy.engine.statistics.ScoreShift;
import dev.understudy.engine.statistics.SliceFinding;
import dev.understudy.engine.statistics.SliceFindings;
import dev.understudy.engine.task.GatePolicy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeptChartsTest {
    @Test
    void chartsOfAVersionThatKnewFewerOfThemAreStillRead() {
        Charts charts = RegistryJson.read("""
                {"live": [{"x": 0.1, "y": 0.4}], "candidate": [{"x": 0.1, "y": 0.5}],
                 "days": [{"day": "2026-02-01", "events": 10, "live": 0.2, "candidate": 0.3, "known": 9}]}""", Charts.class);

        assertThat(charts.days()).hasSize(1);
        assertThat(charts.rocDifferences()).isEmpty();
        assertThat(charts.scores()).isEmpty();
    }

    @Test
    void whatIsKeptIsReadAsItWas() {
        Charts charts = new Charts(
                List.of(new Charts.Point(0.1, 0.4)),
                List.of(new Charts.Point(0.1, 0.5)),
                List.of(new Charts.Day(LocalDate.parse("2026-02-01"), 10, 0.2, 0.3, 9)),
                List.of(new RocComparison.Difference(0.1, 0.4, 0.5, 0.05, 0.15)),
                Optional.of(new Charts.Scores("1", new ScoreHistogram(List.of(7L, 3L), List.of(6L, 4L)))));

        assertThat(RegistryJson.read(RegistryJson.write(charts), Charts.class)).isEqualTo(charts);
    }

    @Test
    void aModelOfAVersionThatKnewNoImportanceIsStillRead() {
        SimulationReport.ModelSide side = RegistryJson.read("""
                {"version": "v1", "digest": null, "asOf": null, "algorithm": "ridge", "parameters": {}}""", SimulationReport.ModelSide.class);

        assertThat(side.algorithm()).hasValue("ridge");
        assertThat(side.importance()).isEmpty();
    }

    @Test
    void looksThatAnEarlierVersionCountedAreAsManyTestsAsTheyCanHaveBeen() {
        assertThat(RegistryJson.read("{\"candidate\": 2, \"candidatesOnWindow\": 3}", StoredSimulation.Looks.class))
                .isEqualTo(new StoredSimulation.Looks(2, 3, 4));
    }

    @Test
    void looksAreReadAsTheyWere() {
        StoredSimulation.Looks looks = new StoredSimulation.Looks(2, 3, 2);

        assertThat(RegistryJson.read(RegistryJson.write(looks), StoredSimulation.Looks.class))
                .isEqualTo(looks);
    }

    @Test
    void aPolicyOfAVersionThatKnewNoLatencyIsStillRead() {
        GatePolicy policy = RegistryJson.read("""
                {"confidence": 0.95, "requirement": "NON_INFERIOR", "metrics": [], "slices": [],
                 "maxLabelShareShift": null, "minimumOutcomes": 50}""", GatePolicy.class);

        assertThat(policy.maxLatencyRatio()).isEmpty();
        assertThat(policy.maxLabelShareShift()).isEmpty();
        assertThat(policy.minimumOutcomes()).hasValue(50);
    }

    @Test
    void whatMovesAModelIsReadAsItWas() {
        SimulationReport.ModelSide side = new SimulationReport.ModelSide(
                new VersionName("v1"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.of(new FeatureImportance(
                        ScoreUnit.LOG_ODDS, 20, List.of(new FeatureImportance.Feature("price", 0.25)))));

        assertThat(RegistryJson.read(RegistryJson.write(side), SimulationReport.ModelSide.class))
                .isEqualTo(side);
    }

    @Test
    void whatWasObservedIsReadAsItWas() {
        Reliability reliability = new Reliability(
                0.02, -0.0001, List.of(new Reliability.Bin(0.2, 0.25, 40), new Reliability.Bin(0.6, 0.5, 40)));
        Observations observed = new Observations(
                Optional.of(new Calibration(reliability, reliability)),
                Optional.of(new ScoreShift(100, 0.12, 0.3)),
                new SliceFindings(
                        Optional.of(Metric.AUC),
                        30,
                        4,
                        90,
                        0.1,
                        1,
                        List.of(new SliceFinding("a=b", 20, Metric.AUC, 0.8, 0.7, -0.1, -0.2, 0, 0.01, 0.05))),
                Optional.of(new OutcomeMaturity(
                        new DelayCurve(List.of(new DelayCurve.Point(3, 0.5, 100))),
                        List.of(new OutcomeMaturity.Day(LocalDate.parse("2026-02-01"), 10, 9)),
                        List.of(new OutcomeMaturity.Step(
                                0.5, 3, Instant.parse("2026-02-02T00:00:00Z"), 10, 9, Optional.of(0.2), List.of())),
                        Optional.of(Instant.parse("2026-02-02T00:00:00Z")))));

        assertThat(RegistryJson.read(RegistryJson.write(observed), Observations.class))
                .isEqualTo(observed);
    }

    @Test
    void observationsOfAVersionThatMadeNoneAreStillRead() {
        assertThat(RegistryJson.read("{}", Observations.class)).isEqualTo(Observations.none());
    }
}
