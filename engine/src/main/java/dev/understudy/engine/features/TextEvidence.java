package dev.understudy.engine.features;

/** What all terms of a text together say of the outcome: how it is learnt is the trainers' business. */
@FunctionalInterface
public interface TextEvidence {
    /**
     * Learns from some texts.
     *
     * @param rows the texts
     * @param width how many columns they have
     * @param outcomes one a row: a class's position or a number
     * @return a factor a column for each number that is evidence: that number is the sum of a text's values times these
     */
    double[][] factors(TermVector[] rows, int width, double[] outcomes);
}
