package dev.understudy.server.command;

import dev.understudy.engine.common.ErrorCategory;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.fidelity.FidelityLedger;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.release.OpenChange;
import dev.understudy.engine.release.ReleaseHistory;
import dev.understudy.engine.workspace.Engine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What was live when. */
@Command(
        name = "history",
        description =
                "What was live when, newest first, from the config repository alone; the pull requests that wait; and what"
                        + " the releases brought against what their simulations predicted.")
final class HistoryCommand extends EngineCommand {
    private static final int DIGEST_LENGTH = "sha256:".length() + 12;
    private static final int COMMIT_LENGTH = 10;

    @Option(names = "--task", paramLabel = "T", required = true, description = "the task")
    private String task = "";

    @Option(names = "--environment", paramLabel = "E", required = true, description = "staging or production")
    private String environment = "";

    @Option(names = "--at", paramLabel = "INSTANT", description = "only what was live then")
    private Optional<Instant> at = Optional.empty();

    @Option(
            names = "--no-fidelity",
            description = "only the config repository is read: no looking back at what releases brought")
    private boolean withoutFidelity;

    @Override
    int run(Engine engine) {
        TaskName name = task(engine, task).name();
        ReleaseHistory history = engine.config().history(name, Environment.ofKey(environment));
        Optional<FidelityLedger> ledger =
                history.releases().isEmpty() || at.isPresent() ? Optional.empty() : fidelity(engine);
        ObjectNode document = Documents.object();
        ArrayNode releases = document.putArray("releases");
        if (at.isPresent()) {
            history.liveAt(at.get()).map(Documents::of).ifPresent(releases::add);
        } else {
            history.releases().stream().map(Documents::of).forEach(releases::add);
        }
        ledger.ifPresent(known -> {
            document.set("fidelity", FidelityDocument.calibration(known));
            for (JsonNode release : releases) {
                known.ofRelease(release.path("release").asLong())
                        .ifPresent(entry -> ((ObjectNode) release).set("fidelity", FidelityDocument.of(entry)));
            }
        });
        if (at.isEmpty()) {
            document.set("open", OpenChanges.of(open(engine, name), history));
        }
        String text = (releases.isEmpty() ? "no releases" : table(releases)) + OpenChanges.text(document.path("open"));
        print(
                document,
                text + ledger.map(known -> "\n" + FidelityText.of(known)).orElse(""));
        return ExitCode.DONE;
    }

    /** What was live when must be answered though the forge is away, or lets nobody in. */
    private List<OpenChange> open(Engine engine, TaskName name) {
        try {
            return engine.forge().open(name, Environment.ofKey(environment));
        } catch (UnderstudyException e) {
            tell("open pull requests are not known: " + e.getMessage());
            return List.of();
        }
    }

    /** What was live when must be answered though the database is busy or away. */
    private Optional<FidelityLedger> fidelity(Engine engine) {
        if (withoutFidelity) {
            return Optional.empty();
        }
        try {
            return Optional.of(engine.fidelity()
                    .assess(
                            task(engine, task),
                            Environment.ofKey(environment),
                            engine.clock().instant().truncatedTo(ChronoUnit.MICROS),
                            progress()));
        } catch (UnderstudyException e) {
            if (e.code().category() != ErrorCategory.UNAVAILABLE) {
                throw e;
            }
            tell("no looking back at releases: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Digest and commit are cut to what tells them apart; JSON has them in full. */
    private static String table(ArrayNode releases) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("release", "version", "from", "to", "digest", "commit", "approved by"));
        for (JsonNode release : releases) {
            rows.add(List.of(
                    release.path("release").asString(),
                    release.path("version").asString(),
                    release.path("from").asString(),
                    release.path("to").isNull() ? "" : release.path("to").asString(),
                    release.path("digest").asString().substring(0, DIGEST_LENGTH) + "…",
                    release.path("commit").asString().substring(0, COMMIT_LENGTH),
                    release.path("approvedBy").asString()));
        }
        return TextRenderer.aligned(rows);
    }
}
