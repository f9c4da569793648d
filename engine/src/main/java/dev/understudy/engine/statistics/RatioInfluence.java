package dev.understudy.engine.statistics;

/**
 * The ratio R = Σwa / Σwb of two weighted sums; a mean is the ratio with b = 1. To first order an event moves it by
 * w(a - Rb) / Σwb (the delta method; for the mean that is exact). The events with b ≠ 0 are the ones that count.
 *
 * @param numerator a
 * @param denominator b, at least 0
 * @param ifEmpty what to say where fewer than two events count
 */
record RatioInfluence(EventTerm numerator, EventTerm denominator, UndeterminedReason ifEmpty)
        implements InfluenceFunction {

    static RatioInfluence mean(EventTerm term) {
        return new RatioInfluence(term, EventTerm::one, UndeterminedReason.TOO_FEW_EVENTS);
    }

    @Override
    public ModelInfluence of(PairedSample sample, Side side) {
        int n = sample.size();
        double[] contributions = new double[n];
        CompensatedSum above = new CompensatedSum();
        CompensatedSum below = new CompensatedSum();
        EffectiveSize counted = new EffectiveSize();
        for (int i = 0; i < n; i++) {
            double weight = sample.weight(i);
            double a = numerator.of(sample, side, i);
            double b = denominator.of(sample, side, i);
            contributions[i] = a;
            above.add(weight * a);
            below.add(weight * b);
            counted.add(b == 0 ? 0 : weight);
        }
        if (!counted.isPlural()) {
            return new ModelInfluence.Undefined(ifEmpty);
        }
        double ratio = above.value() / below.value();
        double scale = counted.smallSampleFactor() / below.value();
        for (int i = 0; i < n; i++) {
            double centred = contributions[i] - ratio * denominator.of(sample, side, i);
            contributions[i] = sample.weight(i) * centred * scale;
        }
        return new ModelInfluence.Defined(ratio, contributions);
    }
}
