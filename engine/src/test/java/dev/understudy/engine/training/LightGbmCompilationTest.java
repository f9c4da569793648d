package dev.understudy.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.ml.lightgbm.SWIGTYPE_p_double;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_p_void;
import com.microsoft.ml.lightgbm.lightgbmlib;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.features.FeatureEncoder;
import dev.understudy.engine.model.ModelArtifact;
import dev.understudy.engine.model.Scorer;
import dev.understudy.engine.model.ScorerForm;
import dev.understudy.engine.model.Tensor;
import dev.understudy.engine.snapshot.TrainingSnapshot;
import dev.understudy.engine.task.TrainingSection;
import dev.understudy.engine.world.Snapshots;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was compiled from LightGBM's models says what LightGBM says, to the bit. */
final class LightGbmCompilationTest {
    private static final int QUERIES = 600;

    /** Prints why LightGBM cannot be used, in a process that believes to be on another system. */
    public static void main(String[] arguments) {
        try {
            LightGbmLibrary.load();
            System.out.println("loaded");
        } catch (RuntimeException e) {
            System.out.println(e.getMessage());
        }
    }

    private static TrainingSpec.LightGbm spec(TaskKind kind) {
        return (TrainingSpec.LightGbm) TrainingSpecs.of(
                new TrainingSection("lightgbm", Optional.empty(), 5, Map.of("trees", "40", "nodeSize", "5")), kind);
    }

    /** Unseen and missing categories, and numbers of any size. A NaN never gets here: the encoder imputes it. */
    private static double[] queries(TrainingSet set) {
        double[] strange = {
            Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MAX_VALUE, -0.0, 0, Double.MIN_VALUE, 1e-35
        };
        SplittableRandom random = new SplittableRandom(99);
        FeatureEncoder encoder = new FeatureEncoder(set.schema());
        int[] positions = set.schema().positions();
        double[] rows = new double[QUERIES * positions.length];
        for (int row = 0; row < QUERIES; row++) {
            encoder.encode(Snapshots.input(random, true), rows, row * positions.length);
            int column = random.nextInt(positions.length);
            if (row % 2 == 0 && positions[column] == 0) {
                rows[row * positions.length + column] = strange[random.nextInt(strange.length)];
            }
        }
        return rows;
    }

    private static double[] scores(Scorer scorer, double[] rows) {
        double[] scores = new double[QUERIES * scorer.outputs()];
        scorer.score(rows, QUERIES, scores);
        return scores;
    }

    /** Asks LightGBM itself: the wrapper's own call makes room for two numbers a row, whatever a score has. */
    private static double[] predicted(TrainingSet set, String model, double[] rows, int type) {
        int outputs = set.space().outputs(set.kind());
        SWIGTYPE_p_p_void booster = lightgbmlib.voidpp_handle();
        SWIGTYPE_p_double in = lightgbmlib.new_doubleArray(rows.length);
        SWIGTYPE_p_double out = lightgbmlib.new_doubleArray(QUERIES * (long) outputs);
        for (int i = 0; i < rows.length; i++) {
            lightgbmlib.doubleArray_setitem(in, i, rows[i]);
        }
        assertThat(lightgbmlib.LGBM_BoosterLoadModelFromString(model, lightgbmlib.new_intp(), booster))
                .isZero();
        assertThat(lightgbmlib.LGBM_BoosterPredictForMat(
                        lightgbmlib.voidpp_value(booster),
                        lightgbmlib.double_to_voidp_ptr(in),
                        lightgbmlib.C_API_DTYPE_FLOAT64,
                        QUERIES,
                        set.schema().width(),
                        1,
                        type,
                        0,
                        -1,
                        "num_threads=1",
                        lightgbmlib.new_int64_tp(),
                        out))
                .isZero();
        double[] predicted = new double[QUERIES * outputs];
        for (int i = 0; i < predicted.length; i++) {
            predicted[i] = lightgbmlib.doubleArray_getitem(out, i);
        }
        lightgbmlib.LGBM_BoosterFree(lightgbmlib.voidpp_value(booster));
        return predicted;
    }

    private static void assertAgrees(TrainingSet set, ScorerForm.Link link) {
        String model = LightGbmTrainer.modelText(set, spec(set.kind()), RunControl.UNWATCHED);
        double[] rows = queries(set);

        assertThat(scores(LightGbmTrainer.compile(set, model, ScorerForm.Link.IDENTITY), rows))
                .as("sums")
                .containsExactly(predicted(set, model, rows, lightgbmlib.C_API_PREDICT_RAW_SCORE));
        assertThat(scores(LightGbmTrainer.compile(set, model, link), rows))
                .as("scores")
                .containsExactly(predicted(set, model, rows, lightgbmlib.C_API_PREDICT_NORMAL), within(1e-12));
        if (set.kind() != TaskKind.REGRESSION) {
            assertThat(model).as("a model that splits categories too").contains("cat_threshold=");
        }
    }

    @Test
    void binaryModelsAgree() {
        assertAgrees(TrainingSet.of(Snapshots.of(TaskKind.BINARY, 2_000, 1)), ScorerForm.Link.SIGMOID);
    }

    @Test
    void multiclassModelsAgree() {
        assertAgrees(TrainingSet.of(Snapshots.of(TaskKind.MULTICLASS, 2_000, 2)), ScorerForm.Link.SOFTMAX);
    }

    @Test
    void multiclassModelsOfTwoClassesAgree() {
        assertAgrees(TrainingSet.of(Snapshots.twoOfSeveral(2_000, 3)), ScorerForm.Link.SOFTMAX);
    }

    @Test
    void regressionsAgree() {
        assertAgrees(TrainingSet.of(Snapshots.of(TaskKind.REGRESSION, 2_000, 4)), ScorerForm.Link.IDENTITY);
    }

    @ParameterizedTest
    @EnumSource
    void whereNothingCanBeSplitTheModelIsAConstant(TaskKind kind) {
        TrainingSnapshot snapshot = Snapshots.of(kind, 12, 5); // fewer than two leaves of twenty events need

        ModelArtifact artifact = new Trainer()
                .train(
                        snapshot,
                        TrainingSpecs.of(new TrainingSection("lightgbm", Optional.empty(), 5, Map.of()), kind),
                        RunControl.UNWATCHED);

        assertThat(ModelArtifact.read(artifact.manifestBytes(), artifact.tensorBytes())
                        .digest())
                .isEqualTo(artifact.digest());
    }

    @ParameterizedTest
    @EnumSource
    void theTrainingEventsInEachLeafAreThoseThatLightGbmCounted(TaskKind kind) {
        TrainingSet set = TrainingSet.of(Snapshots.of(kind, 800, 3));
        String text = LightGbmTrainer.modelText(set, spec(kind), RunControl.UNWATCHED);
        int[] counted = text.lines()
                .filter(line -> line.startsWith("leaf_count="))
                .flatMap(line ->
                        Arrays.stream(line.substring("leaf_count=".length()).split(" ")))
                .mapToInt(Integer::parseInt)
                .sorted()
                .toArray();

        SortedMap<String, Tensor> tensors = LightGbmTrainer.compile(set, text, ScorerForm.Link.IDENTITY)
                .over(set)
                .tensors();

        int[] covers = ((Tensor.Ints) Objects.requireNonNull(tensors.get("node.cover"))).values();
        int[] asked = ((Tensor.Ints) Objects.requireNonNull(tensors.get("node.feature"))).values();
        int[] leaves = IntStream.range(0, asked.length)
                .filter(node -> asked[node] < 0)
                .map(node -> covers[node])
                .sorted()
                .toArray();
        assertThat(leaves).isEqualTo(counted).hasSizeGreaterThan(40);
    }

    @Test
    void nothingIsUnpackedWhereAnotherProcessWouldWriteOverIt(@TempDir Path temporary)
            throws IOException, InterruptedException {
        assertThat(inAnotherProcess("-Djava.io.tmpdir=" + temporary)).isEqualTo("loaded");
        assertThat(temporary.resolve("lib_lightgbm.so")).doesNotExist();
        assertThat(temporary).as("left by a process that has ended").isEmptyDirectory();
    }

    @Test
    void aPlatformWithoutTheLibraryIsToldWhatWorks() throws IOException, InterruptedException {
        assertThat(inAnotherProcess("-Dos.arch=s390x"))
                .contains("does not load on", "s390x", "gradient-boosting works everywhere");
    }

    private static String inAnotherProcess(String option) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        option,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        LightGbmCompilationTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return printed.strip();
    }
}
