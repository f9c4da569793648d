package dev.understudy.engine.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.leak.LeakCheck;
import dev.understudy.engine.leak.LeakSuspect;
import dev.understudy.engine.snapshot.SnapshotBuilder;
import dev.understudy.engine.snapshot.SnapshotSpec;
import dev.understudy.engine.snapshot.TrainingSnapshot;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.JdbiTrafficReader;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The features of public data sets are honest, and none of them is named; where the data lie beside the project. */
final class RealFeaturesTest {
    private static final Path DATA = Path.of("..", "..", "shared", "data");
    private static final double NANOS = 1e9;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "hotel_bookings, 2016-10-01T00:00:00Z",
        "elec2, 1997-12-01T00:00:00Z",
        "bike_sharing, 2012-03-01T00:00:00Z",
        "incident_cases, 2016-05-01T00:00:00Z",
        "youtube_spam, 2015-01-01T00:00:00Z"
    })
    void noHonestFeatureIsNamed(String set, Instant asOf) {
        Path folder = DATA.resolve(set);
        assumeTrue(Files.isDirectory(folder), "no data beside the project");
        Workspace.init(directory, folder.resolve("task.yaml"));
        Workspace workspace = Workspace.open(directory, Map.of(), Map.of());
        TaskDefinition task = workspace.task(workspace.tasks().getFirst());
        try (Engine engine = new Engine(workspace, InstantSource.system(), Duration.ofSeconds(30))) {
            engine.intake().events(task, folder.resolve("events.csv.gz"), RunControl.UNWATCHED);
            TrainingSnapshot snapshot = new SnapshotBuilder(new JdbiTrafficReader(engine.database()))
                    .build(new SnapshotSpec(task, asOf, Optional.empty()), RunControl.UNWATCHED);

            long start = System.nanoTime();
            List<LeakSuspect> suspects = LeakCheck.of(snapshot, RunControl.UNWATCHED);

            System.out.printf(
                    "%s: %d rows, %d features, %.2f s, named: %s%n",
                    set,
                    snapshot.rows(),
                    task.features().size(),
                    (System.nanoTime() - start) / NANOS,
                    suspects.stream().map(LeakSuspect::sentence).toList());
            assertThat(suspects).isEmpty();
        }
    }
}
