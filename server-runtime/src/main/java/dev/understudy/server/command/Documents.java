package dev.understudy.server.command;

import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.registry.ModelVersion;
import dev.understudy.engine.registry.Run;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.release.Release;
import dev.understudy.engine.traffic.ExternalModel;
import dev.understudy.engine.traffic.ImportResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The engine's results as JSON documents, by the names that scripts rely on. */
final class Documents {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Documents() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static ObjectNode of(ImportResult result, IntakeKind kind) {
        ObjectNode document = object();
        if (kind == IntakeKind.PREDICTIONS) {
            document.put("predictions", result.predictions());
        }
        if (kind != IntakeKind.OUTCOMES) {
            document.put("events", result.events());
        }
        document.put("outcomes", result.outcomes());
        document.put("duplicates", result.duplicates());
        document.put("rejected", result.rejected());
        document.put("rejectsFile", result.rejectsFile().map(Path::toString).orElse(null));
        document.put(
                "from",
                result.window().map(TimeWindow::from).map(Instant::toString).orElse(null));
        document.put(
                "to", result.window().map(TimeWindow::to).map(Instant::toString).orElse(null));
        result.warnings().forEach(document.putArray("warnings")::add);
        return document;
    }

    static ObjectNode of(ModelVersion version) {
        ModelVersion.Facts facts = version.facts();
        ObjectNode document = object();
        document.put("version", version.version().text());
        document.put("task", version.task().text());
        document.put("digest", version.digest().text());
        document.put("algorithm", facts.algorithm());
        document.put("asOf", facts.asOf().toString());
        document.put("rows", facts.rows());
        ObjectNode metrics = document.putObject("metrics");
        facts.metrics().forEach(metrics::put);
        texts(document.putObject("parameters"), facts.parameters());
        document.put("seed", facts.seed());
        document.put("snapshot", facts.snapshot().text());
        texts(document.putObject("overrides"), facts.overrides());
        document.put("seconds", facts.seconds());
        document.put("recordedAt", version.recordedAt().toString());
        document.put("external", false);
        return document;
    }

    /** What is known of a model that lives elsewhere, by the names that other versions have. */
    static ObjectNode of(ExternalModel model) {
        ObjectNode document = object();
        document.put("version", model.version().text());
        document.put("task", model.task().text());
        document.putNull("digest");
        document.putNull("algorithm");
        document.putNull("asOf");
        document.put("predictions", model.predictions());
        document.put("from", model.first().toString());
        document.put("to", model.last().toString());
        document.put("recordedAt", model.recordedAt().toString());
        document.put("external", true);
        return document;
    }

    static ObjectNode of(Run run) {
        ObjectNode document = object();
        document.put("run", run.id());
        document.put("kind", run.kind());
        document.put("task", run.task().text());
        document.put("state", run.state().name().toLowerCase(Locale.ROOT));
        document.put("startedAt", run.startedAt().toString());
        document.put("endedAt", run.endedAt().map(Instant::toString).orElse(null));
        texts(document.putObject("request"), run.request());
        texts(document.putObject("result"), run.result());
        return document;
    }

    static ObjectNode summary(StoredSimulation kept) {
        ObjectNode document = object();
        document.put("simulation", kept.id());
        document.put("task", kept.report().task().text());
        document.put("candidate", kept.report().candidate().version().text());
        document.put(
                "live", kept.report().live().map(side -> side.version().text()).orElse(null));
        document.put("from", kept.report().window().from().toString());
        document.put("to", kept.report().window().to().toString());
        document.put("knownAt", kept.report().knownAt().toString());
        document.put("events", kept.report().events());
        document.put("decision", kept.verdict().key());
        document.put("reason", kept.verdict().reason());
        document.put("recordedAt", kept.recordedAt().toString());
        return document;
    }

    static ObjectNode of(Release release) {
        ObjectNode document = object();
        document.put("version", release.version().text());
        document.put("digest", release.digest().text());
        document.put("from", release.from().toString());
        document.put(
                "to", Optional.ofNullable(release.to()).map(Instant::toString).orElse(null));
        document.put("commit", release.commit());
        document.put("approvedBy", release.approvedBy());
        document.put("release", release.release());
        return document;
    }

    private static void texts(ObjectNode node, Map<String, String> texts) {
        texts.forEach(node::put);
    }
}
