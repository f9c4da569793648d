package dev.understudy.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

final class ScoreShiftTest {
    private static ScorePairs scores(int events, DoubleUnaryOperator candidate) {
        ScorePairs scores = new ScorePairs();
        for (int i = 0; i < events; i++) {
            double live = (i * 37 % events) / (double) events;
            scores.add(live, candidate.applyAsDouble(live));
        }
        return scores;
    }

    @Test
    void theSameScoresDoNotShift() {
        ScoreShift shift = ScoreShift.of(scores(1_000, live -> live)).orElseThrow();

        assertThat(shift).isEqualTo(new ScoreShift(1_000, 0, 0));
        assertThat(shift.size()).isEqualTo(ScoreShift.Size.SMALL);
    }

    @Test
    void halvedScoresAreSeenByBothMeasures() {
        ScoreShift shift = ScoreShift.of(scores(100_000, live -> live / 2)).orElseThrow();

        assertThat(shift.kolmogorovSmirnov()).isCloseTo(0.5, within(1e-4));
        // five tenths have twice what they had, five have next to nothing
        double empty = 0.5 / 100_005;
        double byHand = 5 * 0.1 * Math.log(2) + 5 * (empty - 0.1) * Math.log(empty / 0.1);
        assertThat(shift.stabilityIndex()).isCloseTo(byHand, within(0.01));
        assertThat(shift.size()).isEqualTo(ScoreShift.Size.LARGE);
    }

    @Test
    void theLargestDifferenceIsThatOfACountByHand() {
        SplittableRandom random = new SplittableRandom(4);
        ScorePairs scores = new ScorePairs();
        double[] live = new double[400];
        double[] candidate = new double[400];
        for (int i = 0; i < live.length; i++) {
            live[i] = random.nextInt(50) / 64.0;
            candidate[i] = random.nextInt(60) / 64.0;
            scores.add(live[i], candidate[i]);
        }
        double most = 0;
        for (int at = 0; at < 64; at++) {
            int difference = 0;
            for (int i = 0; i < live.length; i++) {
                difference += (live[i] <= at / 64.0 ? 1 : 0) - (candidate[i] <= at / 64.0 ? 1 : 0);
            }
            most = Math.max(most, Math.abs(difference) / 400.0);
        }

        assertThat(ScoreShift.of(scores).orElseThrow().kolmogorovSmirnov()).isCloseTo(most, within(1e-12));
    }

    @Test
    void aConstantModelThatBeginsToSpreadIsALargeShift() {
        ScorePairs scores = new ScorePairs();
        for (int i = 0; i < 1_000; i++) {
            scores.add(0.3, i / 1_000.0);
        }

        assertThat(ScoreShift.of(scores).orElseThrow().size()).isEqualTo(ScoreShift.Size.LARGE);
    }

    @Test
    void partsAreTheWhole() {
        ScorePairs whole = new ScorePairs();
        ScorePairs parts = new ScorePairs();
        for (int part = 0; part < 5; part++) {
            ScorePairs one = new ScorePairs();
            for (int i = 0; i < 300 * part; i++) {
                whole.add(i / 2_000.0, part / 5.0);
                one.add(i / 2_000.0, part / 5.0);
            }
            parts.addAll(one);
        }

        assertThat(parts.size()).isEqualTo(whole.size());
        assertThat(parts.of(Side.LIVE)).isEqualTo(whole.of(Side.LIVE));
        assertThat(parts.of(Side.CANDIDATE)).isEqualTo(whole.of(Side.CANDIDATE));
    }

    @Test
    void withoutEventsThereIsNothingToSay() {
        assertThat(ScoreShift.of(new ScorePairs())).isEmpty();
    }
}
