package dev.understudy.engine.simulation;

import static dev.understudy.engine.world.World.days;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.pipeline.LiveChoice;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.world.World;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AlteredLogTest {
    @TempDir
    Path directory;

    @Test
    void oneScoreInTheLastDigitIsInconclusive() {
        try (World world = World.in(directory, TaskKind.BINARY)) {
            VersionName live = world.train(20);
            world.backfill(live, days(30, 50));
            String event = world.events(days(30, 50)).get(17).id();
            double score = logged(world, event);
            String altered = Double.toString(score > 0.5 ? Math.nextDown(score) : Math.nextUp(score));
            assertThat(world.tamper("UPDATE prediction SET score = " + altered + " WHERE event_id = '" + event + "'"))
                    .isEqualTo(1);
            assertThat(logged(world, event)).isNotEqualTo(score);

            StoredSimulation kept = world.simulate(live, new LiveChoice.Named(live), days(30, 50));

            assertThat(kept.report().parity()).isEqualTo(new SimulationReport.Parity(400, 399, false));
            assertThat(kept.verdict()).isInstanceOf(GateVerdict.Inconclusive.class);
            assertThat(kept.verdict().reason()).contains("reproduces 399 of 400 logged scores");
        }
    }

    private static double logged(World world, String event) {
        return world.engine()
                .database()
                .read(handle -> handle.createQuery("SELECT score FROM prediction WHERE event_id = :event")
                        .bind("event", event)
                        .mapTo(Double.class)
                        .one());
    }
}
