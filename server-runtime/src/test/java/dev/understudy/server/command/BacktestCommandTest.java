package dev.understudy.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Retraining by schedule and its backtest, by commands on the sample world, whose swindlers change on 1 April. */
class BacktestCommandTest {
    private static final String T = "listing-scam";

    @TempDir
    private Path folder;

    private CommandScene scene;

    @BeforeEach
    void begin() throws IOException {
        Path events = RentalFile.write(folder.resolve("files"), 6000);
        Path task = events.resolveSibling("task.yaml");
        Files.writeString(
                task,
                Files.readString(task)
                        .replace("trees: 60", "trees: 20")
                        .replace("window: P30D", "window: P30D\n  minimumCoverage: 0.6"));
        scene = new CommandScene(folder.resolve("workspace"));
        scene.runPlain("init", scene.workspace().toString(), "--task", task.toString());
        scene.json("import", "--task", T, "--file", events.toString());
    }

    @Test
    void theBacktestTellsStepsPoliciesAndFidelityAndIsKept() throws IOException {
        JsonNode found =
                scene.json("backtest", "--task", T, "--every", "P20D", "--from", "2025-03-10", "--to", "2025-05-29");

        assertThat(found.path("steps")).hasSize(4);
        assertThat(found.path("steps").get(0).path("decision").asString()).isEqualTo("first");
        JsonNode step = found.path("steps").get(1);
        assertThat(step.path("asOf").asString()).isEqualTo("2025-02-28T00:00:00Z");
        assertThat(step.path("metrics")
                        .get(0)
                        .path("smallestDetectableDifference")
                        .asDouble())
                .isPositive();
        assertThat(found.path("policies"))
                .extracting(policy -> policy.path("name").asString())
                .containsExactly("gated", "always", "fresh", "never");
        assertThat(found.path("fidelity")
                        .path("metrics")
                        .get(0)
                        .path("intervals")
                        .asInt())
                .isEqualTo(3);
        assertThat(Files.readString(Path.of(found.path("files").get(0).asString())))
                .startsWith("<!DOCTYPE html>")
                .contains("<svg", "never");
        JsonNode shown = scene.json("show", found.path("run").asString());
        assertThat(shown.path("backtest").path("steps")).isEqualTo(found.path("steps"));
        assertThat(scene.json("models", "--task", T).path("models")).isEmpty();
        assertThat(scene.json("simulations", "--task", T).path("simulations")).isEmpty();
    }

    @Test
    void theScheduledRetrainingIsOneRunAMoment() {
        String[] retrain = {"retrain", "--task", T, "--as-of", "2025-03-20", "--release", "staging"};
        JsonNode first = scene.json(retrain);
        JsonNode again = scene.json(retrain);

        assertThat(first.path("version").asString()).isEqualTo("v1");
        assertThat(first.path("simulation").asString()).isEqualTo("s-0001");
        assertThat(first.path("verdict").path("decision").asString()).isEqualTo("approved");
        assertThat(first.path("release").path("environment").asString()).isEqualTo("staging");
        assertThat(first.path("notified").asBoolean()).isFalse();
        assertThat(again.path("repeated").asBoolean()).isTrue();
        assertThat(again.path("release")).isEqualTo(first.path("release"));
        assertThat(scene.json("simulations", "--task", T).path("simulations")).hasSize(1);
    }

    @Test
    void aRetrainingWhoseNewsNobodyTakesSucceedsAndSaysSo() {
        CommandScene.Result done = scene.run(
                "retrain",
                "--task",
                T,
                "--as-of",
                "2025-03-20",
                "--setting",
                "notifications.console=true",
                "--setting",
                "notifications.mail.host=127.0.0.1",
                "--setting",
                "notifications.mail.port=1",
                "--setting",
                "notifications.mail.security=none",
                "--setting",
                "notifications.mail.from=understudy@example.org",
                "--setting",
                "notifications.mail.to=ann@example.org");

        assertThat(done.exit()).as(done.err()).isZero();
        assertThat(done.json().path("notified").asBoolean()).isFalse();
        JsonNode told = done.json().path("notifications");
        assertThat(told.path(0).path("channel").asString()).isEqualTo("console");
        assertThat(told.path(0).path("told").asBoolean()).isTrue();
        assertThat(told.path(1).path("channel").asString()).isEqualTo("mail");
        assertThat(told.path(1).path("told").asBoolean()).isFalse();
        assertThat(done.err())
                .contains("listing-scam v1: approved", "report: understudy report s-0001")
                .contains("could not tell by mail: ");
    }

    @Test
    void aRetrainingThatIsNotApprovedEndsWithItsVerdict() {
        scene.json("retrain", "--task", T, "--as-of", "2025-03-20", "--release", "staging");

        CommandScene.Result tooFewOutcomes =
                scene.run("retrain", "--task", T, "--as-of", "2025-03-01T12:00:00Z", "--release", "staging");

        assertThat(tooFewOutcomes.exit()).isEqualTo(ExitCode.BAD_INPUT); // before the as-of of what is live
        assertThat(scene.run("retrain", "--task", T, "--as-of", "2025-05-20", "--release", "production")
                        .exit())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aScheduleThatIsLateOrRunsAgainMeansTheSameMoment() {
        String[] retrain = {"retrain", "--task", T, "--every", "P1D", "--release", "staging"};
        JsonNode first = scene.at(Instant.parse("2025-03-20T03:00:04Z")).json(retrain);
        JsonNode late = scene.at(Instant.parse("2025-03-20T08:59:59.9Z")).json(retrain);

        assertThat(first.path("asOf").asString()).isEqualTo("2025-03-20T00:00:00Z");
        assertThat(late.path("repeated").asBoolean()).isTrue();
        assertThat(late.path("version")).isEqualTo(first.path("version"));
        assertThat(scene.json("retrain", "--task", T, "--as-of", "2025-03-20")
                        .path("repeated")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aScheduledRunEndsWellWhateverItsVerdict() {
        scene.json("retrain", "--task", T, "--as-of", "2025-03-20", "--release", "staging");
        String[] retrain = {"retrain", "--task", T, "--as-of", "2025-04-10", "--release", "staging"};
        List<String> lenient = new ArrayList<>(List.of(retrain));
        lenient.add("--any-verdict");

        CommandScene.Result scheduled = scene.run(lenient.toArray(String[]::new));
        CommandScene.Result strict = scene.run(retrain);

        assertThat(scheduled.json().path("verdict").path("decision").asString()).isNotEqualTo("approved");
        assertThat(strict.exit()).isIn(ExitCode.NOT_APPROVED, ExitCode.INCONCLUSIVE);
        assertThat(scheduled.exit()).isZero();
    }

    @Test
    void flagsThatContradictEachOtherAreRefusedBeforeAnythingIsDone() {
        assertThat(scene.run("retrain", "--task", T, "--as-of", "2025-03-20", "--every", "P1D")
                        .exit())
                .isEqualTo(ExitCode.USAGE);
        assertThat(scene.run("retrain", "--task", T, "--as-of", "2025-03-20", "--any-verdict", "--require-approved")
                        .exit())
                .isEqualTo(ExitCode.USAGE);
        assertThat(scene.run("retrain", "--task", T, "--every", "PT1S").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(scene.json("models", "--task", T).path("models")).isEmpty();
    }
}
