package dev.understudy.engine.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.task.FeatureDefinition;
import dev.understudy.engine.task.FeatureType;
import dev.understudy.engine.traffic.RawInput;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TextEncodingTest {
    private static final TextEvidence COUNTS = (rows, width, outcomes) -> {
        double[] sums = new double[width];
        for (int row = 0; row < rows.length; row++) {
            for (int i = 0; i < rows[row].size(); i++) {
                sums[rows[row].column(i)] += outcomes[row];
            }
        }
        return new double[][] {sums};
    };

    private static FeatureTable table(@Nullable String... texts) {
        FeatureTable table = new FeatureTable(List.of(
                new FeatureDefinition("size", FeatureType.NUMERIC), new FeatureDefinition("note", FeatureType.TEXT)));
        for (String text : texts) {
            table.add(input(text));
        }
        return table;
    }

    private static RawInput input(@Nullable String text) {
        Map<String, String> values = new HashMap<>(Map.of("size", "3"));
        if (text != null) {
            values.put("note", text);
        }
        return RawInput.of(values);
    }

    private static double[] encode(FeatureSchema schema, @Nullable String text) {
        double[] row = new double[schema.width()];
        Arrays.fill(row, 7); // whatever stood there before
        new FeatureEncoder(schema).encode(input(text), row, 0);
        return row;
    }

    private static double length(double[] row) {
        return Math.sqrt(Arrays.stream(row).skip(1).map(value -> value * value).sum());
    }

    @Test
    void columnAndSingleEventGiveTheSameNumbers() {
        FeatureTable table = table("buy now", null, "now or never, NOW", "buy now", "");
        FeatureSchema schema = FeatureSchema.fit(table, new TextTerms.All(64));

        double[] rows = new FeatureEncoder(schema).encode(table);

        List<String> texts = Arrays.asList("buy now", null, "now or never, NOW", "buy now", "");
        for (int row = 0; row < texts.size(); row++) {
            assertThat(Arrays.copyOfRange(rows, row * schema.width(), (row + 1) * schema.width()))
                    .as("row %d", row)
                    .containsExactly(encode(schema, texts.get(row)));
        }
    }

    @Test
    void theWeightsAreThoseOfTheDefinition() {
        FeatureSchema schema = FeatureSchema.fit(table("a", "a b", "c"), new TextTerms.All(65_536));
        // a is in two of three texts, "b" and "a b" in one
        double a = (1 + Math.log(2)) * (Math.log(4 / 3.0) + 1);
        double rare = Math.log(4 / 2.0) + 1;
        double unseen = Math.log(4) + 1; // "a a"
        double length = Math.sqrt(a * a + rare * rare * 2 + unseen * unseen);

        double[] row = encode(schema, "a a b");

        assertThat(Arrays.stream(row)
                        .skip(1)
                        .filter(value -> value > 0)
                        .sorted()
                        .toArray())
                .containsExactly(new double[] {rare / length, rare / length, a / length}, within(1e-15));
    }

    @Test
    void knownTextsHaveLengthOneAndMissingOnesAreEmpty() {
        FeatureSchema schema = FeatureSchema.fit(table("one two three", "two", null), new TextTerms.All(64));

        assertThat(length(encode(schema, "one two three"))).isCloseTo(1, within(1e-15));
        assertThat(encode(schema, null)).containsExactly(encode(schema, "?!"));
        assertThat(length(encode(schema, null))).isZero();
    }

    @Test
    void treesSeeTheTermsThatTellMost() {
        FeatureTable table = table("spam x1", "spam x2", "spam x3", "spam x4", "fine x1", "fine x2", "ham", "x3 x4");
        double[] outcomes = {1, 1, 1, 1, 0, 0, 0, 0};

        FeatureSchema schema = FeatureSchema.fit(table, new TextTerms.Telling(65_536, 1, 2, outcomes, COUNTS));

        EncodedFeature.Text text = (EncodedFeature.Text) schema.features().get(1);
        assertThat(text.kept()).containsExactly(HashedTerms.of("spam", 65_536)[0]);
        assertThat(schema.columns().stream().map(FeatureSchema.Column::name))
                .containsExactly("size", "note term " + text.kept().getFirst(), "note evidence 0");
    }

    @Test
    void aTrainingRowsEvidenceComesFromOtherRows() {
        FeatureTable table = table("p", "q", "r", "s", "t", "u", "v", "w", "x", "y");
        double[] outcomes = {1, 0, 1, 0, 1, 0, 1, 0, 1, 0};
        TextTerms terms = new TextTerms.Telling(65_536, 4, 2, outcomes, COUNTS);
        FeatureSchema schema = FeatureSchema.fit(table, terms);
        FeatureEncoder encoder = new FeatureEncoder(schema);
        int evidence = schema.width() - 1;

        double[] training = encoder.encodeTraining(table, terms);

        for (int row = 0; row < 10; row++) {
            assertThat(training[row * schema.width() + evidence])
                    .as("row %d", row)
                    .isZero();
        }
        assertThat(encoder.encode(table)[evidence])
                .as("later events like the first row")
                .isEqualTo(1);
    }

    @Test
    void textsThatAreAllEmptyAreANumberStill() {
        FeatureSchema schema = FeatureSchema.fit(table(null, "", "!"), new TextTerms.All(64));

        assertThat(schema.width()).isEqualTo(2);
        assertThat(encode(schema, "words at last")[0]).isEqualTo(3);
    }

    @Test
    void whatCannotBeATextFeatureIsRefused() {
        List<Integer> counts = List.of(2, 0, 1);
        assertRefused(2, List.of(3, 0, 1), List.of(0), List.of());
        assertRefused(2, counts, List.of(), List.of());
        assertRefused(2, counts, List.of(1, 1), List.of());
        assertRefused(2, counts, List.of(0, 3), List.of());
        assertRefused(2, counts, List.of(0), List.of(List.of(1.0, 2.0)));
        assertRefused(2, counts, List.of(0), List.of(Collections.nCopies(3, Double.NaN)));
        assertThat(new EncodedFeature.Text("note", 2, counts, List.of(0, 2), List.of()).width())
                .isEqualTo(2);
    }

    private static void assertRefused(
            int documents, List<Integer> counts, List<Integer> kept, List<List<Double>> evidence) {
        assertThatThrownBy(() -> new EncodedFeature.Text("note", documents, counts, kept, evidence))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARTIFACT_INVALID))
                .hasMessageContaining("note");
    }
}
