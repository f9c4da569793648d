package dev.understudy.engine.simulation;

/**
 * How outcomes that decisions hid were made up for.
 *
 * @param method how
 * @param effectiveSize as how many equally weighted outcomes the weighted ones count (Kish)
 * @param largestWeight how many events the outcome stands for that stands for most
 * @param explored events that were let through although they were labelled positive, and whose outcome counts
 * @param exploredShare how many of the events that were labelled positive were let through, in [0, 1]
 */
public record OutcomeWeights(
        Method method, double effectiveSize, double largestWeight, long explored, double exploredShare) {
    /** Explored outcomes that it takes to speak for the hidden ones; with fewer, their error itself is hardly known. */
    static final long FEWEST_EXPLORED = 30;

    /** How hidden outcomes are made up for. */
    public enum Method {
        /** Each outcome stands for as many events as its propensity says: inverse propensity weights, self-normalised. */
        IPS,
        /** Too few outcomes speak for the hidden ones: the worst and the best case that these allow. */
        BOUNDS;

        /** The name in output. */
        public String key() {
            return this == IPS ? "ips" : "bounds";
        }
    }
}
