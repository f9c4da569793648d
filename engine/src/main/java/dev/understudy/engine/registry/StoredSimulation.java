package dev.understudy.engine.registry;

import dev.understudy.engine.gate.AlphaSpending;
import dev.understudy.engine.gate.Gate;
import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.task.GatePolicy;
import java.time.Instant;

/**
 * A simulation as it is kept: what it found, and the policy it was judged by.
 *
 * @param id such as {@code s-0007}
 * @param report what it found
 * @param policy the gate as it was
 * @param minimumCoverage share of the outcomes that had to have matured
 * @param looks how often was looked before
 * @param decision what the gate said when it was kept
 * @param recordedAt when it was kept
 */
public record StoredSimulation(
        String id,
        SimulationReport report,
        GatePolicy policy,
        double minimumCoverage,
        Looks looks,
        String decision,
        Instant recordedAt) {
    /**
     * How often was looked, this time included. The same simulation made again is the same look.
     *
     * @param candidate different simulations of this candidate against this live model
     * @param candidatesOnWindow candidates that were simulated against this live model on this window, or one that shares
     *     more than half of the shorter one's length with it
     * @param test one more than the looks before it, of both kinds, that did not end in an approval: which share of the error
     *     probability this one may spend. In what earlier versions kept, as many as can have been
     */
    public record Looks(long candidate, long candidatesOnWindow, long test) {
        public Looks {
            test = test > 0 ? test : Math.max(1, candidate + candidatesOnWindow - 1);
        }

        /** As earlier versions counted them. */
        public Looks(long candidate, long candidatesOnWindow) {
            this(candidate, candidatesOnWindow, 0);
        }

        /** What this look may spend. */
        public AlphaSpending spending() {
            return new AlphaSpending(test);
        }
    }

    /** The verdict, judged again from what was found: nobody can write one into the registry. */
    public GateVerdict verdict() {
        return Gate.judge(report, policy, minimumCoverage, looks.spending());
    }
}
