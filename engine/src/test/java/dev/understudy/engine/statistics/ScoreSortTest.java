package dev.understudy.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScoreSortTest {
    private static void assertSorted(double[] numbers) {
        double[] keys = numbers.clone();
        int[] values = IntStream.range(0, keys.length).toArray();

        ScoreSort.sort(keys, values);

        double[] expected = numbers.clone();
        Arrays.sort(expected);
        assertThat(keys).isEqualTo(expected);
        assertThat(Arrays.stream(values).mapToDouble(i -> numbers[i]).toArray()).isEqualTo(expected);
        assertThat(Arrays.stream(values).distinct().count()).isEqualTo(keys.length);
    }

    private static double[] drawn(int count, DoubleUnaryOperator shape) {
        SplittableRandom random = new SplittableRandom(count);
        double[] numbers = new double[count];
        Arrays.setAll(numbers, i -> shape.applyAsDouble(random.nextDouble()) + 0.0);
        return numbers;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 24, 25, 26, 100, 1_000, 30_000, 200_000})
    void anyNumberOfEvenScores(int count) {
        assertSorted(drawn(count, x -> x));
    }

    @Test
    void scoresCrowdedInOnePlace() {
        assertSorted(drawn(100_000, x -> Math.pow(x, 40)));
        assertSorted(drawn(100_000, x -> 1 - Math.pow(x, 40)));
    }

    @Test
    void scoresOfAllMagnitudes() {
        assertSorted(drawn(50_000, x -> Math.pow(10, -300 * x)));
        assertSorted(drawn(50_000, x -> (x - 0.5) * Math.pow(10, 600 * Math.abs(x - 0.5))));
    }

    @Test
    void manyTies() {
        assertSorted(drawn(100_000, x -> Math.floor(x * 7) / 7));
        assertSorted(drawn(100_000, x -> 0.5));
        assertSorted(drawn(100_000, x -> x < 0.999 ? 0.25 : x));
    }

    @Test
    void theWholeRangeOfDoubles() {
        assertSorted(drawn(3_000, x -> x < 0.5 ? -Double.MAX_VALUE * x : Double.MAX_VALUE * x));
    }

    @Test
    void neighboursThatDifferInTheLastBit() {
        double[] numbers = new double[50_000];
        SplittableRandom random = new SplittableRandom(1);
        Arrays.setAll(numbers, i -> Double.longBitsToDouble(Double.doubleToLongBits(0.3) + random.nextInt(1_000)));
        assertSorted(numbers);
    }
}
