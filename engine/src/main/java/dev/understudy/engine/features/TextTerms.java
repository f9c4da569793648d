package dev.understudy.engine.features;

/** Which positions of a text's hashed terms a model gets to see. */
public sealed interface TextTerms {
    /** Positions that terms are hashed to, unless a task says otherwise. */
    int DEFAULT_DIMENSIONS = 4_096;

    /** How many positions terms are hashed to. */
    int dimensions();

    /**
     * Every position that a training text has a term at: for models that add up.
     *
     * @param dimensions positions that terms are hashed to
     */
    record All(int dimensions) implements TextTerms {}

    /**
     * The positions whose terms tell most of the outcome by themselves, and what all terms together say for each class:
     * for models that look at one number at a time.
     *
     * @param dimensions positions that terms are hashed to
     * @param count most positions that are kept
     * @param classes how many classes the outcomes have; 0: they are numbers
     * @param outcomes of the table's rows: a class's position or a number; shared, not to be changed
     * @param evidence learns what all terms together say
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once
    record Telling(int dimensions, int count, int classes, double[] outcomes, TextEvidence evidence)
            implements TextTerms {}
}
