package dev.understudy.engine.task;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.statistics.DecisionCosts;
import dev.understudy.engine.yaml.YamlMapping;
import java.util.Optional;

/** Reads the section {@code decision}. */
final class DecisionReader {
    private DecisionReader() {}

    static DecisionRule read(YamlMapping root, TaskKind kind) {
        Optional<YamlMapping> present = root.optionalMapping("decision");
        if (present.isEmpty()) {
            return new DecisionRule(DecisionThreshold.USUAL, Optional.empty(), "");
        }
        YamlMapping section = present.get();
        if (kind != TaskKind.BINARY) {
            throw root.complaint("decision", "only a binary task has a decision");
        }
        Optional<YamlMapping> costs = section.optionalMapping("costs");
        DecisionThreshold threshold = threshold(section, costs.isPresent());
        String unit = costs.flatMap(mapping -> mapping.optionalText("unit")).orElse("");
        DecisionRule rule = new DecisionRule(threshold, costs.map(DecisionReader::costs), unit, outcomeGate(section));
        costs.ifPresent(YamlMapping::noMore);
        section.noMore();
        return rule;
    }

    private static OutcomeGate outcomeGate(YamlMapping section) {
        boolean gates = section.bool("gatesOutcome").orElse(false);
        double exploration = YamlChoice.within(section, "exploration", 0, 1).orElse(0.0);
        if (exploration == 1) {
            throw section.complaint(
                    "exploration", "expected a number below 1, or nothing would ever be decided positive");
        }
        if (exploration > 0 && !gates) {
            throw section.complaint(
                    "exploration",
                    "letting events through shows nothing where every outcome is seen; expected gatesOutcome: true, or 0");
        }
        return gates ? new OutcomeGate.Closed(exploration) : new OutcomeGate.Open();
    }

    private static DecisionThreshold threshold(YamlMapping section, boolean withCosts) {
        if (!section.isMapping("threshold")) {
            return YamlChoice.within(section, "threshold", 0, 1)
                    .<DecisionThreshold>map(DecisionThreshold.Fixed::new)
                    .orElse(DecisionThreshold.USUAL);
        }
        YamlMapping tuned = section.mapping("threshold");
        ThresholdGoal goal = YamlChoice.of(tuned, "tune", ThresholdGoal.values(), ThresholdGoal::key);
        tuned.noMore();
        if (goal == ThresholdGoal.COST && !withCosts) {
            throw tuned.complaint("tune", "a threshold of the least cost needs decision.costs");
        }
        return new DecisionThreshold.Tuned(goal);
    }

    private static DecisionCosts costs(YamlMapping section) {
        return new DecisionCosts(cost(section, "falsePositive"), cost(section, "falseNegative"));
    }

    private static double cost(YamlMapping section, String key) {
        return YamlChoice.within(section, key, 0, 1e12)
                .orElseThrow(() -> section.complaint(key, "is missing; expected what one such error costs"));
    }
}
