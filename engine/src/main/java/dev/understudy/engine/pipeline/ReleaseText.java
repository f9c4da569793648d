package dev.understudy.engine.pipeline;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.gate.GateTable;
import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.release.ChangeText;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.release.RollbackPlan;
import java.util.List;
import java.util.Optional;

/** What people read of a change: the verdict, its table, and where the evidence is. */
final class ReleaseText {
    private ReleaseText() {}

    static ChangeText of(ModelRelease.Request request, Optional<StoredSimulation> simulation) {
        StringBuilder body = new StringBuilder();
        request.overruling()
                .ifPresent(why -> body.append("**Overruled** by ")
                        .append(why.person())
                        .append(": ")
                        .append(why.reason())
                        .append("\n\n"));
        simulation.ifPresent(kept -> appendVerdict(body, request, kept));
        return new ChangeText(
                "Release " + request.version() + " of " + request.task() + " to "
                        + request.environment().key(),
                body.toString());
    }

    private static void appendVerdict(StringBuilder body, ModelRelease.Request request, StoredSimulation kept) {
        GateVerdict verdict = kept.verdict();
        body.append("**Verdict: ")
                .append(verdict.key())
                .append(".** ")
                .append(verdict.reason())
                .append("\n\n");
        List<List<String>> rows = GateTable.rows(verdict);
        body.append(row(rows.getFirst()))
                .append("|---".repeat(rows.getFirst().size()))
                .append("|\n");
        rows.stream().skip(1).map(ReleaseText::row).forEach(body::append);
        body.append("\nSimulation ")
                .append(kept.id())
                .append(" on ")
                .append(Figures.count(kept.report().events()))
                .append(" events of ")
                .append(kept.report().window())
                .append(", outcomes as known at ")
                .append(kept.report().knownAt())
                .append(". Evidence: `")
                .append(Evidence.folder(request.task(), request.version(), kept.id()))
                .append("` in the artifact store.\n");
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    static ChangeText ofRollback(TaskName task, Environment environment, RollbackPlan plan, String reason) {
        return new ChangeText(
                "Roll back " + task + " in " + environment.key() + " to "
                        + plan.target().version(),
                "From " + plan.present().version() + " back to " + plan.target().version()
                        + ", which was live from " + plan.target().from() + "."
                        + (reason.isEmpty() ? "" : "\n\nReason: " + reason));
    }
}
