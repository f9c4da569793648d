package dev.understudy.engine.features;

import static dev.understudy.engine.scene.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.task.FeatureDefinition;
import dev.understudy.engine.task.FeatureType;
import dev.understudy.engine.traffic.RawInput;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers of an event: learnt once, and the same in training and serving. */
class FeatureEncoderTest {
    @Test
    void categoriesAreSortedAndMissingAndUnseenHaveAPositionEach() {
        FeatureEncoder encoder = encoder(table("c", FeatureType.CATEGORICAL, "b", "", "a", "b", "C"));

        assertThat(encoder.schema().features())
                .containsExactly(new EncodedFeature.Categorical("c", List.of("C", "a", "b")));
        assertThat(encode(encoder, "c", "C", "a", "b", "", "z")).containsExactly(0, 1, 2, 3, 4);
        assertThat(encoder.schema().positions()).containsExactly(5);
    }

    @Test
    void aCategoryMayBeMissingInServingOnly() {
        FeatureEncoder encoder = encoder(table("c", FeatureType.CATEGORICAL, "a"));

        assertThat(encode(encoder, "c", "a", "", "z")).containsExactly(0, 1, 2);
    }

    @Test
    void numbersWithoutGapsAreOneNumberAndAGapInServingIsTheMedian() {
        FeatureEncoder encoder = encoder(table("n", FeatureType.NUMERIC, "5", "1", "9"));

        assertThat(encoder.schema().features()).containsExactly(new EncodedFeature.Numeric("n", 5, false, 1, 9));
        assertThat(encode(encoder, "n", "7", "", "-100")).containsExactly(7, 5, -100);
    }

    @Test
    void gapsInTrainingGiveAnIndicator() {
        FeatureEncoder encoder = encoder(table("n", FeatureType.NUMERIC, "5", "", "1", "9"));

        assertThat(encoder.schema().columns())
                .containsExactly(new FeatureSchema.Column("n", 0), new FeatureSchema.Column("n is missing", 0));
        assertThat(encode(encoder, "n", "7", "")).containsExactly(7, 0, 5, 1);
    }

    @Test
    void theMedianOfAnEvenCountIsTheLowerOfTheTwoInTheMiddle() {
        assertThat(encode(encoder(table("n", FeatureType.NUMERIC, "8", "2", "4", "1")), "n", ""))
                .containsExactly(2);
    }

    @Test
    void aNumberThatWasNeverThereIsZeroAndMissing() {
        FeatureEncoder encoder = encoder(table("n", FeatureType.NUMERIC, "", ""));

        assertThat(encode(encoder, "n", "", "3")).containsExactly(0, 1, 3, 0);
    }

    @ParameterizedTest
    @CsvSource({"007, 7", "17.0, 17", "1e1, 10", "-0, 0", "+5, 5", ".5, 0.5"})
    void aNumberMayBeWrittenInManyWays(String text, double number) {
        assertThat(encode(encoder(table("n", FeatureType.NUMERIC, "1")), "n", text))
                .containsExactly(number);
    }

    @Test
    void whatIsNoNumberIsRefusedByName() {
        FeatureEncoder encoder = encoder(table("n", FeatureType.NUMERIC, "1"));

        assertRefused(ErrorCode.DATA_INVALID, () -> encode(encoder, "n", "many" + "!".repeat(100)))
                .startsWith("n: expected a numeric value, and found \"many!!")
                .hasSizeLessThan(120);
    }

    @Test
    void featuresLieSideBySideInTheirOrder() {
        List<FeatureDefinition> definitions = List.of(
                new FeatureDefinition("n", FeatureType.NUMERIC),
                new FeatureDefinition("c", FeatureType.CATEGORICAL),
                new FeatureDefinition("m", FeatureType.NUMERIC));
        FeatureTable table = new FeatureTable(definitions);
        table.add(RawInput.of(Map.of("c", "x", "m", "4", "ignored", "1")));
        FeatureEncoder encoder = encoder(table);

        assertThat(encoder.encode(table)).containsExactly(0, 1, 0, 4);
        assertThat(encoder.schema().width()).isEqualTo(4);
    }

    @Test
    void anEventIsWrittenWhereItIsWantedAndNowhereElse() {
        FeatureEncoder encoder = encoder(table("n", FeatureType.NUMERIC, "1", ""));
        double[] rows = {-1, -1, -1, -1};

        encoder.encode(RawInput.of(Map.of("n", "3")), rows, 1);

        assertThat(rows).containsExactly(-1, 3, 0, -1);
    }

    @Test
    void aBrokenSchemaIsRefused() {
        assertRefused(ErrorCode.ARTIFACT_INVALID, () -> new EncodedFeature.Numeric("n", Double.NaN, false, 0, 1));
        assertRefused(ErrorCode.ARTIFACT_INVALID, () -> new EncodedFeature.Numeric("n", 0, false, 2, 1));
        assertRefused(ErrorCode.ARTIFACT_INVALID, () -> new EncodedFeature.Categorical("c", List.of("a", "a")));
    }

    /** Training encodes the table, serving the row: both must give the same bits. */
    @RepeatedTest(20)
    void rowByRowIsTheTable(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<FeatureDefinition> features = IntStream.range(0, 1 + random.nextInt(6))
                .mapToObj(i -> new FeatureDefinition(
                        "f" + i, random.nextBoolean() ? FeatureType.NUMERIC : FeatureType.CATEGORICAL))
                .toList();
        List<RawInput> training =
                Stream.generate(() -> input(features, random)).limit(50).toList();
        List<RawInput> serving =
                Stream.generate(() -> input(features, random)).limit(1_500).toList();
        FeatureEncoder encoder = encoder(table(features, training));

        double[] whole = encoder.encode(table(features, serving));

        int width = encoder.schema().width();
        double[] single = new double[width];
        for (int row = 0; row < serving.size(); row++) {
            encoder.encode(serving.get(row), single, 0);
            assertThat(Arrays.copyOfRange(whole, row * width, (row + 1) * width))
                    .containsExactly(single);
        }
    }

    private static RawInput input(List<FeatureDefinition> features, Random random) {
        Map<String, String> values = new HashMap<>();
        for (FeatureDefinition feature : features) {
            if (random.nextInt(5) > 0) {
                values.put(
                        feature.name(),
                        feature.type() == FeatureType.NUMERIC
                                ? Double.toString(random.nextGaussian())
                                : "c" + random.nextInt(60));
            }
        }
        return RawInput.of(values);
    }

    private static FeatureTable table(List<FeatureDefinition> features, List<RawInput> inputs) {
        FeatureTable table = new FeatureTable(features);
        inputs.forEach(table::add);
        return table;
    }

    private static FeatureTable table(String name, FeatureType type, String... values) {
        return table(
                List.of(new FeatureDefinition(name, type)),
                Stream.of(values).map(value -> RawInput.of(Map.of(name, value))).toList());
    }

    private static FeatureEncoder encoder(FeatureTable table) {
        return new FeatureEncoder(FeatureSchema.fit(table));
    }

    private static double[] encode(FeatureEncoder encoder, String name, String... values) {
        int width = encoder.schema().width();
        double[] rows = new double[values.length * width];
        for (int i = 0; i < values.length; i++) {
            encoder.encode(RawInput.of(Map.of(name, values[i])), rows, i * width);
        }
        return rows;
    }
}
