package dev.understudy.engine.report;

import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.simulation.OutcomeMaturity;
import dev.understudy.engine.statistics.Calibration;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.statistics.ScoreShift;
import dev.understudy.engine.statistics.SliceFinding;
import dev.understudy.engine.statistics.SliceFindings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** What was found besides the metrics, a line each: the same words in commands, pages and windows. */
public final class ObservationLines {
    private final StoredSimulation simulation;

    private ObservationLines(StoredSimulation simulation) {
        this.simulation = simulation;
    }

    /**
     * The lines of a simulation.
     *
     * @return as many as there is something to say of: calibration, scores, slices, maturity
     */
    public static List<String> of(StoredSimulation simulation) {
        ObservationLines words = new ObservationLines(simulation);
        List<String> lines = new ArrayList<>();
        var observations = simulation.report().observations();
        observations.calibration().ifPresent(calibration -> lines.add(words.calibration(calibration)));
        observations.scoreShift().ifPresent(shift -> lines.add("scores: " + shift(shift)));
        observations.slices().metric().ifPresent(metric -> lines.add(words.slices(observations.slices(), metric)));
        observations.maturity().ifPresent(maturity -> lines.add(words.maturity(maturity)));
        return List.copyOf(lines);
    }

    private String live() {
        return simulation.report().live().map(side -> side.version().text()).orElse("no model");
    }

    private String candidate() {
        return simulation.report().candidate().version().text();
    }

    private String calibration(Calibration calibration) {
        return "calibration: the scores of " + live() + " are "
                + Figures.value(calibration.live().expectedError()) + " off on average, those of " + candidate() + " "
                + Figures.value(calibration.candidate().expectedError()) + "; with chance taken out, "
                + Figures.value(calibration.live().rootError()) + " and "
                + Figures.value(calibration.candidate().rootError()) + " (root mean square)";
    }

    /** Both measures in words. */
    static String shift(ScoreShift shift) {
        return String.format(
                Locale.ROOT,
                "the two models spread them %s (PSI %.3f, by custom %s; KS %.3f)",
                switch (shift.size()) {
                    case SMALL -> "much alike";
                    case MODERATE -> "somewhat differently";
                    case LARGE -> "quite differently";
                },
                shift.stabilityIndex(),
                shift.size().name().toLowerCase(Locale.ROOT),
                shift.kolmogorovSmirnov());
    }

    private String slices(SliceFindings slices, Metric metric) {
        String tested = slices.tested() + " that were looked at";
        if (slices.found() == 0) {
            return "slices: " + candidate() + " is shown to be worse in none of " + tested + " (" + metric.label()
                    + ")";
        }
        SliceFinding worst = slices.worst().getFirst();
        return "slices: " + candidate() + " is worse in " + slices.found() + " of " + tested + ", surest where "
                + Excerpt.of(worst.slice()) + ": " + metric.label() + " " + difference(worst)
                + "; of those found, some " + Math.round(slices.rate() * 100) + " % may be chance";
    }

    /** A slice's difference with its interval. */
    static String difference(SliceFinding slice) {
        return Figures.signed(slice.difference()) + " [" + Figures.signed(slice.lower()) + ", "
                + Figures.signed(slice.upper()) + "]";
    }

    private String maturity(OutcomeMaturity maturity) {
        return "maturity: " + delays(maturity)
                + advice(simulation).map(sentence -> "; " + sentence).orElse("")
                + steps(maturity);
    }

    /** When how many outcomes count. */
    static String delays(OutcomeMaturity maturity) {
        OptionalInt half = maturity.curve().daysUntil(0.5);
        if (half.isEmpty()) {
            return "fewer than half of the outcomes count within the days that have passed";
        }
        OptionalInt most = maturity.curve().daysUntil(0.9);
        return "half of the outcomes count by " + days(half.getAsInt()) + " after the event, "
                + (most.isPresent() ? "90 % by " + days(most.getAsInt()) : "and when 90 % do cannot be told yet");
    }

    private static String days(int days) {
        return Counts.of(days, "day", "days");
    }

    /** Which window to simulate where too few outcomes count in this one. */
    static Optional<String> advice(StoredSimulation simulation) {
        return simulation
                .report()
                .observations()
                .maturity()
                .flatMap(OutcomeMaturity::advisedTo)
                .map(to -> "of the window up to " + to + " enough outcomes count");
    }

    private String steps(OutcomeMaturity maturity) {
        boolean isCut = maturity.steps().stream()
                .anyMatch(
                        step -> step.to().isBefore(simulation.report().window().to()));
        if (!isCut) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (MaturityStep step : MaturityStep.of(simulation)) {
            text.append("; where ")
                    .append(Math.round(step.step().share() * 100))
                    .append(" % have had the time: ")
                    .append(step.difference().map(ObservationLines::interval).orElse("no difference can be told"))
                    .append(", ")
                    .append(step.decision());
        }
        return text.toString();
    }

    /** A difference with its interval. */
    static String interval(MetricReading.Difference difference) {
        return Figures.signed(difference.value()) + " [" + Figures.signed(difference.lower()) + ", "
                + Figures.signed(difference.upper()) + "]";
    }
}
