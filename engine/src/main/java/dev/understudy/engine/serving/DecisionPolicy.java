package dev.understudy.engine.serving;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.task.OutcomeGate;
import dev.understudy.engine.task.TaskDefinition;
import java.util.Optional;

/** What is acted on, given what was predicted. Immutable. */
sealed interface DecisionPolicy {
    /**
     * What is acted on.
     *
     * @param label empty for a regression
     * @param propensity probability that the outcome can be observed, as it was before the draw
     */
    record Decision(Optional<String> label, double propensity) {}

    /**
     * Decides on one event.
     *
     * @param predicted the predicted label; empty for a regression
     * @param negative the label of events that are let through
     */
    Decision decide(String eventId, Optional<String> predicted, String negative);

    /**
     * The policy of a task.
     *
     * @param key what draws are made with, if there is one
     * @throws UnderstudyException WORKSPACE_INVALID if the task explores and there is no key
     */
    static DecisionPolicy of(TaskDefinition task, Optional<ExplorationKey> key) {
        return switch (task.decision().outcomeGate()) {
            case OutcomeGate.Open open -> new AsPredicted();
            case OutcomeGate.Closed(double share) when share == 0 -> new Blocking();
            case OutcomeGate.Closed(double share) ->
                new Exploring(
                        task,
                        share,
                        key.orElseThrow(
                                () -> new UnderstudyException(
                                        ErrorCode.WORKSPACE_INVALID,
                                        "the task " + task.name() + " lets a share of " + share
                                                + " of its positive decisions through (decision.exploration), and there is no "
                                                + "key to draw them with; set UNDERSTUDY_EXPLORATION_KEY, or exploration.keyFile")));
        };
    }

    /** Every outcome is seen, whatever is decided. */
    record AsPredicted() implements DecisionPolicy {
        @Override
        public Decision decide(String eventId, Optional<String> predicted, String negative) {
            return new Decision(predicted, 1);
        }
    }

    /** The outcome of what is labelled positive is never seen. */
    record Blocking() implements DecisionPolicy {
        @Override
        public Decision decide(String eventId, Optional<String> predicted, String negative) {
            return new Decision(predicted, predicted.equals(Optional.of(negative)) ? 1 : 0);
        }
    }

    /**
     * A share of what is labelled positive is let through, so that its outcomes are seen.
     *
     * @param task whose events are drawn
     * @param share how many of them, in (0, 1)
     * @param key decides which
     */
    record Exploring(TaskDefinition task, double share, ExplorationKey key) implements DecisionPolicy {
        @Override
        public Decision decide(String eventId, Optional<String> predicted, String negative) {
            if (predicted.equals(Optional.of(negative))) {
                return new Decision(predicted, 1);
            }
            boolean letThrough = key.draw(task.name(), eventId) < share;
            return new Decision(letThrough ? Optional.of(negative) : predicted, share);
        }
    }
}
