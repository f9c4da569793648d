package dev.understudy.engine.segment;

import dev.understudy.engine.traffic.Origin;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;

/** What one version logged of the events of a {@link TrafficDay}, row by row. */
public final class LoggedScores {
    private final MemorySegment origins;
    private final MemorySegment scores;
    private final MemorySegment classScores;
    private final MemorySegment labelCodes;
    private final MemorySegment propensities;
    private final List<String> classes;
    private final List<String> labels;

    LoggedScores(SegmentFile file) {
        origins = file.block(PredictionSegment.ORIGIN);
        scores = file.block(PredictionSegment.SCORE);
        classScores = file.block(PredictionSegment.CLASS_SCORES);
        labelCodes = file.block(PredictionSegment.LABEL);
        propensities = file.block(PredictionSegment.PROPENSITY);
        classes = List.copyOf(new TextBlock(file, PredictionSegment.CLASSES).all());
        labels = List.copyOf(new TextBlock(file, PredictionSegment.LABELS).all());
    }

    /** How the prediction of a row came to be; empty if there is none. */
    public Optional<Origin> origin(int row) {
        return switch (origins.get(ValueLayout.JAVA_BYTE, row)) {
            case PredictionSegment.SERVED -> Optional.of(Origin.SERVED);
            case PredictionSegment.BACKFILLED -> Optional.of(Origin.BACKFILLED);
            default -> Optional.empty();
        };
    }

    /** The single number of a row's score. */
    public double score(int row) {
        return scores.getAtIndex(SegmentFile.DOUBLES, row);
    }

    /** The classes that any row gives a probability of; none where scores are single numbers. */
    public List<String> classes() {
        return classes;
    }

    /** A row's probability of one of {@link #classes()}; NaN where the row does not name it. */
    public double score(int row, int classIndex) {
        return classScores.getAtIndex(SegmentFile.DOUBLES, (long) row * classes.size() + classIndex);
    }

    /** The texts of the labels. */
    public List<String> labels() {
        return labels;
    }

    /** The position of a row's label in {@link #labels()}; -1 where it has none. */
    public int label(int row) {
        return labelCodes.getAtIndex(SegmentFile.INTS, row);
    }

    /** Probability that the outcome can be observed; NaN where it was not said. */
    public double propensity(int row) {
        return propensities.getAtIndex(SegmentFile.DOUBLES, row);
    }
}
