package dev.understudy.engine.report;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.simulation.Observations;
import dev.understudy.engine.simulation.OutcomeMaturity;
import dev.understudy.engine.statistics.Calibration;
import dev.understudy.engine.statistics.DelayCurve;
import dev.understudy.engine.statistics.Dependence;
import dev.understudy.engine.statistics.PairedEstimator;
import dev.understudy.engine.statistics.PairedSample;
import dev.understudy.engine.statistics.ScorePairs;
import dev.understudy.engine.statistics.ScoreShift;
import dev.understudy.engine.statistics.Side;
import dev.understudy.engine.statistics.SliceFindings;
import dev.understudy.engine.statistics.SliceSearch;
import dev.understudy.engine.statistics.Slicing;
import dev.understudy.engine.task.GatePolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a simulation would observe of sampled events, by the engine's own mathematics. */
final class SampledObservations {
    private static final int DAYS = 14;
    private static final long DAY_MICROS = 86_400_000_000L;

    private SampledObservations() {}

    static Observations of(PairedSample sample, GatePolicy policy, String column, List<String> values, Instant from) {
        ScorePairs scores = new ScorePairs();
        for (int i = 0; i < sample.size(); i++) {
            scores.add(sample.score(Side.LIVE, i), sample.score(Side.CANDIDATE, i));
        }
        return new Observations(
                sample.kind() == TaskKind.MULTICLASS ? Calibration.ofLabels(sample, scores) : Calibration.of(sample),
                ScoreShift.of(scores),
                slices(sample, policy, column, values),
                Optional.of(maturity(sample, policy, from)));
    }

    /** Every value takes its turn, and the events that both models say least of are a slice too. */
    private static SliceFindings slices(PairedSample sample, GatePolicy policy, String column, List<String> values) {
        short[] named = new short[sample.size()];
        short[] surer = new short[sample.size()];
        for (int i = 0; i < named.length; i++) {
            named[i] = values.isEmpty() ? Slicing.NONE : (short) (i % values.size());
            surer[i] = (short) (sample.score(Side.LIVE, i) < sample.score(Side.CANDIDATE, i) ? 1 : 0);
        }
        return new SliceSearch(
                        sample,
                        policy.firstSuccess().orElseThrow().metric(),
                        null,
                        Dependence.AUTO,
                        policy.confidence(),
                        1)
                .search(List.of(
                        new Slicing(
                                values.stream()
                                        .map(value -> column + "=" + value)
                                        .toList(),
                                named),
                        new Slicing(List.of("surer=live", "surer=candidate"), surer)));
    }

    private static OutcomeMaturity maturity(PairedSample sample, GatePolicy policy, Instant from) {
        DelayCurve.Tally delays = new DelayCurve.Tally();
        List<OutcomeMaturity.Day> days = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            long known = Math.round(430 * (day < 11 ? 1 : 0.9 - 0.3 * (day - 11)));
            days.add(new OutcomeMaturity.Day(
                    LocalDate.ofInstant(from, ZoneOffset.UTC).plusDays(day), 430, known));
            for (int i = 0; i < 430; i++) {
                long age = (DAYS - day) * DAY_MICROS;
                if (i < known) {
                    delays.matured(Math.min(age, i % 5 * DAY_MICROS), age);
                } else {
                    delays.pending(age);
                }
            }
        }
        List<OutcomeMaturity.Step> steps = new ArrayList<>();
        for (double share : new double[] {0.5, 0.75, 0.9}) {
            int age = delays.curve().daysUntil(share).orElseThrow();
            List<MetricReading> readings = policy.metrics().stream()
                    .filter(metric -> metric.slice().isEmpty())
                    .map(metric -> SampledReadings.reading(
                            new PairedEstimator(Dependence.AUTO, policy.confidence(), null)
                                    .estimate(metric.metric(), sample.where(i -> sample.block(i) < DAYS - age)),
                            Optional.empty()))
                    .toList();
            steps.add(new OutcomeMaturity.Step(
                    share,
                    age,
                    from.plus(Duration.ofDays(DAYS - age)),
                    430L * (DAYS - age),
                    days.subList(0, DAYS - age).stream()
                            .mapToLong(OutcomeMaturity.Day::known)
                            .sum(),
                    sample.kind() == TaskKind.BINARY ? Optional.of(0.31) : Optional.empty(),
                    readings));
        }
        return new OutcomeMaturity(delays.curve(), days, steps, Optional.empty());
    }
}
