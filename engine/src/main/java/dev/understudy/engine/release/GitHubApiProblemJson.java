package dev.understudy.engine.release;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What GitHub says of a request that it does not take: {@code {"message": …, "errors": [{"message": …}]}}. */
final class GitHubApiProblemJson {
    private GitHubApiProblemJson() {}

    static String message(String document) {
        try {
            JsonNode problem = JsonMapper.shared().readTree(document);
            List<String> said = new ArrayList<>(List.of(problem.path("message").asString("")));
            problem.path("errors")
                    .forEach(error -> said.add(error.path("message").asString("")));
            said.removeIf(String::isBlank);
            return String.join("; ", said);
        } catch (JacksonException e) {
            return "";
        }
    }
}
