package dev.understudy.engine.pipeline;

import dev.understudy.engine.gate.GateTable;
import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.notify.Notice;
import java.util.ArrayList;
import java.util.List;

/** What people are told of a scheduled retraining. */
public final class RetrainingNotice {
    private RetrainingNotice() {}

    /** The verdict as a sentence and as a table, what was released, and where the evidence is. */
    public static Notice of(RetrainingJob.Retrained done) {
        GateVerdict verdict = done.simulation().verdict();
        List<String> links = new ArrayList<>();
        done.released()
                .ifPresent(released -> links.add(released.pullRequest()
                        .map(url -> "pull request: " + url)
                        .orElse("released to " + released.environment() + ", commit " + released.commit())));
        done.refused().ifPresent(refused -> links.add("not released: " + refused.reason()));
        links.add("report: understudy report " + done.simulation().id() + " --directory report");
        return new Notice(
                done.version().task() + " " + done.version().version() + ": " + verdict.key(),
                verdict.reason(),
                GateTable.rows(verdict),
                links);
    }
}
