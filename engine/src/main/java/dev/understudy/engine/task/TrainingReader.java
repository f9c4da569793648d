package dev.understudy.engine.task;

import dev.understudy.engine.statistics.Dependence;
import dev.understudy.engine.yaml.YamlMapping;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the sections {@code training} and {@code simulation}. */
final class TrainingReader {
    private static final Duration DEFAULT_WINDOW = Duration.ofDays(14);
    private static final double DEFAULT_COVERAGE = 0.9;

    private TrainingReader() {}

    static TrainingSection training(YamlMapping root) {
        YamlMapping section = root.mapping("training");
        TrainingSection training = new TrainingSection(
                section.text("algorithm"),
                YamlChoice.duration(section, "window"),
                section.integer("seed").orElse(42L),
                section.optionalMapping("parameters").map(YamlMapping::scalars).orElse(Map.of()),
                options(section),
                section.optionalMapping("tuning").map(TrainingReader::trials).orElse(OptionalInt.empty()));
        section.noMore();
        return training;
    }

    private static OptionalInt trials(YamlMapping tuning) {
        long trials = tuning.integer("trials")
                .orElseThrow(() -> tuning.complaint("trials", "expected how many sets of parameters to try"));
        if (trials < 2 || trials > TrainingSection.MOST_TRIALS) {
            throw tuning.complaint(
                    "trials",
                    "expected a whole number from 2 to " + TrainingSection.MOST_TRIALS + ", and found " + trials);
        }
        tuning.noMore();
        return OptionalInt.of((int) trials);
    }

    private static TrainingOptions options(YamlMapping section) {
        TrainingOptions options = TrainingOptions.none();
        if (section.has("classWeights")) {
            if (!section.text("classWeights").equals("balanced")) {
                throw section.complaint("classWeights", "expected balanced, and found " + section.text("classWeights"));
            }
            options = options.withBalanced(true);
        }
        if (section.has("calibration")) {
            options = options.withCalibration(
                    YamlChoice.of(section, "calibration", CalibrationMethod.values(), CalibrationMethod::key));
        }
        Optional<YamlMapping> text = section.optionalMapping("text");
        if (text.isPresent()) {
            Optional<Long> dimensions = text.get().integer("dimensions");
            if (dimensions.isPresent()) {
                options = options.withTextDimensions(dimensions(text.get(), dimensions.get()));
            }
            text.get().noMore();
        }
        return options;
    }

    private static int dimensions(YamlMapping text, long dimensions) {
        if (dimensions < TrainingOptions.LEAST_DIMENSIONS || dimensions > TrainingOptions.MOST_DIMENSIONS) {
            throw text.complaint(
                    "dimensions",
                    "expected a whole number from " + TrainingOptions.LEAST_DIMENSIONS + " to "
                            + TrainingOptions.MOST_DIMENSIONS + ", and found " + dimensions);
        }
        return (int) dimensions;
    }

    static SimulationSection simulation(YamlMapping root) {
        Optional<YamlMapping> present = root.optionalMapping("simulation");
        if (present.isEmpty()) {
            return new SimulationSection(DEFAULT_WINDOW, Dependence.AUTO, DEFAULT_COVERAGE);
        }
        YamlMapping section = present.get();
        Dependence dependence = section.has("dependence")
                ? YamlChoice.of(
                        section,
                        "dependence",
                        Dependence.values(),
                        value -> value.name().toLowerCase(Locale.ROOT))
                : Dependence.AUTO;
        SimulationSection simulation = new SimulationSection(
                YamlChoice.duration(section, "window").orElse(DEFAULT_WINDOW),
                dependence,
                YamlChoice.within(section, "minimumCoverage", 0, 1).orElse(DEFAULT_COVERAGE));
        section.noMore();
        return simulation;
    }
}
