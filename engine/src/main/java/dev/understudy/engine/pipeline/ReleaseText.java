package dev.understudy.engine.pipeline;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.gate.GateTable;
import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.release.ChangeText;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.release.MarkdownText;
import dev.understudy.engine.release.RollbackPlan;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What people read of a change: the verdict, its table, and where the evidence is. */
final class ReleaseText {
    private ReleaseText() {}

    /**
     * The text of a release.
     *
     * @param evidence where the evidence of a simulation lies
     */
    static ChangeText of(
            ModelRelease.Request request,
            Optional<StoredSimulation> simulation,
            Function<StoredSimulation, URI> evidence) {
        StringBuilder body = new StringBuilder();
        request.overruling()
                .ifPresent(why -> body.append("**Overruled** by ")
                        .append(MarkdownText.of(why.person()))
                        .append(": ")
                        .append(MarkdownText.of(why.reason()))
                        .append("\n\n"));
        simulation.ifPresent(kept -> appendVerdict(body, kept, evidence.apply(kept)));
        return new ChangeText(
                "Release " + request.version() + " of " + request.task() + " to "
                        + request.environment().key(),
                body.toString());
    }

    private static void appendVerdict(StringBuilder body, StoredSimulation kept, URI evidence) {
        GateVerdict verdict = kept.verdict();
        body.append("**Verdict: ")
                .append(verdict.key())
                .append(".** ")
                .append(MarkdownText.of(verdict.reason()))
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
                .append(".\n\n")
                .append(link(evidence));
    }

    /** A bucket's objects have an address that browsers open for those who may read them; a directory's have none. */
    private static String link(URI report) {
        String place = "Report and evidence: `" + report + "`";
        return "gs".equals(report.getScheme())
                ? place + " ([open](https://storage.cloud.google.com/" + report.getRawAuthority() + report.getRawPath()
                        + "))\n"
                : place + "\n";
    }

    private static String row(List<String> cells) {
        return cells.stream().map(MarkdownText::of).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    static ChangeText ofRollback(TaskName task, Environment environment, RollbackPlan plan, String reason) {
        return new ChangeText(
                "Roll back " + task + " in " + environment.key() + " to "
                        + plan.target().version(),
                "From " + plan.present().version() + " back to " + plan.target().version()
                        + ", which was live from " + plan.target().from() + "."
                        + (reason.isEmpty() ? "" : "\n\nReason: " + MarkdownText.of(reason)));
    }
}
