package dev.understudy.engine.statistics;

/**
 * R² = 1 - A/B, with A the mean squared error and B the variance of the outcome about its weighted mean. By the delta
 * method an event moves it by -(e² - (1 - R²)(y - ȳ)²) / (nB); that ȳ is estimated too adds nothing of first order,
 * because B is smallest there.
 */
record ExplainedVarianceInfluence() implements InfluenceFunction {
    @Override
    public ModelInfluence of(PairedSample sample, Side side) {
        int n = sample.size();
        EffectiveSize counted = new EffectiveSize();
        CompensatedSum outcomes = new CompensatedSum();
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            double weight = sample.weight(i);
            if (weight > 0) {
                counted.add(weight);
                outcomes.add(weight * sample.outcome(i));
                smallest = Math.min(smallest, sample.outcome(i));
                largest = Math.max(largest, sample.outcome(i));
            }
        }
        if (!counted.isPlural()) {
            return new ModelInfluence.Undefined(UndeterminedReason.TOO_FEW_EVENTS);
        }
        if (smallest == largest) {
            return new ModelInfluence.Undefined(UndeterminedReason.CONSTANT_OUTCOME);
        }
        return about(outcomes.value() / counted.weight(), counted, sample, side);
    }

    private static ModelInfluence about(double mean, EffectiveSize counted, PairedSample sample, Side side) {
        CompensatedSum errors = new CompensatedSum();
        CompensatedSum spread = new CompensatedSum();
        for (int i = 0; i < sample.size(); i++) {
            errors.add(sample.weight(i) * EventTerm.squaredError(sample, side, i));
            spread.add(sample.weight(i) * squaredDistance(sample, i, mean));
        }
        double unexplained = errors.value() / spread.value();
        double scale = -counted.smallSampleFactor() / spread.value();
        double[] contributions = new double[sample.size()];
        for (int i = 0; i < contributions.length; i++) {
            double centred = EventTerm.squaredError(sample, side, i) - unexplained * squaredDistance(sample, i, mean);
            contributions[i] = sample.weight(i) * centred * scale;
        }
        return new ModelInfluence.Defined(1 - unexplained, contributions);
    }

    private static double squaredDistance(PairedSample sample, int index, double mean) {
        double distance = sample.outcome(index) - mean;
        return distance * distance;
    }
}
