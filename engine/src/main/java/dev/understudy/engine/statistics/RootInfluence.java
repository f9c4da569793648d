package dev.understudy.engine.statistics;

/**
 * The square root of another metric that is at least 0: d√x = dx / (2√x). Where the metric is 0 all its terms are 0,
 * and so is every contribution.
 *
 * @param square the metric under the root
 */
record RootInfluence(InfluenceFunction square) implements InfluenceFunction {
    @Override
    public ModelInfluence of(PairedSample sample, Side side) {
        return switch (square.of(sample, side)) {
            case ModelInfluence.Undefined undefined -> undefined;
            case ModelInfluence.Defined defined -> rootOf(defined);
        };
    }

    private static ModelInfluence rootOf(ModelInfluence.Defined defined) {
        double root = Math.sqrt(defined.value());
        double[] contributions = defined.contributions();
        for (int i = 0; i < contributions.length; i++) {
            contributions[i] = root == 0 ? 0 : contributions[i] / (2 * root);
        }
        return new ModelInfluence.Defined(root, contributions);
    }
}
