package dev.understudy.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.task.CalibrationMethod;
import dev.understudy.engine.task.DecisionRule;
import dev.understudy.engine.task.DecisionThreshold;
import dev.understudy.engine.task.ThresholdGoal;
import dev.understudy.engine.task.TrainingOptions;
import dev.understudy.engine.task.TrainingSection;
import dev.understudy.engine.world.Snapshots;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The same snapshot and specification give the same bytes: again, in another process, and on other machines. */
final class RepeatableTrainingTest {
    private static final int ROWS = 2_500; // more than Smile takes in one part, so that there are sums to reorder

    /** Prints a digest a line; its own process has whatever parallelism it was started with. */
    public static void main(String[] arguments) {
        digests().forEach(System.out::println);
    }

    private static List<String> digests() {
        List<String> digests = new ArrayList<>();
        for (TaskKind kind : TaskKind.values()) {
            digests.add(digest(kind, "random-forest", Map.of("trees", "12")));
            digests.add(digest(kind, "gradient-boosting", Map.of("trees", "12")));
            digests.add(digest(kind, "lightgbm", Map.of("trees", "12", "subsample", "0.7", "featureShare", "0.8")));
            digests.add(digest(kind, "decision-tree", Map.of()));
            digests.add(digest(kind, "mlp", Map.of("units", "6", "epochs", "4")));
            if (kind == TaskKind.REGRESSION) {
                digests.add(digest(kind, "ridge", Map.of()));
                digests.add(digest(kind, "lasso", Map.of()));
            }
            if (kind != TaskKind.REGRESSION) {
                digests.add(digest(kind, "ada-boost", Map.of("trees", "12")));
                digests.add(digest(kind, "logistic-regression", Map.of("maxIterations", "60")));
            }
        }
        for (String algorithm : List.of("random-forest", "lightgbm", "decision-tree", "logistic-regression")) {
            Map<String, String> parameters = algorithm.equals("random-forest") ? Map.of("trees", "12") : Map.of();
            digests.add(withOptions(algorithm, parameters));
        }
        return digests;
    }

    /** A text, weights, calibration and a tuned threshold, all at once. */
    private static String withOptions(String algorithm, Map<String, String> parameters) {
        TrainingSection section = new TrainingSection(
                algorithm, Optional.empty(), 5, parameters, new TrainingOptions(true, CalibrationMethod.ISOTONIC, 512));
        DecisionRule rule = new DecisionRule(new DecisionThreshold.Tuned(ThresholdGoal.F1), Optional.empty(), "");
        return "with options " + algorithm + " "
                + new Trainer()
                        .train(
                                Snapshots.deciding(Snapshots.withText(TaskKind.BINARY, 600, 8), rule),
                                TrainingSpecs.of(section, TaskKind.BINARY),
                                RunControl.UNWATCHED)
                        .digest();
    }

    private static String digest(TaskKind kind, String algorithm, Map<String, String> parameters) {
        TrainingSpec spec = TrainingSpecs.of(new TrainingSection(algorithm, Optional.empty(), 5, parameters), kind);
        return kind + " " + algorithm + " "
                + new Trainer()
                        .train(Snapshots.of(kind, ROWS, 8), spec, RunControl.UNWATCHED)
                        .digest();
    }

    private static List<String> inAnotherProcess(int parallelism) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.util.concurrent.ForkJoinPool.common.parallelism=" + parallelism,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        RepeatableTrainingTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return printed.lines().toList();
    }

    @Test
    void theSameDigestInThisAndOtherProcessesWhateverTheirParallelism() throws IOException, InterruptedException {
        List<String> here = digests();

        assertThat(here).hasSize(25).doesNotHaveDuplicates();
        assertThat(digests()).as("again").isEqualTo(here);
        assertThat(inAnotherProcess(1)).as("with one thread").isEqualTo(here);
        assertThat(inAnotherProcess(2)).as("with two threads").isEqualTo(here);
        assertThat(inAnotherProcess(7)).as("with seven threads").isEqualTo(here);
    }

    @Test
    void anotherSeedGivesAnotherForest() {
        TrainingSection section = new TrainingSection("random-forest", Optional.empty(), 5, Map.of("trees", "3"));
        TrainingSection reseeded = new TrainingSection("random-forest", Optional.empty(), 6, Map.of("trees", "3"));
        var snapshot = Snapshots.of(TaskKind.BINARY, 300, 8);

        byte[] one = new Trainer()
                .train(snapshot, TrainingSpecs.of(section, TaskKind.BINARY), RunControl.UNWATCHED)
                .tensorBytes();
        byte[] other = new Trainer()
                .train(snapshot, TrainingSpecs.of(reseeded, TaskKind.BINARY), RunControl.UNWATCHED)
                .tensorBytes();

        assertThat(one).isNotEqualTo(other);
    }
}
