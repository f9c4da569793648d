package dev.understudy.engine.forge;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.PersonIdent;

/** Speaks as much of GitHub's REST API as pull requests take. */
public final class GitHubServer extends ForgeServer {
    private static final String PROJECT = "acme/config";
    private static final String BASE = "/api/v3/repos/" + PROJECT;
    private static final Pattern ONE = Pattern.compile(BASE + "/(?:pulls|issues)/([0-9]+)(/comments)?");

    public GitHubServer(Path repository) {
        super(repository, new PersonIdent("GitHub", "noreply@github.com"));
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "UNDERSTUDY_RELEASE_FORGE",
                "github",
                "UNDERSTUDY_RELEASE_FORGE_ADDRESS",
                address() + "/api/v3",
                "UNDERSTUDY_RELEASE_PROJECT",
                PROJECT,
                "UNDERSTUDY_RELEASE_TOKEN",
                TOKEN);
    }

    @Override
    protected String mergeMessage(Pull pull) {
        return "Merge pull request #" + pull.number + " from acme/" + pull.branch + "\n\n" + pull.title;
    }

    @Override
    protected String squashTitle(Pull pull) {
        return pull.title + " (#" + pull.number + ")";
    }

    @Override
    protected boolean isAllowed(Request request) {
        return ("Bearer " + TOKEN).equals(request.headers().get("Authorization"));
    }

    @Override
    protected Answer answer(Request request) {
        if (request.path().equals(BASE)) {
            return new Answer(200, repository(PROJECT));
        }
        if (request.path().equals(BASE + "/pulls")) {
            return request.method().equals("POST") ? create(request) : new Answer(200, list(request.query()));
        }
        Matcher one = ONE.matcher(request.path());
        if (!one.matches()) {
            return new Answer(404, Map.of("message", "Not Found"));
        }
        Pull pull = pull(one.group(1));
        if (one.group(2) != null) {
            pull.comments.add(request.fields().get("body"));
            return new Answer(201, Map.of("id", 1, "body", request.fields().get("body")));
        }
        if (request.method().equals("PATCH")) {
            pull.title = request.fields().getOrDefault("title", pull.title);
            pull.body = request.fields().getOrDefault("body", pull.body);
            pull.state = request.fields().getOrDefault("state", pull.state);
        }
        return new Answer(200, document(pull));
    }

    private Answer create(Request request) {
        String branch = request.fields().get("head");
        boolean known = pulls().stream()
                .anyMatch(pull -> !pull.ofFork && pull.branch.equals(branch) && pull.state.equals("open"));
        if (known || !hasBranch(branch)) {
            return new Answer(
                    422,
                    Map.of(
                            "message",
                            "Validation Failed",
                            "errors",
                            List.of(Map.of(
                                    "resource",
                                    "PullRequest",
                                    "code",
                                    "custom",
                                    "message",
                                    known
                                            ? "A pull request already exists for acme:" + branch + "."
                                            : "head is invalid"))));
        }
        return new Answer(
                201,
                document(add(
                        branch,
                        false,
                        request.fields().get("title"),
                        request.fields().getOrDefault("body", ""))));
    }

    private List<Map<String, Object>> list(Map<String, String> query) {
        return pulls().stream()
                .filter(pull -> query.getOrDefault("state", "open").equals("all") || pull.state.equals("open"))
                .filter(pull -> !query.containsKey("head")
                        || query.get("head").equals((pull.ofFork ? "stranger:" : "acme:") + pull.branch))
                .map(this::document)
                .toList()
                .reversed();
    }

    private static Map<String, Object> repository(String name) {
        return Map.of("id", name.hashCode(), "name", "config", "full_name", name, "owner", Map.of("login", "acme"));
    }

    private Map<String, Object> document(Pull pull) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("number", pull.number);
        document.put("state", pull.state.equals("open") ? "open" : "closed");
        document.put("merged_at", pull.state.equals("merged") ? "2026-03-01T12:00:00Z" : null);
        document.put("title", pull.title);
        document.put("body", pull.body);
        document.put("html_url", "https://github.example/acme/config/pull/" + pull.number);
        document.put("url", address() + BASE + "/pulls/" + pull.number);
        document.put("issue_url", address() + BASE + "/issues/" + pull.number);
        document.put("mergeable_state", fits(pull) ? "blocked" : "dirty");
        document.put("mergeable", fits(pull));
        document.put(
                "head",
                Map.of(
                        "ref",
                        pull.branch,
                        "sha",
                        tip(pull),
                        "repo",
                        repository(pull.ofFork ? "stranger/config" : PROJECT)));
        document.put("base", Map.of("ref", "main", "repo", repository(PROJECT)));
        return document;
    }
}
