package dev.understudy.engine.leak;

import java.util.Locale;

/**
 * A feature that may know the outcome.
 *
 * @param feature its name
 * @param sign what speaks against it
 * @param figure how strongly, in the sign's unit
 * @param sentence the whole of it, for people, without its full stop
 */
public record LeakSuspect(String feature, Sign sign, double figure, String sentence) {
    /** What speaks against a feature. */
    public enum Sign {
        /** It is the outcome, word for word; the figure is the share of the events where it is. */
        EQUALS_OUTCOME,
        /** It alone predicts the outcome; the figure is its AUC, of several classes the best one's, or R². */
        PREDICTS_ALONE,
        /** That it is missing predicts the outcome; the figure likewise. */
        MISSINGNESS_PREDICTS,
        /** That it is missing, or not, settles the outcome; the figure is the share of the outcome where it does. */
        MISSINGNESS_SETTLES,
        /** It is missing while the outcome is pending; the figure is by how much more often, in shares of the events. */
        MISSING_WHILE_PENDING;

        /** The name in output. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
