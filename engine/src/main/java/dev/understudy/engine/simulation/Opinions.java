package dev.understudy.engine.simulation;

/** What one model says of the events of a block, by their position in it. */
interface Opinions {
    /** The number of its label; {@link Labels#NONE} for a regression. */
    int label(int position);

    /** The number that speaks for a label: the probability of it, or the score itself where there is only one. */
    double of(int position, int label);
}
