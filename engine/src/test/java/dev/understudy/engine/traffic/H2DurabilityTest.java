package dev.understudy.engine.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.database.Database;
import dev.understudy.engine.database.H2Database;
import dev.understudy.engine.scene.ChildProcess;
import dev.understudy.engine.scene.TrafficScene;
import dev.understudy.engine.task.Maturity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after a kill. */
@Timeout(120)
class H2DurabilityTest {
    private static final int ACKNOWLEDGEMENTS = 300;

    @RepeatedTest(2)
    void acknowledgedEventsSurviveAKill(@TempDir Path folder) {
        Path file = folder.resolve("understudy");
        List<String> acknowledged = new ArrayList<>();
        try (ChildProcess child = ChildProcess.of(AppendingProcess.class, file.toString())) {
            for (int i = 0; i < ACKNOWLEDGEMENTS; i++) {
                acknowledged.add(child.line());
            }
            acknowledged.addAll(child.kill());
        }
        acknowledged.removeLast(); // may be half a line

        List<String> kept;
        try (Database database = H2Database.open(file, Duration.ZERO)) {
            kept = new TrafficScene(database, "hotels")
                    .read(TrafficScene.ALL, 3_000, new Maturity.WhenKnown()).stream()
                            .map(logged -> logged.event().id())
                            .toList();
        }

        assertThat(acknowledged)
                .hasSizeGreaterThanOrEqualTo(ACKNOWLEDGEMENTS - 1)
                .doesNotContain("");
        assertThat(kept).containsAll(acknowledged);
    }
}
