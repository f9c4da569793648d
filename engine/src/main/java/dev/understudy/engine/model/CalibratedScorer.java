package dev.understudy.engine.model;

import java.util.SortedMap;
import java.util.TreeMap;

/** A scorer whose scores are calibrated: whoever scores by it, alone or in a batch, gets the same probabilities. */
public final class CalibratedScorer implements Scorer {
    private final Scorer raw;
    private final Calibration calibration;

    /** A scorer and the calibration of its outputs. */
    public CalibratedScorer(Scorer raw, Calibration calibration) {
        this.raw = raw;
        this.calibration = calibration;
        TensorSet.check(calibration.outputs() == raw.outputs(), "its calibration does not fit its outputs");
    }

    /** The scorer before calibration. */
    public Scorer raw() {
        return raw;
    }

    /** What is done to its scores. */
    public Calibration calibration() {
        return calibration;
    }

    @Override
    public int width() {
        return raw.width();
    }

    @Override
    public int outputs() {
        return raw.outputs();
    }

    @Override
    public void score(double[] rows, int count, double[] scores) {
        raw.score(rows, count, scores);
        for (int row = 0; row < count; row++) {
            calibration.apply(scores, row * outputs());
        }
    }

    /** The sums before calibration, which is applied to scores. */
    @Override
    public void sums(double[] rows, int count, double[] sums) {
        raw.sums(rows, count, sums);
    }

    @Override
    public Scorer over(EncodedEvents events) {
        return new CalibratedScorer(raw.over(events), calibration);
    }

    @Override
    public boolean isExplainable() {
        return raw.isExplainable();
    }

    @Override
    public Attribution attribution() {
        return raw.attribution();
    }

    @Override
    public String method() {
        return raw.method();
    }

    @Override
    public SortedMap<String, Tensor> tensors() {
        SortedMap<String, Tensor> tensors = new TreeMap<>(raw.tensors());
        tensors.putAll(calibration.tensors());
        return tensors;
    }

    @Override
    public ScorerForm form() {
        return raw.form();
    }
}
