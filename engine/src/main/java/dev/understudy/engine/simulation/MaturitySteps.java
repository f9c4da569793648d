package dev.understudy.engine.simulation;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.statistics.DelayCurve;
import dev.understudy.engine.statistics.PairedSample;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** The gate's metrics on the same window, cut where more and more of the outcomes have had the time to come. */
final class MaturitySteps {
    private static final double[] SHARES = {0.5, 0.75, 0.9, 0.95};

    private final SimulationRequest request;
    private final MaturityTally tally;
    private final PairedSample sample;
    private final GateReadings readings;
    private final List<MetricReading> whole;

    MaturitySteps(
            SimulationRequest request,
            MaturityTally tally,
            PairedSample sample,
            GateReadings readings,
            List<MetricReading> whole) {
        this.request = request;
        this.tally = tally;
        this.sample = sample;
        this.readings = readings;
        this.whole = whole;
    }

    OutcomeMaturity maturity(RunControl control) {
        DelayCurve curve = tally.curve();
        List<OutcomeMaturity.Day> days = tally.days();
        List<OutcomeMaturity.Step> steps = new ArrayList<>();
        Optional<OutcomeMaturity.Step> before = Optional.empty();
        for (double share : SHARES) {
            control.checkCancelled();
            OptionalInt age = curve.daysUntil(share);
            if (age.isPresent()) {
                before = step(share, age.getAsInt(), days, before);
                before.ifPresent(steps::add);
            }
        }
        return new OutcomeMaturity(
                curve,
                days,
                steps,
                tally.endWith(request.task().simulation().minimumCoverage())
                        .filter(to -> to.isAfter(request.window().from())));
    }

    private Optional<OutcomeMaturity.Step> step(
            double share, int age, List<OutcomeMaturity.Day> days, Optional<OutcomeMaturity.Step> before) {
        Instant oldEnough = request.knownAt().minus(Duration.ofDays(age)).truncatedTo(ChronoUnit.DAYS);
        boolean isCut = oldEnough.isBefore(request.window().to());
        Instant to = isCut ? oldEnough : request.window().to();
        if (!to.isAfter(request.window().from())) {
            return Optional.empty();
        }
        LocalDate end = LocalDate.ofInstant(to, ZoneOffset.UTC);
        List<OutcomeMaturity.Day> within =
                isCut ? days.stream().filter(day -> day.day().isBefore(end)).toList() : days;
        int block = Math.toIntExact(end.toEpochDay());
        IntPredicate chosen = isCut ? event -> sample.block(event) < block : event -> true;
        List<MetricReading> metrics = !isCut
                ? whole.stream().filter(this::isOfGate).toList()
                : before.filter(earlier -> earlier.to().equals(to))
                        .map(OutcomeMaturity.Step::metrics)
                        .orElseGet(() -> readings.of(sample, chosen));
        return Optional.of(new OutcomeMaturity.Step(
                share,
                age,
                to,
                within.stream().mapToLong(OutcomeMaturity.Day::events).sum(),
                within.stream().mapToLong(OutcomeMaturity.Day::known).sum(),
                positive(chosen),
                metrics));
    }

    private boolean isOfGate(MetricReading reading) {
        return request.task().gate().metrics().stream()
                .anyMatch(metric -> metric.metric() == reading.metric()
                        && metric.slice().map(Object::toString).equals(reading.slice()));
    }

    private Optional<Double> positive(IntPredicate chosen) {
        if (sample.kind() != TaskKind.BINARY) {
            return Optional.empty();
        }
        long known = 0;
        double positive = 0;
        for (int event = 0; event < sample.size(); event++) {
            if (chosen.test(event)) {
                known++;
                positive += sample.outcome(event);
            }
        }
        return known == 0 ? Optional.empty() : Optional.of(positive / known);
    }
}
