package dev.understudy.engine.release;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHFileNotFoundException;
import org.kohsuke.github.GHIOException;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHPullRequestQueryBuilder;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;
import org.kohsuke.github.HttpException;

/** Pull requests of GitHub. */
final class GitHubApiPullRequests implements PullRequests {
    private static final String UNREADABLE = "its answer cannot be read";
    private static final int PAGE = 100;
    /** In no config repository are so many open; who has more has another problem. */
    private static final int MOST = 1_000;

    private final String project;
    private final ForgeCalls calls;
    private final GitHubApiConnector connector;
    private final GitHub github;
    private @Nullable GHRepository repository;

    private GitHubApiPullRequests(String project, ForgeCalls calls, GitHubApiConnector connector, GitHub github) {
        this.project = project;
        this.calls = calls;
        this.connector = connector;
        this.github = github;
    }

    /** Nothing is asked yet. */
    static PullRequests open(ForgeAddress address, String token, ForgeCalls calls) {
        GitHubApiConnector connector = new GitHubApiConnector(address.api(), token);
        try {
            GitHub github = new GitHubBuilder()
                    .withEndpoint(address.api().toString())
                    .withConnector(connector)
                    // it would wait for as long as an hour; who waits, and how long, is settled in one place
                    .withRateLimitHandler(GitHubRateLimitHandler.FAIL)
                    .withAbuseLimitHandler(GitHubAbuseLimitHandler.FAIL)
                    .build();
            return new GitHubApiPullRequests(address.project(), calls, connector, github);
        } catch (IOException e) {
            connector.close();
            throw new UnderstudyException(
                    ErrorCode.FORGE_UNAVAILABLE, "cannot speak to GitHub at " + address.host(), e);
        }
    }

    @Override
    public List<PullRequest> ofBranch(String branch) {
        String owner = project.substring(0, project.indexOf('/'));
        return listed(
                        "list the pull requests",
                        query -> query.state(GHIssueState.ALL).head(owner + ":" + branch))
                .stream()
                .filter(found -> found.branch().equals(branch))
                .toList();
    }

    @Override
    public List<PullRequest> open() {
        return listed("list the open pull requests", query -> query.state(GHIssueState.OPEN));
    }

    /** What narrows a list. */
    private interface Narrowing {
        GHPullRequestQueryBuilder of(GHPullRequestQueryBuilder query);
    }

    /** The newest first. */
    private List<PullRequest> listed(String purpose, Narrowing narrowing) {
        return calls.call(
                purpose,
                () -> known(() -> {
                    List<PullRequest> found = new ArrayList<>();
                    for (GHPullRequest request : narrowing
                            .of(repository().queryPullRequests().base(RepositoryLayout.MAIN))
                            .list()
                            .withPageSize(PAGE)) {
                        if (isOfProject(request)) {
                            found.add(of(request));
                        }
                        if (found.size() >= MOST) {
                            break;
                        }
                    }
                    found.sort(Comparator.comparingLong(PullRequest::number).reversed());
                    return found;
                }));
    }

    @Override
    public PullRequest create(String branch, RequestText text) {
        try {
            return calls.callKnowing(
                    "open a pull request",
                    () -> known(() -> of(
                            repository().createPullRequest(text.title(), branch, RepositoryLayout.MAIN, text.body()))));
        } catch (ForgeRefusal refusal) {
            // 422 is also how it says that there is one: another process's, or our own, whose answer was lost
            Optional<PullRequest> open = refusal.status() == 422
                    ? ofBranch(branch).stream().filter(PullRequest::isOpen).findFirst()
                    : Optional.empty();
            return open.orElseGet(() -> calls.call("open a pull request", () -> {
                throw refusal;
            }));
        }
    }

    @Override
    public void rewrite(PullRequest request, RequestText text) {
        calls.act(
                "change a pull request's text",
                () -> known(() -> {
                    GHPullRequest found = request(request);
                    if (!text.title().equals(found.getTitle())) {
                        found.setTitle(text.title());
                    }
                    found.setBody(text.body());
                    return found;
                }));
    }

    @Override
    public void close(PullRequest request, String comment) {
        calls.act(
                "close a pull request",
                () -> known(() -> {
                    GHPullRequest found = request(request);
                    if (found.getState() == GHIssueState.OPEN) {
                        found.comment(comment);
                        found.close();
                    }
                    return found;
                }));
    }

    @Override
    public MergeReadiness readiness(PullRequest request) {
        return calls.call(
                "look at a pull request",
                () -> known(() -> {
                    String state = request(request).getMergeableState();
                    return switch (state == null ? "" : state) {
                        case "clean", "has_hooks" -> MergeReadiness.READY;
                        case "blocked", "behind", "unstable", "draft" -> MergeReadiness.WAITING;
                        case "dirty" -> MergeReadiness.CONFLICT;
                        default -> MergeReadiness.UNKNOWN;
                    };
                }));
    }

    private GHPullRequest request(PullRequest request) throws IOException {
        return repository().getPullRequest((int) request.number());
    }

    private GHRepository repository() throws IOException {
        GHRepository known = repository;
        if (known == null) {
            known = github.getRepository(project);
            repository = known;
        }
        return known;
    }

    private boolean isOfProject(GHPullRequest request) {
        GHRepository from = request.getHead().getRepository();
        return from != null && project.equalsIgnoreCase(from.getFullName());
    }

    private static PullRequest of(GHPullRequest request) {
        PullRequest.State state = request.getState() == GHIssueState.OPEN
                ? PullRequest.State.OPEN
                : request.getMergedAt() == null ? PullRequest.State.CLOSED : PullRequest.State.MERGED;
        String body = request.getBody();
        return new PullRequest(
                request.getNumber(),
                request.getHead().getRef(),
                state,
                request.getHtmlUrl().toString(),
                request.getTitle(),
                body == null ? "" : body);
    }

    /** What the library throws, as what we know. */
    private static <T> T known(Asked<T> asked) throws IOException, ForgeRefusal {
        try {
            return asked.run();
        } catch (HttpException e) {
            if (e.getResponseCode() <= 0 || e.getResponseCode() == 200) {
                throw new IOException(e.getCause() instanceof IOException failure ? failure.getMessage() : UNREADABLE);
            }
            throw refusal(e.getResponseCode(), e, e);
        } catch (GHFileNotFoundException e) {
            throw new ForgeRefusal(404, "", Optional.empty());
        }
    }

    private static ForgeRefusal refusal(int status, IOException failure, GHIOException headers) {
        return new ForgeRefusal(status, said(failure), wait(headers.getResponseHeaderFields()));
    }

    private static String said(IOException failure) {
        String text = String.valueOf(failure.getMessage());
        int document = text.indexOf('{');
        return document < 0 ? "" : GitHubApiProblemJson.message(text.substring(document));
    }

    /** Retry-After, or that nothing is left until a certain time, of which we need not know when exactly. */
    private static Optional<Duration> wait(@Nullable Map<String, List<String>> headers) {
        if (headers == null) {
            return Optional.empty();
        }
        Optional<Duration> asked = header(headers, "Retry-After")
                .filter(seconds -> seconds.matches("[0-9]{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
        boolean isUsedUp =
                header(headers, "X-RateLimit-Remaining").filter("0"::equals).isPresent();
        return asked.or(() -> isUsedUp ? Optional.of(Duration.ofHours(1)) : Optional.empty());
    }

    private static Optional<String> header(Map<String, List<String>> headers, String name) {
        return headers.entrySet().stream()
                .filter(entry -> name.equalsIgnoreCase(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .findFirst();
    }

    /** Something asked of the library. */
    private interface Asked<T> {
        T run() throws IOException;
    }

    @Override
    public void close() {
        connector.close();
    }
}
