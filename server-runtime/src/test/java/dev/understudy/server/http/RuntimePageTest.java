package dev.understudy.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.server.command.CommandScene;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls and commands on the page about the runtime do what it says, sent as they stand there. */
class RuntimePageTest {
    private static final Path PAGE = Path.of("../docs/runtime.md");
    /** A call, and the answer where the page shows one. */
    private static final Pattern EXAMPLE = Pattern.compile(
            "```\ncurl -s http://127.0.0.1:8080(\\S+)(.*?)\n```\n(?:```json\n(.*?)\n```)?", Pattern.DOTALL);

    private static final Pattern BODY = Pattern.compile("-d '(.*)'", Pattern.DOTALL);
    private static final Pattern HEADER = Pattern.compile("-H '([^:']*): ([^']*)'");
    private static final Pattern COMMAND = Pattern.compile("^\\./understudy (.*)$", Pattern.MULTILINE);

    private record Example(String path, String body, Map<String, String> headers, String answer) {}

    private static List<Example> examples(String page) {
        List<Example> examples = new ArrayList<>();
        Matcher found = EXAMPLE.matcher(page);
        while (found.find()) {
            Matcher body = BODY.matcher(found.group(2));
            Map<String, String> headers = new LinkedHashMap<>();
            Matcher header = HEADER.matcher(found.group(2));
            while (header.find()) {
                headers.put(header.group(1), header.group(2));
            }
            examples.add(new Example(
                    found.group(1),
                    body.find() ? body.group(1) : "",
                    headers,
                    found.group(3) == null ? "" : found.group(3)));
        }
        return examples;
    }

    @Test
    void everyCallOnThePageIsAnsweredAndEveryCommandDoesIts(@TempDir Path folder) throws Exception {
        String page = Files.readString(PAGE);
        List<Example> examples = examples(page);
        assertThat(examples)
                .as("every call on the page is found")
                .hasSize(page.split("curl -s http", -1).length - 1)
                .hasSizeGreaterThan(10);
        CommandScene commands;
        try (ServingScene scene = ServingScene.on(folder)) {
            commands = scene.commands();
            examples.forEach(example -> answered(scene, example));
        }
        List<String> done = new ArrayList<>();
        Matcher command = COMMAND.matcher(page);
        while (command.find()) {
            if (!command.group(1).startsWith("serve ")) { // that one is what answered
                done.add(command.group(1).split(" ", 2)[0]);
                run(commands, command.group(1), folder);
            }
        }
        assertThat(done).containsExactly("export", "prune");
        assertThat(folder.resolve("log.csv.gz")).isNotEmptyFile();
    }

    private static void answered(ServingScene scene, Example example) {
        HttpRequest.Builder request = scene.request(example.path());
        example.headers().forEach(request::header);
        HttpResponse<String> response = scene.send(
                example.body().isEmpty()
                        ? request.GET()
                        : request.POST(HttpRequest.BodyPublishers.ofString(example.body())));
        assertThat(response.statusCode())
                .as(example + ": " + response.body())
                .isEqualTo(example.path().endsWith("/jobs") ? 202 : 200);
        if (!example.answer().isEmpty()) { // whatever the model says, it says it in this form
            assertThat(withoutScore(response.body())).isEqualTo(withoutScore(example.answer()));
        }
    }

    private static void run(CommandScene commands, String line, Path folder) {
        String[] words = line.replace("--workspace workspace", "--workspace " + commands.workspace())
                .replace("log.csv.gz", folder.resolve("log.csv.gz").toString())
                .split(" ", -1);
        CommandScene.Result result = commands.runPlain(words);
        assertThat(result.exit()).as(line + ": " + result.err()).isZero();
        assertThat(result.out()).isNotBlank();
    }

    private static String withoutScore(String answer) {
        return answer.replaceAll("\"score\":[-+.0-9eE]+", "\"score\":?")
                .replaceAll("\"(label|decision)\":\"(yes|no)\"", "\"$1\":?");
    }
}
