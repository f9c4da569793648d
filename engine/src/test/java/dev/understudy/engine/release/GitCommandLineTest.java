package dev.understudy.engine.release;

import static dev.understudy.engine.release.Environment.PRODUCTION;
import static dev.understudy.engine.release.Environment.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other people's tools make of our repositories. */
final class GitCommandLineTest {
    private static final Pattern GENERATED = Pattern.compile("name: (understudy-model-hotels-[a-z0-9]+)");
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: hotels
            spec:
              selector: {matchLabels: {app: hotels}}
              template:
                metadata: {labels: {app: hotels}}
                spec:
                  containers:
                    - name: runtime
                      image: runtime
                      volumeMounts: [{name: model, mountPath: /etc/understudy/models/hotels}]
                  volumes:
                    - name: model
                      configMap: {name: understudy-model-hotels}
            """;

    @TempDir
    Path directory;

    private ConfigScene scene;

    @BeforeEach
    void releaseAndRollBack() {
        scene = new ConfigScene(directory);
        scene.release("v1", STAGING);
        scene.release("v2", STAGING);
        scene.release("v1", PRODUCTION);
        scene.release("v2", PRODUCTION);
        scene.rollback(PRODUCTION, null);
    }

    @Test
    void gitFindsNothingWrong() throws Exception {
        assertThat(git("fsck", "--strict", "--full")).isEmpty();
        assertThat(git("symbolic-ref", "HEAD")).containsExactly("refs/heads/main");
    }

    @Test
    void gitShowsOneMergeAChange() throws Exception {
        assertThat(git("log", "--first-parent", "--format=%s", "main"))
                .containsExactly(
                        "Roll back hotels in production to v1",
                        "Release hotels v2 to production",
                        "Release hotels v1 to production",
                        "Release hotels v2 to staging",
                        "Release hotels v1 to staging",
                        "Lay out the config repository");
        assertThat(git("log", "--format=%an <%ae> %cn %ci", "-1", "main"))
                .containsExactly("Understudy <understudy@example.com> Understudy 2026-03-01 17:00:00 +0000");
        assertThat(git("log", "-1", "--format=%P", "main").getFirst().split(" "))
                .hasSize(2);
        assertThat(git("branch", "--list", "--format=%(refname:short)", "--no-merged", "main"))
                .isEmpty();
        assertThat(git("diff", "--name-only", "main~1", "main")).containsExactly("production/models/hotels.env");
    }

    @Test
    void gitReadsTheTrailers() throws Exception {
        assertThat(git("log", "-1", "--format=%(trailers:key=Understudy-Approved-By,valueonly)", "main"))
                .contains("rolled back by Ada: too many false alarms");
    }

    @Test
    void historyIsReadAfterGitPackedEverything() throws Exception {
        ReleaseHistory before = scene.history(PRODUCTION);

        git("gc", "--quiet", "--prune=now");

        assertThat(scene.history(PRODUCTION)).isEqualTo(before);
        assertThat(scene.release("v2", PRODUCTION)).isInstanceOf(PublishOutcome.Merged.class);
    }

    @Test
    void whatAPersonPushedIsSeen() throws Exception {
        Path clone = clone("clone");
        CommandLine inClone = new CommandLine(clone);
        Files.writeString(clone.resolve("base/deployment.yaml"), DEPLOYMENT);
        inClone.run("git", "add", "base");
        commit(inClone, "Add the pods");
        inClone.run("git", "push", "--quiet", "origin", "main");

        scene.release("v2", PRODUCTION);

        assertThat(git("log", "--first-parent", "-2", "--format=%s", "main"))
                .containsExactly("Release hotels v2 to production", "Add the pods");
        assertThat(git("ls-tree", "--name-only", "main", "base/")).contains("base/deployment.yaml");
    }

    @Test
    void kustomizeBuildsBothEnvironments() throws Exception {
        Path clone = clone("clone");

        String staging = String.join("\n", kustomize(clone, "staging"));
        String production = String.join("\n", kustomize(clone, "production"));

        assertThat(staging).contains("MODEL_VERSION: v2", "MODEL_RELEASE: \"2\"", "MODEL_URI: file:///store/models");
        assertThat(production).contains("MODEL_VERSION: v1", "MODEL_RELEASE: \"3\"");
        assertThat(generatedName(staging)).isNotEqualTo(generatedName(production));
    }

    @Test
    void aReleaseRollsThePods() throws Exception {
        Path before = clone("before");
        String mounted = mounted(before);

        scene.clock.pass(Duration.ofHours(1));
        scene.release("v3", STAGING);

        assertThat(mounted(clone("after"))).isNotEqualTo(mounted);
    }

    /** The ConfigMap that a Deployment in base ends up with. */
    private String mounted(Path clone) throws Exception {
        Files.writeString(clone.resolve("base/deployment.yaml"), DEPLOYMENT);
        Path base = clone.resolve("base/kustomization.yaml");
        Files.writeString(base, Files.readString(base).replace("[]", "[deployment.yaml]"));
        String built = String.join("\n", kustomize(clone, "staging"));
        String name = generatedName(built);
        assertThat(built.split(Pattern.quote("name: " + name), -1))
                .as("made once, used once")
                .hasSize(3);
        return name;
    }

    private static String generatedName(String built) {
        Matcher name = GENERATED.matcher(built);
        assertThat(name.find()).as(built).isTrue();
        return name.group(1);
    }

    private List<String> kustomize(Path clone, String environment) throws Exception {
        return new CommandLine(clone).run("kubectl", "kustomize", environment);
    }

    private Path clone(String name) throws Exception {
        new CommandLine(directory).run("git", "clone", "--quiet", scene.directory.toString(), name);
        return directory.resolve(name);
    }

    private static void commit(CommandLine clone, String message) throws Exception {
        clone.run("git", "-c", "user.name=Ada", "-c", "user.email=ada@example.com", "commit", "--quiet", "-m", message);
    }

    private List<String> git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return new CommandLine(scene.directory).run(command.toArray(String[]::new));
    }
}
