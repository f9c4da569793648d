package dev.understudy.engine.model;

import java.util.function.IntToDoubleFunction;

/** Shapley values by their definition: over all subsets of the players, which are bits. */
final class BruteForceShapley {
    private BruteForceShapley() {}

    static double[] of(int players, IntToDoubleFunction game) {
        double[] worth = new double[1 << players];
        for (int known = 0; known < worth.length; known++) {
            worth[known] = game.applyAsDouble(known);
        }
        double[] values = new double[players];
        for (int player = 0; player < players; player++) {
            for (int known = 0; known < worth.length; known++) {
                if ((known >> player & 1) == 0) {
                    double weight = factorial(Integer.bitCount(known))
                            * factorial(players - Integer.bitCount(known) - 1)
                            / factorial(players);
                    values[player] += weight * (worth[known | 1 << player] - worth[known]);
                }
            }
        }
        return values;
    }

    private static double factorial(int n) {
        return n < 2 ? 1 : n * factorial(n - 1);
    }
}
