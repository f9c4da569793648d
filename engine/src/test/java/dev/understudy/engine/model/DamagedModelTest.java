package dev.understudy.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a model file is said as one kind of error, at once, and with nothing large allocated. */
final class DamagedModelTest {
    private static ModelArtifact forest;
    private static ModelArtifact linear;

    @BeforeAll
    static void train() {
        forest = Models.forest(TaskKind.BINARY);
        linear = Models.linear();
    }

    private static void assertInvalid(ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARTIFACT_INVALID));
    }

    /** Reads the file as tensors without the digest in its way; the format itself must hold. */
    private static void assertInvalidTensors(byte[] file) {
        assertInvalid(() -> Models.withTensors(forest, file));
    }

    @Test
    void aFileCutAtAnyByteIsRefused() {
        byte[] whole = linear.tensorBytes();

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertInvalid(() -> Safetensors.read(cut));
        }
    }

    @Test
    void aManifestCutAtAnyByteIsRefused() {
        byte[] whole = linear.manifestBytes();

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertInvalid(() -> ManifestJson.read(cut));
        }
    }

    @Test
    void aFlippedBitOfTheTensorsIsNoticed() {
        for (int at = 0; at < forest.tensorBytes().length; at++) {
            byte[] flipped = forest.tensorBytes().clone();
            flipped[at] ^= (byte) (1 << at % 8);
            assertInvalid(() -> ModelArtifact.read(forest.manifestBytes(), flipped));
        }
    }

    @Test
    void aFlippedBitThatTheManifestVouchesForEndsInAModelOrInTheOneError() {
        SplittableRandom random = new SplittableRandom(12);
        int refused = 0;
        for (int round = 0; round < 3_000; round++) {
            byte[] flipped = forest.tensorBytes().clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            refused += isRefused(() -> Models.withTensors(forest, flipped)) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(1_000);
    }

    @Test
    void aChangedByteOfTheManifestEndsInAModelOrInTheOneError() {
        SplittableRandom random = new SplittableRandom(13);
        int refused = 0;
        for (int round = 0; round < 3_000; round++) {
            byte[] changed = linear.manifestBytes().clone();
            changed[random.nextInt(changed.length)] = (byte) "0{}[]\",-9x".charAt(random.nextInt(10));
            refused += isRefused(() -> ModelArtifact.read(changed, linear.tensorBytes())) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(1_000);
    }

    private static boolean isRefused(Runnable reading) {
        try {
            reading.run();
            return false;
        } catch (UnderstudyException e) {
            assertThat(e.code()).as(e.getMessage()).isEqualTo(ErrorCode.ARTIFACT_INVALID);
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "\"x\"",
                "{\"a\":1}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[-8,0]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[-1],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[8,0]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,9223372036854775807]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[2147483640,2147483647]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8.0]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[2147483647],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[2147483648],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[65536,65536,65536,65536,1],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[2147483647,2147483647,2147483647,0],\"data_offsets\":[0,0]},"
                        + "\"b\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":\"x\",\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":{\"0\":1},\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8],\"more\":1}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]},"
                        + "\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]},"
                        + "\"b\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}} x"
            })
    void aHeaderThatDoesNotFitItsBytesIsRefused(String header) {
        assertInvalid(() -> Safetensors.read(Models.file(header, 8)));
    }

    @Test
    void aHeaderThatFitsIsRead() {
        String header = "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}";

        assertThat(Safetensors.read(Models.file(header, 8))).containsOnlyKeys("a");
    }

    @Test
    void aHeaderThatClaimsBillionsOfNumbersAllocatesNothingOfTheSize() {
        byte[] file =
                Models.file("{\"a\":{\"dtype\":\"F64\",\"shape\":[268435455],\"data_offsets\":[0,2147483640]}}", 1_000);
        assertInvalidTensors(file); // loads the classes

        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertInvalid(() -> Safetensors.read(file));

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(2_000_000);
    }

    @Test
    void aHeaderLongerThanTheFileIsRefused() {
        byte[] file = Models.file("{}", 0);
        Arrays.fill(file, 0, 8, (byte) 0x7f);

        assertInvalid(() -> Safetensors.read(file));
    }

    private static void assertInvalidTrees(Consumer<SortedMap<String, Tensor>> damage) {
        SortedMap<String, Tensor> tensors = new TreeMap<>(Models.tensors(forest));
        damage.accept(tensors);
        assertInvalid(() -> Models.withTensors(forest, tensors));
    }

    private static int[] ints(SortedMap<String, Tensor> tensors, String name) {
        return ((Tensor.Ints) tensors.get(name)).values();
    }

    private static double[] doubles(SortedMap<String, Tensor> tensors, String name) {
        return ((Tensor.Doubles) tensors.get(name)).values();
    }

    @Test
    void treesAreReadWhereNothingIsDamaged() {
        assertThat(Models.withTensors(forest, new TreeMap<>(Models.tensors(forest)))
                        .digest())
                .isEqualTo(forest.digest());
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aNumberThatIsNotFiniteIsRefused(double value) {
        for (String tensor : new String[] {"leaf.value", "node.threshold", "base"}) {
            assertInvalidTrees(tensors -> doubles(tensors, tensor)[0] = value);
        }
        for (String tensor : new String[] {"weight", "intercept"}) {
            SortedMap<String, Tensor> tensors = Models.tensors(linear);
            doubles(tensors, tensor)[0] = value;
            assertInvalid(() -> Models.withTensors(linear, tensors));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void aSecondChildThatIsItselfBackwardsTheFirstOrNowhereIsRefused(int child) {
        assertThat(ints(Models.tensors(forest), "node.feature")[0])
                .as("the root splits")
                .isNotNegative();

        assertInvalidTrees(tensors -> ints(tensors, "node.other")[0] = child);
    }

    @Test
    void aCycleIsRefused() {
        assertInvalidTrees(tensors -> {
            int[] features = ints(tensors, "node.feature");
            int deep = 1;
            while (features[deep] < 0) {
                deep++;
            }
            ints(tensors, "node.other")[deep] = 0;
        });
    }

    @Test
    void aChildInTheNextTreeIsRefused() {
        assertInvalidTrees(tensors -> ints(tensors, "node.other")[0] = ints(tensors, "tree.root")[1]);
    }

    @Test
    void aTreeThatEndsInASplitIsRefused() {
        assertInvalidTrees(tensors -> {
            int last = ints(tensors, "node.feature").length - 1;
            ints(tensors, "node.feature")[last] = 0;
            ints(tensors, "node.other")[last] = last + 1;
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 6, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void aFeatureThatIsNotThereIsRefused(int feature) {
        assertThat(forest.model().scorer().width()).isEqualTo(6);

        assertInvalidTrees(tensors -> ints(tensors, "node.feature")[0] = feature);
    }

    @Test
    void aLeafThatIsNotThereIsRefused() {
        int leaves = doubles(Models.tensors(forest), "leaf.value").length;
        for (int leaf : new int[] {-1, leaves, Integer.MAX_VALUE}) {
            assertInvalidTrees(tensors -> {
                int[] features = ints(tensors, "node.feature");
                ints(tensors, "node.other")[features.length - 1] = leaf;
            });
        }
    }

    @Test
    void treesOutOfOrderOrEmptyAreRefused() {
        assertInvalidTrees(tensors -> ints(tensors, "tree.root")[0] = 1);
        assertInvalidTrees(tensors -> ints(tensors, "tree.root")[1] = 0);
        assertInvalidTrees(tensors -> ints(tensors, "tree.root")[2] = Integer.MAX_VALUE);
        assertInvalidTrees(tensors -> tensors.put("tree.root", Tensor.Ints.of()));
    }

    @Test
    void tensorsOfDifferentLengthsAreRefused() {
        assertInvalidTrees(tensors -> tensors.put("node.threshold", Tensor.Doubles.of(1, 2)));
        assertInvalidTrees(tensors -> tensors.put("node.other", Tensor.Ints.of(1, 2)));
        assertInvalidTrees(tensors -> tensors.put("base", Tensor.Doubles.of(0, 0)));
    }

    @Test
    void aTensorTooManyOrTooFewIsRefused() {
        assertInvalidTrees(tensors -> tensors.put("more", Tensor.Ints.of(1)));
        assertInvalidTrees(tensors -> tensors.remove("base"));
        assertInvalidTrees(tensors -> tensors.put("base", Tensor.Ints.of(0)));
    }

    @Test
    void weightsThatAreNotOneATermAreRefused() {
        SortedMap<String, Tensor> tensors = Models.tensors(linear);
        double[] weights = doubles(tensors, "weight");
        tensors.put("weight", Tensor.Doubles.of(Arrays.copyOf(weights, weights.length + 1)));

        assertInvalid(() -> Models.withTensors(linear, tensors));
    }

    @Test
    void aLeafWithAnotherValueGivesItselfAwayByTheGoldenPredictions() {
        assertInvalidTrees(tensors -> {
            double[] leaves = doubles(tensors, "leaf.value");
            for (int leaf = 0; leaf < leaves.length; leaf++) {
                leaves[leaf] = Math.nextUp(leaves[leaf]);
            }
        });
    }
}
