package dev.understudy.engine.forge;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.PersonIdent;

/** Speaks as much of GitLab's REST API as merge requests take. */
public final class GitLabServer extends ForgeServer {
    private static final String PROJECT = "acme/ml/config";
    private static final String BASE = "/api/v4/projects/acme%2Fml%2Fconfig/merge_requests";
    private static final Pattern ONE = Pattern.compile(Pattern.quote(BASE) + "/([0-9]+)(/notes)?");
    private static final int ID = 7;

    public GitLabServer(Path repository) {
        super(repository, new PersonIdent("Ada", "ada@example.com"));
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "UNDERSTUDY_RELEASE_FORGE",
                "gitlab",
                "UNDERSTUDY_RELEASE_FORGE_ADDRESS",
                address().toString(),
                "UNDERSTUDY_RELEASE_PROJECT",
                PROJECT,
                "UNDERSTUDY_RELEASE_TOKEN",
                TOKEN);
    }

    @Override
    protected String mergeMessage(Pull pull) {
        return "Merge branch '" + pull.branch + "' into 'main'\n\n" + pull.title + "\n\nSee merge request " + PROJECT
                + "!" + pull.number;
    }

    @Override
    protected String squashTitle(Pull pull) {
        return pull.title;
    }

    @Override
    protected boolean isAllowed(Request request) {
        return TOKEN.equals(request.headers().get("PRIVATE-TOKEN"));
    }

    @Override
    protected Answer answer(Request request) {
        if (request.path().equals(BASE)) {
            return request.method().equals("POST") ? create(request) : new Answer(200, list(request.query()));
        }
        Matcher one = ONE.matcher(request.path());
        if (!one.matches()) {
            return new Answer(404, Map.of("message", "404 Project Not Found"));
        }
        Pull pull = pull(one.group(1));
        if (one.group(2) != null) {
            pull.comments.add(request.fields().get("body"));
            return new Answer(201, Map.of("id", 1, "body", request.fields().get("body")));
        }
        if (request.method().equals("PUT")) {
            pull.title = request.fields().getOrDefault("title", pull.title);
            pull.body = request.fields().getOrDefault("description", pull.body);
            if ("close".equals(request.fields().get("state_event"))) {
                pull.state = "closed";
            }
        }
        return new Answer(200, document(pull));
    }

    private Answer create(Request request) {
        String branch = request.fields().get("source_branch");
        for (Pull pull : pulls()) {
            if (!pull.ofFork && pull.branch.equals(branch) && pull.state.equals("open")) {
                return new Answer(
                        409,
                        Map.of(
                                "message",
                                List.of("Another open merge request already exists for this source branch: !"
                                        + pull.number)));
            }
        }
        if (!hasBranch(branch)) {
            return new Answer(400, Map.of("message", "source_branch does not exist"));
        }
        return new Answer(
                201,
                document(add(
                        branch,
                        false,
                        request.fields().get("title"),
                        request.fields().getOrDefault("description", ""))));
    }

    private List<Map<String, Object>> list(Map<String, String> query) {
        return pulls().stream()
                .filter(pull -> !"opened".equals(query.get("state")) || pull.state.equals("open"))
                .filter(pull -> !query.containsKey("source_branch")
                        || query.get("source_branch").equals(pull.branch))
                .map(this::document)
                .toList()
                .reversed();
    }

    private Map<String, Object> document(Pull pull) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", 100 + pull.number);
        document.put("iid", pull.number);
        document.put("project_id", ID);
        document.put("source_project_id", pull.ofFork ? ID + 1 : ID);
        document.put("target_project_id", ID);
        document.put("source_branch", pull.branch);
        document.put("target_branch", "main");
        document.put("state", pull.state.equals("open") ? "opened" : pull.state);
        document.put("title", pull.title);
        document.put("description", pull.body);
        document.put("sha", tip(pull));
        document.put("web_url", "https://gitlab.example/acme/ml/config/-/merge_requests/" + pull.number);
        document.put("detailed_merge_status", fits(pull) ? "mergeable" : "conflict");
        return document;
    }
}
