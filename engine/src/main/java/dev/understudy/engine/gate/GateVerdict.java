package dev.understudy.engine.gate;

import java.util.List;
import java.util.Optional;

/** What the gate says. Only the gate makes one. */
public abstract sealed class GateVerdict {
    private final String reason;
    private final List<GateCheck> checks;
    private final List<MetricJudgement> metrics;
    private final double confidence;
    private final Optional<FurtherDays> furtherDays;

    private GateVerdict(Grounds grounds) {
        this.reason = grounds.reason();
        this.checks = List.copyOf(grounds.checks());
        this.metrics = List.copyOf(grounds.metrics());
        this.confidence = grounds.confidence();
        this.furtherDays = grounds.furtherDays();
    }

    /** What a verdict stands on. */
    record Grounds(
            String reason,
            List<GateCheck> checks,
            List<MetricJudgement> metrics,
            double confidence,
            Optional<FurtherDays> furtherDays) {}

    /** The candidate may be released. */
    public static final class Approved extends GateVerdict {
        Approved(Grounds grounds) {
            super(grounds);
        }

        @Override
        public String key() {
            return "approved";
        }
    }

    /** The candidate is worse than the gate allows. */
    public static final class Rejected extends GateVerdict {
        Rejected(Grounds grounds) {
            super(grounds);
        }

        @Override
        public String key() {
            return "rejected";
        }
    }

    /** The traffic does not say enough, or cannot be trusted. */
    public static final class Inconclusive extends GateVerdict {
        Inconclusive(Grounds grounds) {
            super(grounds);
        }

        @Override
        public String key() {
            return "inconclusive";
        }
    }

    /** The name in output. */
    public abstract String key();

    /** Why, in one sentence. */
    public String reason() {
        return reason;
    }

    /** All that was checked. */
    public List<GateCheck> checks() {
        return checks;
    }

    /** The metrics of the gate, in their order. */
    public List<MetricJudgement> metrics() {
        return metrics;
    }

    /**
     * Of the two-sided intervals that decide, in (0, 1): the policy's, as far as this look may spend its error probability.
     * A metric that shares it with others is shown at more.
     */
    public double confidence() {
        return confidence;
    }

    /**
     * What would settle an inconclusive verdict; empty for the others, and where more days are not what is missing or cannot
     * be reckoned.
     */
    public Optional<FurtherDays> furtherDays() {
        return furtherDays;
    }
}
