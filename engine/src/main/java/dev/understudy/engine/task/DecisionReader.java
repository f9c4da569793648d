package dev.understudy.engine.task;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.statistics.DecisionCosts;
import dev.understudy.engine.yaml.YamlMapping;
import java.util.Optional;

/** Reads the section {@code decision}. */
final class DecisionReader {
    private static final double DEFAULT_THRESHOLD = 0.5;

    private DecisionReader() {}

    static DecisionRule read(YamlMapping root, TaskKind kind) {
        Optional<YamlMapping> present = root.optionalMapping("decision");
        if (present.isEmpty()) {
            return new DecisionRule(DEFAULT_THRESHOLD, Optional.empty(), "");
        }
        YamlMapping section = present.get();
        if (kind != TaskKind.BINARY) {
            throw root.complaint("decision", "only a binary task has a decision");
        }
        refuseTuning(section);
        double threshold = YamlChoice.within(section, "threshold", 0, 1).orElse(DEFAULT_THRESHOLD);
        Optional<YamlMapping> costs = section.optionalMapping("costs");
        DecisionRule rule = new DecisionRule(
                threshold,
                costs.map(DecisionReader::costs),
                costs.flatMap(mapping -> mapping.optionalText("unit")).orElse(""));
        costs.ifPresent(YamlMapping::noMore);
        if (section.bool("gatesOutcome").orElse(false)) {
            throw section.source()
                    .notAvailable(
                            section.lineOf("gatesOutcome"),
                            section.pathOf("gatesOutcome"),
                            "a decision that hides the outcome");
        }
        if (YamlChoice.within(section, "exploration", 0, 1).orElse(0.0) > 0) {
            throw section.source()
                    .notAvailable(section.lineOf("exploration"), section.pathOf("exploration"), "exploration");
        }
        section.noMore();
        return rule;
    }

    private static void refuseTuning(YamlMapping section) {
        if (section.isMapping("threshold")) {
            throw section.source()
                    .notAvailable(section.lineOf("threshold"), section.pathOf("threshold"), "a tuned threshold");
        }
    }

    private static DecisionCosts costs(YamlMapping section) {
        return new DecisionCosts(cost(section, "falsePositive"), cost(section, "falseNegative"));
    }

    private static double cost(YamlMapping section, String key) {
        return YamlChoice.within(section, key, 0, 1e12)
                .orElseThrow(() -> section.complaint(key, "is missing; expected what one such error costs"));
    }
}
