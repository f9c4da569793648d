package dev.understudy.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PairedSampleTest {
    @Test
    void keepsWhatWasAdded() {
        PairedSample sample = PairedSample.empty(TaskKind.BINARY);
        sample.add(1, 0.25, 0.75, 0, 1, 2.5, 7, 20_001);

        assertThat(sample.size()).isEqualTo(1);
        assertThat(sample.outcome(0)).isEqualTo(1);
        assertThat(sample.score(Side.LIVE, 0)).isEqualTo(0.25);
        assertThat(sample.score(Side.CANDIDATE, 0)).isEqualTo(0.75);
        assertThat(sample.label(Side.LIVE, 0)).isEqualTo(0);
        assertThat(sample.label(Side.CANDIDATE, 0)).isEqualTo(1);
        assertThat(sample.weight(0)).isEqualTo(2.5);
        assertThat(sample.cluster(0)).isEqualTo(7);
        assertThat(sample.block(0)).isEqualTo(20_001);
    }

    @Test
    void readsNothingBeyondItsSize() {
        PairedSample sample = Samples.binary(new double[] {1, 0.5, 0.5});

        assertThatThrownBy(() -> sample.outcome(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> sample.weight(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void partsAddedInOrderAreTheWhole() {
        PairedSample whole = Samples.weighted(TaskKind.BINARY, 3, 100);
        PairedSample parts = PairedSample.empty(TaskKind.BINARY);
        parts.addAll(whole.where(i -> i < 37));
        parts.addAll(whole.where(i -> i >= 37));

        assertSame(parts, whole);
    }

    @Test
    void canBeAddedToItself() {
        PairedSample sample = Samples.weighted(TaskKind.BINARY, 3, 20);
        PairedSample once = sample.where(i -> true);
        sample.addAll(sample);

        assertThat(sample.size()).isEqualTo(40);
        assertSame(sample.where(i -> i >= 20), once);
    }

    @Test
    void aSliceKeepsTheEventsAskedForInTheirOrder() {
        PairedSample sample = Samples.weighted(TaskKind.REGRESSION, 3, 60);
        PairedSample slice = sample.where(i -> i % 3 == 1);

        assertThat(slice.size()).isEqualTo(20);
        assertThat(slice.outcome(1)).isEqualTo(sample.outcome(4));
        assertThat(slice.score(Side.CANDIDATE, 19)).isEqualTo(sample.score(Side.CANDIDATE, 58));
    }

    @Test
    void refusesEventsOfAnotherKind() {
        PairedSample binary = PairedSample.empty(TaskKind.BINARY);
        PairedSample regression = PairedSample.empty(TaskKind.REGRESSION);

        assertThatIllegalArgumentException().isThrownBy(() -> binary.addAll(regression));
    }

    @ParameterizedTest
    @CsvSource({
        "BINARY, 2, 0.5, 0.5, 0, 0, 1, 0",
        "BINARY, 0.5, 0.5, 0.5, 0, 0, 1, 0",
        "BINARY, NaN, 0.5, 0.5, 0, 0, 1, 0",
        "BINARY, 1, 1.01, 0.5, 0, 0, 1, 0",
        "BINARY, 1, 0.5, -0.01, 0, 0, 1, 0",
        "BINARY, 1, NaN, 0.5, 0, 0, 1, 0",
        "BINARY, 1, 0.5, 0.5, 2, 0, 1, 0",
        "BINARY, 1, 0.5, 0.5, 0, -1, 1, 0",
        "BINARY, 1, 0.5, 0.5, 0, 0, -1, 0",
        "BINARY, 1, 0.5, 0.5, 0, 0, Infinity, 0",
        "BINARY, 1, 0.5, 0.5, 0, 0, NaN, 0",
        "BINARY, 1, 0.5, 0.5, 0, 0, 1, -2",
        "MULTICLASS, 1.5, 0.5, 0.5, 0, 0, 1, 0",
        "MULTICLASS, 2147483648, 0.5, 0.5, 0, 0, 1, 0",
        "MULTICLASS, -1, 0.5, 0.5, 0, 0, 1, 0",
        "MULTICLASS, 1, 0.5, 0.5, -1, 0, 1, 0",
        "MULTICLASS, 1, 1.5, 0.5, 0, 0, 1, 0",
        "REGRESSION, Infinity, 0.5, 0.5, 0, 0, 1, 0",
        "REGRESSION, 1, NaN, 0.5, 0, 0, 1, 0",
        "REGRESSION, 1, 0.5, 0.5, 1, 0, 1, 0",
    })
    void refusesNumbersThatTheKindOfTaskCannotHave(
            TaskKind kind,
            double outcome,
            double liveScore,
            double candidateScore,
            int liveLabel,
            int candidateLabel,
            double weight,
            int cluster) {
        PairedSample sample = PairedSample.empty(kind);

        assertThatThrownBy(() ->
                        sample.add(outcome, liveScore, candidateScore, liveLabel, candidateLabel, weight, cluster, 0))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_INVALID))
                .hasMessageContaining(kind.key());
        assertThat(sample.size()).isZero();
    }

    @Test
    void equalWeightsAreAsTellingAsTheirNumber() {
        PairedSample sample = PairedSample.empty(TaskKind.REGRESSION);
        assertThat(sample.effectiveSize()).isZero();
        sample.add(1, 1, 1, 0, 0, 1, 0, 0);
        sample.add(1, 1, 1, 0, 0, 1, 0, 0);
        assertThat(sample.effectiveSize()).isEqualTo(2);
        sample.add(1, 1, 1, 0, 0, 2, 0, 0);
        assertThat(sample.effectiveSize()).isEqualTo(16.0 / 6);
    }

    @ParameterizedTest
    @EnumSource(TaskKind.class)
    void manyPartsOfAnySizeAreTheWhole(TaskKind kind) {
        PairedSample whole = Samples.weighted(kind, 5, 150_000); // more than two pieces of memory
        PairedSample parts = PairedSample.empty(kind);
        int from = 0;
        for (int size = 1; from < whole.size(); size = size * 3 + 1) {
            int begin = from;
            int end = Math.min(whole.size(), from + size);
            parts.addAll(whole.where(i -> i >= begin && i < end));
            from = end;
        }

        assertThat(parts.size()).isEqualTo(whole.size());
        for (int i = 0; i < whole.size(); i += 997) {
            int at = i;
            assertSame(parts.where(index -> index == at), whole.where(index -> index == at));
        }
    }

    private static void assertSame(PairedSample actual, PairedSample expected) {
        assertThat(actual.kind()).isEqualTo(expected.kind());
        assertThat(actual.size()).isEqualTo(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.outcome(i)).isEqualTo(expected.outcome(i));
            assertThat(actual.weight(i)).isEqualTo(expected.weight(i));
            assertThat(actual.cluster(i)).isEqualTo(expected.cluster(i));
            assertThat(actual.block(i)).isEqualTo(expected.block(i));
            for (Side side : Side.values()) {
                assertThat(actual.score(side, i)).isEqualTo(expected.score(side, i));
                assertThat(actual.label(side, i)).isEqualTo(expected.label(side, i));
            }
        }
    }
}
