package dev.understudy.engine.model;

import dev.understudy.engine.features.EncodedFeature;
import dev.understudy.engine.features.FeatureSchema;

/** Adds up what the numbers of an encoded event are due to the features that they come from. */
final class FeatureShares {
    private final int[] featureOf;
    private final int features;
    private final int outputs;
    private final Attribution attribution;

    FeatureShares(FeatureSchema schema, Scorer scorer) {
        this.featureOf = new int[scorer.width()];
        int column = 0;
        int feature = 0;
        for (EncodedFeature encoded : schema.features()) {
            for (int i = 0; i < encoded.width(); i++) {
                featureOf[column++] = feature;
            }
            feature++;
        }
        this.features = feature;
        this.outputs = scorer.outputs();
        this.attribution = scorer.attribution();
    }

    Attribution attribution() {
        return attribution;
    }

    /** An event's contributions; shape [outputs × features]. */
    double[] of(double[] rows, int offset) {
        int width = featureOf.length;
        double[] columns = new double[outputs * width];
        attribution.add(rows, offset, columns);
        double[] shares = new double[outputs * features];
        for (int output = 0; output < outputs; output++) {
            for (int column = 0; column < width; column++) {
                shares[output * features + featureOf[column]] += columns[output * width + column];
            }
        }
        return shares;
    }
}
