package dev.understudy.engine.model;

import java.util.List;
import java.util.Optional;

/**
 * What moved a score: for each of its numbers, how the model's sum came about, feature by feature.
 *
 * @param unit what sums and contributions are measured in
 * @param outputs the predicted class first, then the others in the model's order; one for a binary task or a regression
 */
public record Explanation(ScoreUnit unit, List<Output> outputs) {
    public Explanation {
        outputs = List.copyOf(outputs);
    }

    /**
     * One number of a score.
     *
     * @param outcome the class that it speaks of; empty for a regression
     * @param base the sum's mean over the training events
     * @param margin the event's own sum: base and contributions add up to it
     * @param score the sum after the link
     * @param contributions one a feature, the largest first
     */
    public record Output(
            Optional<String> outcome, double base, double margin, double score, List<Contribution> contributions) {
        public Output {
            contributions = List.copyOf(contributions);
        }
    }

    /**
     * What one feature did, all the numbers that it is encoded as together.
     *
     * @param feature its name
     * @param value its value in the event, in canonical form; empty where it is missing
     * @param amount how far it moved the sum from its mean
     */
    public record Contribution(String feature, Optional<String> value, double amount) {}
}
