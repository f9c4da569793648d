package dev.understudy.server.command;

import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.notify.Told;
import dev.understudy.engine.pipeline.RetrainingJob;
import dev.understudy.engine.registry.ScheduledRetraining.Released;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A scheduled retraining as JSON and as text. */
final class RetrainingDocument {
    private RetrainingDocument() {}

    static ObjectNode of(RetrainingJob.Retrained done, List<Told> told, Optional<Told> metrics) {
        GateVerdict verdict = done.simulation().verdict();
        ObjectNode document = Documents.object();
        document.put("asOf", done.simulation().report().window().to().toString());
        document.put("version", done.version().version().text());
        document.put("digest", done.version().digest().text());
        document.put("simulation", done.simulation().id());
        document.putObject("verdict").put("decision", verdict.key()).put("reason", verdict.reason());
        if (done.released().isPresent()) {
            Released released = done.released().get();
            document.putObject("release")
                    .put("environment", released.environment())
                    .put("version", done.version().version().text())
                    .put("digest", done.version().digest().text())
                    .put("commit", released.commit())
                    .put("branch", released.branch().orElse(null))
                    .put("pullRequest", released.pullRequest().orElse(null))
                    .put("release", released.release());
        } else {
            document.putNull("release");
        }
        done.refused()
                .ifPresent(refused -> document.putObject("error")
                        .put("code", refused.rule().code())
                        .put("message", refused.reason()));
        document.put("repeated", done.repeated());
        document.put(
                "notified",
                !told.isEmpty()
                        && told.stream().allMatch(channel -> channel.failure().isEmpty()));
        ArrayNode notifications = document.putArray("notifications");
        told.forEach(channel -> notifications
                .addObject()
                .put("channel", channel.channel())
                .put("told", channel.failure().isEmpty())
                .put("reason", channel.failure().orElse(null)));
        document.put(
                "metricsPushed",
                metrics.map(pushed -> pushed.failure().isEmpty()).orElse(null));
        document.put("seconds", done.seconds());
        return document;
    }

    static String text(RetrainingJob.Retrained done) {
        return SimulationText.of(done.simulation())
                + done.released()
                        .map(released -> done.version().version() + " is in " + released.environment() + ", commit "
                                + released.commit() + "\n")
                        .orElse("");
    }
}
