package dev.understudy.engine.gate;

import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.statistics.StudentEstimate;
import dev.understudy.engine.task.GatePolicy;
import dev.understudy.engine.task.GatePolicy.Requirement;
import dev.understudy.engine.task.GatePolicy.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Whether a longer window would settle what is open. It is reckoned as if the estimate stayed where it is and the days to
 * come were like those of the window, so that the variance falls as one over their number; at the confidence of the look
 * that would follow.
 */
public sealed interface FurtherDays {
    /** A window that is more than so many times as long is no advice. */
    double MOST_TIMES = 10;

    /**
     * So many days would do.
     *
     * @param days beyond the window, at least 1
     */
    record Settle(long days) implements FurtherDays {}

    /** The estimate itself is on the wrong side, so that more days would only make that clearer. */
    record Beyond() implements FurtherDays {}

    /** Not even {@link #MOST_TIMES} times the window would do: the estimate lies too near to where it would have to pass. */
    record TooMany() implements FurtherDays {}

    /** The number of days, where that is the answer. */
    default OptionalLong number() {
        return switch (this) {
            case Settle(long days) -> OptionalLong.of(days);
            case Beyond beyond -> OptionalLong.empty();
            case TooMany tooMany -> OptionalLong.empty();
        };
    }

    /**
     * What would settle these judgements.
     *
     * @return empty where nothing is open, or nothing can be reckoned, since a difference is unknown
     */
    static Optional<FurtherDays> of(
            TimeWindow window, GatePolicy policy, AlphaSpending spending, List<MetricJudgement> metrics) {
        List<Optional<FurtherDays>> needed = new ArrayList<>();
        double confidence = spending.next().confidence(policy.confidence());
        metrics.stream()
                .filter(judgement -> judgement.conclusion() == Conclusion.UNDECIDED)
                .map(judgement -> judgement
                        .gain()
                        .map(gain -> until(gain, -judgement.metric().margin(), confidence, window)))
                .forEach(needed::add);
        if (policy.requirement() == Requirement.SUPERIOR
                && successes(metrics).noneMatch(judgement -> judgement.conclusion() == Conclusion.SUPERIOR)) {
            double shared = spending.next()
                    .confidence(policy.confidence(), (double) successes(metrics).count());
            needed.add(successes(metrics)
                    .flatMap(judgement -> judgement.gain().stream())
                    .map(gain -> until(gain, 0, shared, window))
                    .reduce(FurtherDays::fewer));
        }
        return needed.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : needed.stream().flatMap(Optional::stream).reduce(FurtherDays::more);
    }

    private static Stream<MetricJudgement> successes(List<MetricJudgement> metrics) {
        return metrics.stream().filter(judgement -> judgement.metric().role() == Role.SUCCESS);
    }

    private static FurtherDays until(StudentEstimate gain, double bound, double confidence, TimeWindow window) {
        if (gain.value() <= bound) {
            return new Beyond();
        }
        double length = Math.max(1, window.length().toSeconds() / 86_400.0);
        long enough = (long) Math.ceil((MOST_TIMES - 1) * length);
        if (!isWithin(gain, bound, confidence, 1 + enough / length)) {
            return new TooMany();
        }
        long tooFew = 0;
        while (enough - tooFew > 1) {
            long middle = (tooFew + enough) / 2;
            if (isWithin(gain, bound, confidence, 1 + middle / length)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return new Settle(enough);
    }

    private static boolean isWithin(StudentEstimate gain, double bound, double confidence, double times) {
        return gain.value() - gain.fromTimes(times).reach(confidence) >= bound;
    }

    /** What is open in both needs the longer one. */
    private static FurtherDays more(FurtherDays one, FurtherDays other) {
        if (one instanceof Settle(long days) && other instanceof Settle(long others)) {
            return days >= others ? one : other;
        }
        return one instanceof Settle || other instanceof Beyond ? other : one;
    }

    /** Where one of both is enough. */
    private static FurtherDays fewer(FurtherDays one, FurtherDays other) {
        if (one instanceof Settle(long days) && other instanceof Settle(long others)) {
            return days <= others ? one : other;
        }
        return one instanceof Settle || other instanceof Beyond ? one : other;
    }
}
