package dev.understudy.engine.model;

import dev.understudy.engine.common.TaskKind;

/** What a model's sums are measured in before the link: the unit of contributions. */
public enum ScoreUnit {
    /** Sums are probabilities, or shares of votes that stand for them. */
    PROBABILITY("probability"),
    /** Sums are the logarithm of p / (1 - p). */
    LOG_ODDS("log-odds"),
    /** Sums are logarithms of what is proportional to a class's probability. */
    LOGIT("logit"),
    /** Sums are the predicted number itself. */
    OUTCOME("outcome");

    private final String key;

    ScoreUnit(String key) {
        this.key = key;
    }

    /** Its name in output and model files. */
    public String key() {
        return key;
    }

    /** The unit of a kind of task's sums. */
    public static ScoreUnit of(TaskKind kind, ScorerForm.Link link) {
        return switch (link) {
            case SIGMOID -> LOG_ODDS;
            case SOFTMAX -> LOGIT;
            case IDENTITY -> kind == TaskKind.REGRESSION ? OUTCOME : PROBABILITY;
        };
    }
}
