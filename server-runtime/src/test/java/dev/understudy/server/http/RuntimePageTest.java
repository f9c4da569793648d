package dev.understudy.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls on the page about the runtime do what it says. */
class RuntimePageTest {
    private static final Path PAGE = Path.of("../docs/runtime.md");
    /** A call, and the answer where the page shows one. */
    private static final Pattern EXAMPLE = Pattern.compile(
            "```\ncurl -s http://127.0.0.1:8080(\\S+)(.*?)\n```\n(?:```json\n(.*?)\n```)?", Pattern.DOTALL);

    private static final Pattern BODY = Pattern.compile("-d '(.*)'", Pattern.DOTALL);

    private static final Pattern KEY = Pattern.compile("-H 'Idempotency-Key: ([^']*)'");

    private record Example(String path, String body, String key, String answer) {}

    private static List<Example> examples() throws Exception {
        List<Example> examples = new ArrayList<>();
        Matcher found = EXAMPLE.matcher(Files.readString(PAGE));
        while (found.find()) {
            Matcher body = BODY.matcher(found.group(2));
            Matcher key = KEY.matcher(found.group(2));
            examples.add(new Example(
                    found.group(1),
                    body.find() ? body.group(1) : "",
                    key.find() ? key.group(1) : "",
                    found.group(3) == null ? "" : found.group(3)));
        }
        return examples;
    }

    @Test
    void everyCallOnThePageIsAnswered(@TempDir Path folder) throws Exception {
        List<Example> examples = examples();
        assertThat(examples).hasSize(11);
        try (ServingScene scene = ServingScene.on(folder)) {
            for (Example example : examples) {
                HttpRequest.Builder request = scene.request(example.path());
                if (!example.key().isEmpty()) {
                    request.header("Idempotency-Key", example.key());
                }
                HttpResponse<String> response = example.body().isEmpty()
                        ? scene.send(request.GET())
                        : scene.send(request.header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(example.body())));
                assertThat(response.statusCode())
                        .as(example + ": " + response.body())
                        .isEqualTo(example.path().endsWith("/jobs") ? 202 : 200);
                if (!example.answer().isEmpty()) { // whatever the model says, it says it in this form
                    assertThat(withoutScore(response.body())).isEqualTo(withoutScore(example.answer()));
                }
            }
        }
    }

    private static String withoutScore(String answer) {
        return answer.replaceAll("\"score\":[-+.0-9eE]+", "\"score\":?")
                .replaceAll("\"(label|decision)\":\"(yes|no)\"", "\"$1\":?");
    }
}
