package dev.understudy.engine.pipeline;

import static dev.understudy.engine.world.World.days;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.gate.PowerReading;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.statistics.Power;
import dev.understudy.engine.world.World;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PowerForecastTest {
    private World world;
    private VersionName live;
    private VersionName candidate;

    @BeforeEach
    void train(@TempDir Path folder) {
        world = World.in(folder, TaskKind.BINARY);
        live = world.train(15);
        candidate = world.train(20, "maxDepth=3");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private ForecastedPower forecast(TimeWindow window) {
        return world.engine()
                .powerForecast()
                .forecast(world.task(), candidate, new LiveChoice.Named(live), window, World.NOW, RunControl.UNWATCHED);
    }

    private static PowerReading.Detectable first(ForecastedPower forecast) {
        return forecast.power().primary().orElseThrow();
    }

    @Test
    void aPilotOnTheDaysBeforeTellsTheVarianceAndIsNotKept() {
        ForecastedPower forecast = forecast(days(35, 50));

        assertThat(forecast.source()).isEqualTo(new ForecastedPower.Source.Pilot(days(20, 35)));
        assertThat(first(forecast).difference().orElseThrow()).isPositive();
        assertThat(world.engine().simulations().simulations(world.task().name()))
                .isEmpty();
        assertThat(forecast(days(35, 50)).looks()).isEqualTo(new StoredSimulation.Looks(1, 1, 1));
    }

    @Test
    void aPilotSaysWhatASimulationOfItsDaysHas() {
        double before = first(forecast(days(35, 50))).difference().orElseThrow();
        MetricReading.Difference found = world.simulate(candidate, new LiveChoice.Named(live), days(20, 35))
                .verdict()
                .metrics()
                .getFirst()
                .reading()
                .difference()
                .orElseThrow();

        assertThat(before)
                .isCloseTo(
                        Power.smallestDetectableDifference(found.standardError(), found.degreesOfFreedom(), 0.975),
                        within(1e-9));
    }

    @Test
    void theNewestSimulationTellsTheVarianceAtTheLookThatItWouldBe() {
        StoredSimulation kept = world.simulate(candidate, new LiveChoice.Named(live), days(30, 40));
        MetricReading.Difference found =
                kept.verdict().metrics().getFirst().reading().difference().orElseThrow();

        ForecastedPower forecast = forecast(days(30, 50));

        assertThat(forecast.source()).isEqualTo(new ForecastedPower.Source.Simulation(kept.id()));
        assertThat(forecast.looks().candidate()).isEqualTo(2);
        double confidence = forecast.looks().spending().confidence(0.95);
        assertThat(forecast.power().confidence()).isEqualTo(confidence);
        assertThat(first(forecast).difference().orElseThrow())
                .isCloseTo(
                        Power.smallestDetectableDifference(
                                found.standardError() / Math.sqrt(2), found.degreesOfFreedom() * 2, confidence),
                        within(1e-9));
    }

    @Test
    void aSimulationOfTheSameModelsComesBeforeANewerOneOfOthers() {
        world.simulate(candidate, new LiveChoice.Nothing(), days(30, 40));
        StoredSimulation same = world.simulate(candidate, new LiveChoice.Named(live), days(30, 40));
        StoredSimulation sameLive = world.simulate(world.train(25), new LiveChoice.Named(live), days(30, 40));
        world.simulate(candidate, new LiveChoice.Nothing(), days(30, 41));

        assertThat(forecast(days(30, 50)).source()).isEqualTo(new ForecastedPower.Source.Simulation(same.id()));
        candidate = world.train(28);
        assertThat(forecast(days(30, 50)).source()).isEqualTo(new ForecastedPower.Source.Simulation(sameLive.id()));
    }

    @Test
    void withoutDaysBetweenAsOfAndWindowNothingIsKnown() {
        ForecastedPower forecast = forecast(days(20, 40));

        assertThat(forecast.source()).isInstanceOf(ForecastedPower.Source.Nowhere.class);
        assertThat(forecast.power().isKnown()).isFalse();
        assertThat(forecast.power().metrics().getFirst().undetermined()).isPresent();
    }
}
