package dev.understudy.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Commands on a workspace whose config repository is elsewhere, and where its token is found afterwards. In order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RemoteRepositoryTest {
    private static final String T = "listing-scam";
    private static final String CANARY = "c4n4ry-0f-the-c0mmands";
    private static final String USER = "publisher";

    private final List<CommandScene.Result> results = new ArrayList<>();
    private Path folder = Path.of("");
    private Path workspace = folder;
    private RemoteRepositoryServer server;

    @BeforeAll
    void begin(@TempDir Path directory) throws IOException {
        folder = directory;
        workspace = folder.resolve("workspace");
        server = new RemoteRepositoryServer(folder.resolve("elsewhere/config.git"), USER, CANARY);
        Path events = RentalFile.write(folder.resolve("files"), 3000);
        done(
                "init",
                workspace.toString(),
                "--task",
                events.resolveSibling("task.yaml").toString());
        Path settings = workspace.resolve("understudy.yaml");
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replaceFirst("repository: .*", "repository: " + server.address() + "\n  user: " + USER));
        done("import", "--task", T, "--file", events.toString());
        done("train", "--task", T, "--as-of", "2025-02-15");
        done(
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
    }

    @AfterAll
    void end() {
        server.close();
    }

    @Test
    @Order(1)
    void doctorSaysThatItAnswersAndSettingsHideTheToken() {
        CommandScene.Result doctor = run(Map.of(), "doctor");
        assertThat(check(doctor).path("ok").asBoolean()).isTrue();
        assertThat(check(doctor).path("detail").asString()).contains(server.address(), "answers");
        assertThat(run(Map.of(), "settings").out()).contains("(hidden)", server.address());
    }

    @Test
    @Order(2)
    void releasesGoThere() {
        JsonNode staging = done("release", "--task", T, "--version", "v1", "--environment", "staging");
        assertThat(staging.path("branch").asString()).isEqualTo("release/listing-scam/staging/v1-1");
        done("release", "--task", T, "--version", "v1", "--environment", "production");

        JsonNode history = done("history", "--task", T, "--environment", "production");
        assertThat(history.path("releases")).hasSize(1);
        String from = history.path("releases").get(0).path("from").asString();
        assertThat(done("history", "--task", T, "--environment", "production", "--at", from)
                        .path("releases"))
                .hasSize(1);
        assertThat(workspace.resolve("config.git")).doesNotExist();
    }

    @Test
    @Order(3)
    void aTokenThatIsNotTakenEndsWithThree() {
        CommandScene.Result refused = run(
                Map.of("UNDERSTUDY_RELEASE_TOKEN", CANARY + "-wrong"),
                "history",
                "--task",
                T,
                "--environment",
                "staging");

        assertThat(refused.exit()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(refused.err() + refused.out()).contains("release.tokenFile", "repository-refused");
    }

    @Test
    @Order(4)
    void aTokenInTheAddressIsRefusedByEveryCommand() {
        String address = server.address().replace("http://", "http://" + USER + ":" + CANARY + "@");
        for (String command : List.of("settings", "doctor")) {
            CommandScene.Result refused = run(Map.of("UNDERSTUDY_RELEASE_REPOSITORY", address), command);
            assertThat(refused.exit()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(refused.err() + refused.out())
                    .contains("environment UNDERSTUDY_RELEASE_REPOSITORY", "release.tokenFile");
        }
    }

    @Test
    @Order(5)
    void awayEndsWithFour() {
        server.refuse(503);
        CommandScene.Result away = run(Map.of(), "release", "--task", T, "--version", "v1", "--environment", "staging");
        assertThat(away.exit()).isEqualTo(ExitCode.UNAVAILABLE);
        server.refuse(403);
        assertThat(run(Map.of(), "rollback", "--task", T, "--environment", "staging")
                        .exit())
                .isEqualTo(ExitCode.BAD_INPUT);
        server.close();
        CommandScene.Result gone = run(Map.of(), "history", "--task", T, "--environment", "staging");
        assertThat(gone.exit()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(check(run(Map.of(), "doctor")).path("ok").asBoolean()).isFalse();
        run(Map.of(), "runs");
    }

    @Test
    @Order(6)
    void theTokenIsNowhere() throws IOException {
        assertThat(results).hasSizeGreaterThan(12);
        for (CommandScene.Result result : results) {
            assertThat(result.out() + result.err()).doesNotContain(forms());
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(forms());
            }
        }
    }

    private static List<String> forms() {
        byte[] both = (USER + ":" + CANARY).getBytes(StandardCharsets.UTF_8);
        return List.of(CANARY, Base64.getEncoder().encodeToString(both));
    }

    private static JsonNode check(CommandScene.Result doctor) {
        for (JsonNode check : doctor.json().path("checks")) {
            if (check.path("check").asString().equals("repository")) {
                return check;
            }
        }
        throw new AssertionError(doctor.out());
    }

    private JsonNode done(String... arguments) {
        CommandScene.Result result = arguments[0].equals("init")
                ? new CommandScene(workspace).runPlain(with(arguments, "--output", "json"))
                : run(Map.of(), arguments);
        assertThat(result.exit()).as(result.err() + result.out()).isZero();
        return result.json();
    }

    private static String[] with(String[] arguments, String... more) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private CommandScene.Result run(Map<String, String> variables, String... arguments) {
        Map<String, String> environment = new HashMap<>(Map.of("CI", "true", "UNDERSTUDY_RELEASE_TOKEN", CANARY));
        environment.putAll(variables);
        CommandScene.Result result = new CommandScene(workspace, environment).run(arguments);
        results.add(result);
        return result;
    }
}
