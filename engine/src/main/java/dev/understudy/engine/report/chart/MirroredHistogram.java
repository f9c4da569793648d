package dev.understudy.engine.report.chart;

import java.util.List;

/**
 * How two models' values spread over the same bins: the live model's upwards, the candidate's downwards.
 *
 * @param finding what the chart shows, in one sentence
 * @param x from where to where the bins go, all equally wide
 * @param xLabel what the axis is
 * @param live the live model's name
 * @param candidate the candidate's
 * @param liveShares share of the events in each bin, at least one bin
 * @param candidateShares likewise, in the same bins
 */
public record MirroredHistogram(
        String finding,
        Range x,
        String xLabel,
        String live,
        String candidate,
        List<Double> liveShares,
        List<Double> candidateShares)
        implements Chart {
    public MirroredHistogram {
        liveShares = List.copyOf(liveShares);
        candidateShares = List.copyOf(candidateShares);
        if (liveShares.isEmpty() || liveShares.size() != candidateShares.size()) {
            throw new IllegalArgumentException("both models have the same bins, and at least one, and not "
                    + liveShares.size() + " and " + candidateShares.size());
        }
    }
}
