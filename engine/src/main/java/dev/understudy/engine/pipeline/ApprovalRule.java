package dev.understudy.engine.pipeline;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.release.LiveModels;
import dev.understudy.engine.release.ModelPointer;
import dev.understudy.engine.simulation.SimulationReport;
import java.util.Optional;

/** When a simulation allows a release: it is approved, of these very bytes, and against what is live now. */
final class ApprovalRule {
    private ApprovalRule() {}

    /** What stands against the release, in one sentence. */
    static Optional<String> objection(
            ModelRelease.Request request, Optional<StoredSimulation> simulation, Digest digest, LiveModels live) {
        if (simulation.isEmpty()) {
            return Optional.of("no approved simulation of " + request.version() + " against "
                    + ModelRelease.liveBesides(digest, live)
                            .map(pointer -> "the live " + pointer.version())
                            .orElse("any live model")
                    + "; simulate it first, or overrule with a reason");
        }
        StoredSimulation kept = simulation.get();
        SimulationReport report = kept.report();
        Optional<String> otherBytes = ofOtherBytes(request, kept, digest);
        if (otherBytes.isPresent()) {
            return otherBytes;
        }
        GateVerdict verdict = kept.verdict();
        if (!(verdict instanceof GateVerdict.Approved)) {
            return Optional.of("the simulation " + kept.id() + " is " + verdict.key() + ": " + verdict.reason());
        }
        if (!kept.decision().equals(verdict.key())) {
            return Optional.of("the simulation " + kept.id() + " was " + kept.decision()
                    + " when it was made, and this version of the gate judges it otherwise; simulate again");
        }
        return isAgainstLive(report, digest, live)
                ? Optional.empty()
                : Optional.of(liveHasChanged(report, digest, live));
    }

    /** What a simulation says is evidence of the bytes that it replayed, and of no others, whoever decides. */
    static Optional<String> ofOtherBytes(ModelRelease.Request request, StoredSimulation kept, Digest digest) {
        SimulationReport report = kept.report();
        boolean same = report.task().equals(request.task())
                && report.candidate().digest().filter(digest::equals).isPresent();
        return same
                ? Optional.empty()
                : Optional.of("the simulation " + kept.id() + " is of "
                        + report.candidate().version() + " of " + report.task() + ", and not of these bytes of "
                        + request.version());
    }

    /**
     * Whether a simulation compared with what is live now. Where nothing is live yet but the candidate itself, whatever
     * the user chose to compare with stands.
     */
    static boolean isAgainstLive(SimulationReport report, Digest digest, LiveModels live) {
        Optional<ModelPointer> now = ModelRelease.liveBesides(digest, live);
        if (now.isEmpty()) {
            return true;
        }
        Optional<Digest> compared = report.live().flatMap(SimulationReport.ModelSide::digest);
        return compared.filter(now.get().digest()::equals).isPresent();
    }

    static String liveHasChanged(SimulationReport report, Digest digest, LiveModels live) {
        return "the simulation compared with "
                + report.live().map(side -> side.version().text()).orElse("no model") + ", and now "
                + ModelRelease.liveBesides(digest, live)
                        .map(pointer -> pointer.version().text())
                        .orElse("nothing")
                + " is live; simulate again";
    }
}
