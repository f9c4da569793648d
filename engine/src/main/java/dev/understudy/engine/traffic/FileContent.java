package dev.understudy.engine.traffic;

/** What the rows of a file hold. */
sealed interface FileContent {
    /** Events with their inputs, and their outcomes where they are known. */
    record Events() implements FileContent {}

    /** Outcomes alone. */
    record Outcomes() implements FileContent {}

    /**
     * Events with what a model that lives elsewhere said of them; or that alone, of events that are there.
     *
     * @param columns where the file has it
     */
    record Predictions(ScoreColumns columns) implements FileContent {}
}
