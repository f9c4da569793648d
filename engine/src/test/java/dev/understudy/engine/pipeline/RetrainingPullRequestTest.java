package dev.understudy.engine.pipeline;

import static dev.understudy.engine.release.Environment.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.forge.ForgeServer;
import dev.understudy.engine.forge.GitHubServer;
import dev.understudy.engine.forge.GitLabServer;
import dev.understudy.engine.forge.MergeKind;
import dev.understudy.engine.forge.Pull;
import dev.understudy.engine.notify.Notice;
import dev.understudy.engine.registry.Run;
import dev.understudy.engine.release.ForgeKind;
import dev.understudy.engine.scene.ChildProcess;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.world.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A scheduled retraining that opens a pull request: twice, overlapping or killed, it is one version and one of these. */
@Timeout(180)
@ParameterizedClass
@EnumSource(ForgeKind.class)
final class RetrainingPullRequestTest {
    @Parameter
    ForgeKind kind;

    @TempDir
    Path directory;

    private RetrainingScene scene;
    private ForgeServer server;
    private Engine engine;

    @BeforeEach
    void build() {
        scene = new RetrainingScene(directory, Map.of()); // the first model is merged at once
        Path home = scene.world.engine().workspace().directory();
        scene.world.engine().close();
        server = switch (kind) {
            case GITHUB -> new GitHubServer(home.resolve("config.git"));
            case GITLAB -> new GitLabServer(home.resolve("config.git"));
        };
        engine = World.open(home, server.settings());
    }

    @AfterEach
    void close() {
        engine.close();
        server.close();
        scene.close();
    }

    private RetrainingJob.Retrained retrain() {
        return RetrainingScene.retrain(engine, RunControl.UNWATCHED);
    }

    private void assertOneOfEach() {
        assertThat(engine.registry().versions(scene.world.task().name())).hasSize(2);
        assertThat(server.pulls()).hasSize(1);
        assertThat(server.branches()).hasSize(3);
    }

    @Test
    void opensItAndTellsWhereItIs() {
        RetrainingJob.Retrained done = retrain();

        Pull pull = server.open();
        String url = done.released().orElseThrow().pullRequest().orElseThrow();
        assertThat(url).endsWith("/" + pull.number());
        assertThat(pull.body())
                .contains("**Verdict: approved.**", "| metric | role |", "Report and evidence: `file:")
                .contains("    Understudy-Simulation: " + done.simulation().id());
        Notice notice = RetrainingNotice.of(done);
        assertThat(notice.links()).first().isEqualTo("pull request: " + url);
        assertThat(engine.config().history(scene.world.task().name(), STAGING).releases())
                .as("it is not live")
                .hasSize(1);
        assertThat(engine.runs().recent(20))
                .filteredOn(run -> run.kind().equals("release"))
                .first()
                .extracting(Run::result)
                .satisfies(facts -> assertThat(facts).containsEntry("pullRequest", url));
        assertOneOfEach();
    }

    @Test
    void againIsTheSame() {
        RetrainingJob.Retrained once = retrain();

        RetrainingJob.Retrained again = retrain();

        assertThat(again.repeated()).isTrue();
        assertThat(again.released()).isEqualTo(once.released());
        assertOneOfEach();
    }

    @Test
    void twoAtOnceAreOne() {
        List<RetrainingJob.Retrained> both = RetrainingScene.atOnce(this::retrain, this::retrain);

        assertThat(both).extracting(RetrainingJob.Retrained::repeated).containsExactlyInAnyOrder(false, true);
        assertOneOfEach();
    }

    /** A process of its own has done the step, and not written down that it has. */
    private void killedBefore(String step) {
        engine.close(); // its process comes first
        List<String> arguments =
                new ArrayList<>(List.of(engine.workspace().directory().toString(), step));
        server.settings().forEach((name, value) -> arguments.add(name + "=" + value));
        try (ChildProcess child = ChildProcess.of(DyingRetraining.class, arguments.toArray(String[]::new))) {
            assertThat(child.line()).isEqualTo("at " + step);
            child.kill();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"trained", "simulated", "released"})
    void killedItIsTakenUp(String step) {
        killedBefore(step);
        assertThat(server.pulls()).hasSize(step.equals("released") ? 1 : 0);

        RetrainingJob.Retrained done = retrain();

        assertThat(done.repeated()).isFalse();
        assertThat(done.released().orElseThrow().pullRequest()).isPresent();
        assertOneOfEach();
    }

    @Test
    void killedAndMergedMeanwhileItIsNotOpenedAgain() {
        killedBefore("released");
        server.merge(server.open(), MergeKind.SQUASH, World.NOW);

        RetrainingJob.Retrained done = retrain();

        assertThat(done.released().orElseThrow().release()).isEqualTo(2);
        assertThat(server.pulls()).hasSize(1);
    }

    @Test
    void whatPeopleClosedIsNotOpenedAgainBySchedule() {
        killedBefore("released");
        server.close(server.open());

        RetrainingJob.Retrained done = retrain();

        assertThat(done.released()).isEmpty();
        assertThat(done.refused().orElseThrow().rule()).isEqualTo(ErrorCode.PULL_REQUEST_CLOSED);
        assertThat(RetrainingNotice.of(done).links()).first().asString().contains("not released", "closed");
        assertThat(server.pulls()).hasSize(1);
    }

    @Test
    void aForgeThatIsAwayLosesNothing() {
        server.breaks(1000, request -> true, new ForgeServer.Fault.Status(503));

        assertThatThrownBy(this::retrain)
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FORGE_UNAVAILABLE));
        server.mend();
        RetrainingJob.Retrained done = retrain();

        assertThat(done.released().orElseThrow().pullRequest()).isPresent();
        assertOneOfEach();
    }

    @Test
    void theTokenIsNowhereOnTheDisk() throws IOException {
        retrain();
        engine.close();
        byte[] canary = ForgeServer.TOKEN.getBytes(StandardCharsets.UTF_8);

        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).hasSizeGreaterThan(20);
            for (Path file : all) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(content.contains(new String(canary, StandardCharsets.ISO_8859_1)))
                        .as(file.toString())
                        .isFalse();
            }
        }
    }
}
