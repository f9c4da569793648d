package dev.understudy.engine.simulation;

/**
 * How long both models take to score an event, from its raw input to its score, measured side by side on events of the
 * window.
 *
 * @param liveMicros microseconds an event, above 0
 * @param candidateMicros likewise
 * @param events how many different events were scored, again and again
 */
public record LatencyReading(double liveMicros, double candidateMicros, long events) {
    public LatencyReading {
        if (!(liveMicros > 0 && candidateMicros > 0 && Double.isFinite(liveMicros + candidateMicros))) {
            throw new IllegalArgumentException(
                    "a time is above 0, and not " + liveMicros + " or " + candidateMicros + " microseconds");
        }
        if (events < 1) {
            throw new IllegalArgumentException("a time is measured on some event, and not on " + events);
        }
    }

    /** How many times as long the candidate takes. */
    public double ratio() {
        return candidateMicros / liveMicros;
    }
}
