package dev.understudy.engine.gate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Several claims that share one error probability (Holm 1979). The most certain one is tested at the n-th part of it, the
 * next at the (n−1)-th, and so on until one is not confirmed.
 */
final class HolmProcedure {
    private HolmProcedure() {}

    /** Tests one claim at a part of the error probability. */
    interface Test {
        /** Whether the claim is confirmed at the error probability divided by this number. */
        boolean confirms(int claim, int divisor);
    }

    /**
     * What became of a claim.
     *
     * @param divisor the part of the error probability at which it was tested; for those after the first that was not
     *     confirmed, the part at which that one was
     * @param isConfirmed whether it was
     */
    record Step(int divisor, boolean isConfirmed) {}

    /**
     * Tests claims.
     *
     * @param pValues of each claim, by which they are ordered
     * @return what became of each, in the order of the claims
     */
    static List<Step> steps(double[] pValues, Test test) {
        int claims = pValues.length;
        List<Integer> order = IntStream.range(0, claims)
                .boxed()
                .sorted((left, right) -> Double.compare(pValues[left], pValues[right]))
                .toList();
        Step[] steps = new Step[claims];
        int rank = 0;
        while (rank < claims && test.confirms(order.get(rank), claims - rank)) {
            steps[order.get(rank)] = new Step(claims - rank, true);
            rank++;
        }
        int stopped = claims - rank;
        order.subList(rank, claims).forEach(claim -> steps[claim] = new Step(stopped, false));
        return Arrays.asList(steps);
    }
}
