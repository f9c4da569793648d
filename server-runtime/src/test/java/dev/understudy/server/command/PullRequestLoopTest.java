package dev.understudy.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.forge.ForgeServer;
import dev.understudy.engine.forge.ForgeServer.Fault;
import dev.understudy.engine.forge.GitHubServer;
import dev.understudy.engine.forge.GitLabServer;
import dev.understudy.engine.forge.MergeKind;
import dev.understudy.engine.forge.Pull;
import dev.understudy.engine.release.ForgeKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** From verdict to production and back by pull requests, with the commands that people type. */
class PullRequestLoopTest {
    private static final String T = "listing-scam";

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();
    private CommandScene scene;

    private CommandScene.Result run(String... arguments) {
        CommandScene.Result result = scene.run(arguments);
        said.add(result.out());
        said.add(result.err());
        return result;
    }

    private JsonNode json(String... arguments) {
        CommandScene.Result result = run(arguments);
        assertThat(result.exit()).as(result.err() + result.out()).isZero();
        return result.json();
    }

    private JsonNode release(String version, String environment) {
        return json("release", "--task", T, "--version", version, "--environment", environment);
    }

    private JsonNode history(String environment) {
        return json("history", "--task", T, "--environment", environment, "--no-fidelity");
    }

    private void prepare() {
        scene = new CommandScene(folder.resolve("workspace"));
        Path events = RentalFile.write(folder.resolve("files"), 6000);
        scene.runPlain(
                "init",
                scene.workspace().toString(),
                "--task",
                events.resolveSibling("task.yaml").toString());
        json("import", "--task", T, "--file", events.toString());
        json("train", "--task", T, "--as-of", "2025-02-15");
        json(
                "simulate",
                "--task",
                T,
                "--candidate",
                "v1",
                "--live",
                "none",
                "--from",
                "2025-02-15",
                "--to",
                "2025-03-15");
        release("v1", "staging");
        release("v1", "production");
        json("train", "--task", T, "--as-of", "2025-05-01");
        json("simulate", "--task", T, "--candidate", "v2", "--from", "2025-05-01", "--to", "2025-05-31");
    }

    @ParameterizedTest
    @EnumSource(ForgeKind.class)
    void fromVerdictToProductionAndBack(ForgeKind kind) throws IOException {
        prepare();
        Path repository = scene.workspace().resolve("config.git");
        try (ForgeServer server = switch (kind) {
            case GITHUB -> new GitHubServer(repository);
            case GITLAB -> new GitLabServer(repository);
        }) {
            Map<String, String> environment = new HashMap<>(scene.environment());
            environment.putAll(server.settings());
            if (kind == ForgeKind.GITLAB) { // the one on a folder, the other as if it were elsewhere, through a copy
                environment.put("UNDERSTUDY_RELEASE_REPOSITORY", "file://" + repository);
            }
            scene = new CommandScene(scene.workspace(), environment);

            toStaging(server);
            toProduction(server);
            back(server);
            whileTheForgeIsAway(server);
        }
        assertThat(String.join("\n", said)).doesNotContain(ForgeServer.TOKEN);
        assertNowhereOnDisk();
    }

    private void toStaging(ForgeServer server) {
        JsonNode opened = release("v2", "staging");
        Pull pull = server.open();
        assertThat(opened.path("pullRequest").asString()).endsWith("/" + pull.number());
        assertThat(opened.path("branch").asString())
                .isEqualTo("release/listing-scam/staging/v2-2")
                .isEqualTo(pull.branch());
        assertThat(pull.title()).isEqualTo("Release v2 of listing-scam to staging");
        assertThat(pull.body())
                .startsWith("**Verdict: approved.** ")
                .contains("| metric | role | live | candidate |", "| AUC | success |", "report.html`");
        assertThat(release("v2", "staging")).as("asked again").isEqualTo(opened);

        JsonNode waiting = history("staging");
        assertThat(waiting.path("releases")).hasSize(1);
        JsonNode open = waiting.path("open");
        assertThat(open).hasSize(1);
        assertThat(open.get(0).path("version").asString()).isEqualTo("v2");
        assertThat(open.get(0).path("digest")).isEqualTo(opened.path("digest"));
        assertThat(open.get(0).path("pullRequest")).isEqualTo(opened.path("pullRequest"));
        assertThat(open.get(0).path("overtaken").asBoolean()).isFalse();
        assertThat(history("production").path("open")).isEmpty();
        assertThat(json("history", "--task", T, "--environment", "staging", "--at", "2099-01-01")
                        .has("open"))
                .isFalse();
        assertThat(text("history", "--task", T, "--environment", "staging", "--no-fidelity"))
                .contains(
                        "open, not live: release of v2 as 2",
                        opened.path("pullRequest").asString());

        CommandScene.Result early = run("release", "--task", T, "--version", "v2", "--environment", "production");
        assertThat(early.exit()).as("an open pull request is not live").isEqualTo(ExitCode.NOT_APPROVED);
        assertThat(early.json().path("error").path("code").asString()).isEqualTo("staging-required");

        server.merge(pull, MergeKind.MERGE, Instant.parse("2098-01-01T00:00:00Z"));
        JsonNode merged = history("staging");
        assertThat(merged.path("open")).isEmpty();
        assertThat(merged.path("releases").get(0).path("version").asString()).isEqualTo("v2");
        assertThat(merged.path("releases").get(0).path("approvedBy").asString()).isEqualTo("simulation s-0002");
        assertThat(merged.path("releases").get(0).path("from").asString()).isEqualTo("2098-01-01T00:00:00Z");
    }

    private void toProduction(ForgeServer server) {
        JsonNode opened = release("v2", "production");
        assertThat(opened.path("release").asInt()).isEqualTo(2);
        server.close(server.open());
        CommandScene.Result closed = run("release", "--task", T, "--version", "v2", "--environment", "production");
        assertThat(closed.exit()).isEqualTo(ExitCode.NOT_APPROVED);
        assertThat(closed.json().path("error").path("code").asString()).isEqualTo("pull-request-closed");
        assertThat(closed.err()).contains(opened.path("pullRequest").asString(), "--again");
        json("release", "--task", T, "--version", "v2", "--environment", "production", "--again");

        server.merge(server.open(), MergeKind.SQUASH, Instant.parse("2098-01-02T00:00:00Z"));
        JsonNode live = history("production").path("releases").get(0);
        assertThat(live.path("version").asString()).isEqualTo("v2");
        assertThat(live.path("approvedBy").asString()).isEqualTo("simulation s-0002");
    }

    private void back(ForgeServer server) {
        JsonNode opened =
                json("rollback", "--task", T, "--environment", "production", "--reason", "see #12, @team\n/merge");
        Pull pull = server.open();
        assertThat(pull.branch()).isEqualTo("rollback/listing-scam/production/v1-3");
        assertThat(opened.path("version").asString()).isEqualTo("v1");
        assertThat(pull.body())
                .contains("Reason: see")
                .doesNotContain("#12", "@team")
                .doesNotContainPattern("(?m)^\\s*/");
        assertThat(history("production").path("open").get(0).path("change").asString())
                .isEqualTo("rollback");

        server.merge(pull, MergeKind.REBASE, Instant.parse("2098-01-03T00:00:00Z"));
        JsonNode releases = history("production").path("releases");
        assertThat(releases).hasSize(3);
        assertThat(releases.get(0).path("version").asString()).isEqualTo("v1");
        assertThat(releases.get(0).path("approvedBy").asString()).startsWith("rolled back by ");
        assertThat(releases.get(0).path("from").asString()).isEqualTo("2098-01-03T00:00:00Z");
    }

    private void whileTheForgeIsAway(ForgeServer server) {
        server.breaks(1000, request -> true, new Fault.Status(503));
        CommandScene.Result told = run("history", "--task", T, "--environment", "production", "--no-fidelity");
        assertThat(told.exit()).isZero();
        assertThat(told.json().path("releases")).hasSize(3);
        assertThat(told.json().path("open")).isEmpty();
        assertThat(told.err()).contains("open pull requests are not known", "503");
        CommandScene.Result release = run("release", "--task", T, "--version", "v2", "--environment", "production");
        assertThat(release.exit()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(release.json().path("error").path("code").asString()).isEqualTo("forge-unavailable");
    }

    private String text(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--workspace", scene.workspace().toString()));
        CommandScene.Result result = scene.runPlain(all.toArray(String[]::new));
        said.add(result.out() + result.err());
        return result.out();
    }

    private void assertNowhereOnDisk() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).hasSizeGreaterThan(20);
            for (Path file : all) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                                .contains(ForgeServer.TOKEN))
                        .as(file.toString())
                        .isFalse();
            }
        }
    }
}
