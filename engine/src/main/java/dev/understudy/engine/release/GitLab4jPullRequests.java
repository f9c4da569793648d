package dev.understudy.engine.release;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gitlab4j.api.GitLabApi;
import org.gitlab4j.api.GitLabApiException;
import org.gitlab4j.api.Pager;
import org.gitlab4j.api.models.MergeRequest;
import org.gitlab4j.api.models.MergeRequestFilter;
import org.gitlab4j.api.models.MergeRequestParams;
import org.gitlab4j.models.Constants.MergeRequestState;
import org.gitlab4j.models.Constants.StateEvent;
import org.gitlab4j.models.Constants.TokenType;
import org.jspecify.annotations.Nullable;

/** Pull requests of GitLab, which calls them merge requests. */
final class GitLab4jPullRequests implements PullRequests {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int PAGE = 100;
    /** In no config repository are so many open; who has more has another problem. */
    private static final int MOST_PAGES = 10;

    private final String project;
    private final ForgeCalls calls;
    private final GitLabApi gitlab;

    private GitLab4jPullRequests(String project, ForgeCalls calls, GitLabApi gitlab) {
        this.project = project;
        this.calls = calls;
        this.gitlab = gitlab;
    }

    /** Nothing is asked yet. */
    static PullRequests open(ForgeAddress address, String token, ForgePatience patience, ForgeCalls calls) {
        Map<String, Object> settings =
                Map.of("jersey.config.client.connector.provider", GitLab4jConnectorProvider.class.getName());
        GitLabApi gitlab = new GitLabApi(
                GitLabApi.ApiVersion.V4, address.api().toString(), TokenType.PRIVATE, token, null, settings);
        gitlab.setRequestTimeout(CONNECT_MILLIS, (int) patience.answer().toMillis());
        return new GitLab4jPullRequests(address.project(), calls, gitlab);
    }

    @Override
    public List<PullRequest> ofBranch(String branch) {
        return listed("list the merge requests", new MergeRequestFilter().withSourceBranch(branch)).stream()
                .map(GitLab4jPullRequests::of)
                .filter(found -> found.branch().equals(branch))
                .toList();
    }

    @Override
    public List<PullRequest> open() {
        return listed("list the open merge requests", new MergeRequestFilter().withState(MergeRequestState.OPENED))
                .stream()
                .map(GitLab4jPullRequests::of)
                .toList();
    }

    /** Those from the project itself, the newest first. */
    private List<MergeRequest> listed(String purpose, MergeRequestFilter filter) {
        filter.setTargetBranch(RepositoryLayout.MAIN);
        return calls.call(
                purpose,
                () -> known(() -> {
                    Pager<MergeRequest> pages = gitlab.getMergeRequestApi().getMergeRequests(project, filter, PAGE);
                    List<MergeRequest> found = new ArrayList<>();
                    for (int page = 0; page < MOST_PAGES && pages.hasNext(); page++) {
                        found.addAll(pages.next());
                    }
                    found.removeIf(request -> !isOfProject(request));
                    found.sort(Comparator.comparing(MergeRequest::getIid).reversed());
                    return found;
                }));
    }

    private static boolean isOfProject(MergeRequest request) {
        Long source = request.getSourceProjectId();
        return source != null && source.equals(request.getTargetProjectId());
    }

    @Override
    public PullRequest create(String branch, RequestText text) {
        MergeRequestParams asked = new MergeRequestParams()
                .withSourceBranch(branch)
                .withTargetBranch(RepositoryLayout.MAIN)
                .withTitle(text.title())
                .withDescription(text.body())
                // the branch's own commit says who approved; a squashed one says what the project's template says
                .withSquash(false);
        try {
            return calls.callKnowing(
                    "open a merge request",
                    () -> known(() -> of(gitlab.getMergeRequestApi().createMergeRequest(project, asked))));
        } catch (ForgeRefusal refusal) {
            // 409 is how it says that there is one: another process's, or our own, whose answer was lost
            Optional<PullRequest> open = refusal.status() == 409
                    ? ofBranch(branch).stream().filter(PullRequest::isOpen).findFirst()
                    : Optional.empty();
            return open.orElseGet(() -> calls.call("open a merge request", () -> {
                throw refusal;
            }));
        }
    }

    @Override
    public void rewrite(PullRequest request, RequestText text) {
        MergeRequestParams asked =
                new MergeRequestParams().withTitle(text.title()).withDescription(text.body());
        calls.act(
                "change a merge request's text",
                () -> known(() -> gitlab.getMergeRequestApi().updateMergeRequest(project, request.number(), asked)));
    }

    @Override
    public void close(PullRequest request, String comment) {
        calls.act(
                "close a merge request",
                () -> known(() -> {
                    MergeRequest found = gitlab.getMergeRequestApi().getMergeRequest(project, request.number());
                    if (state(found) == PullRequest.State.OPEN) {
                        gitlab.getNotesApi().createMergeRequestNote(project, request.number(), comment, null, false);
                        gitlab.getMergeRequestApi()
                                .updateMergeRequest(
                                        project,
                                        request.number(),
                                        new MergeRequestParams().withStateEvent(StateEvent.CLOSE));
                    }
                    return found;
                }));
    }

    @Override
    public MergeReadiness readiness(PullRequest request) {
        return calls.call(
                "look at a merge request",
                () -> known(() -> {
                    MergeRequest found = gitlab.getMergeRequestApi().getMergeRequest(project, request.number());
                    String status = found.getDetailedMergeStatus();
                    return switch (status == null ? "" : status) {
                        case "mergeable" -> MergeReadiness.READY;
                        case "conflict", "broken_status" -> MergeReadiness.CONFLICT;
                        case "", "unchecked", "checking", "preparing" -> MergeReadiness.UNKNOWN;
                        default -> MergeReadiness.WAITING;
                    };
                }));
    }

    private static PullRequest of(MergeRequest request) {
        return new PullRequest(
                request.getIid(),
                request.getSourceBranch(),
                state(request),
                request.getWebUrl(),
                request.getTitle(),
                Optional.ofNullable(request.getDescription()).orElse(""));
    }

    private static PullRequest.State state(MergeRequest request) {
        return switch (request.getState() == null ? "" : request.getState()) {
            case "opened", "locked" -> PullRequest.State.OPEN; // locked: it is being merged
            case "merged" -> PullRequest.State.MERGED;
            default -> PullRequest.State.CLOSED;
        };
    }

    /** What the library throws, as what we know. */
    private static <T> T known(Asked<T> asked) throws IOException, ForgeRefusal {
        try {
            return asked.run();
        } catch (GitLabApiException e) {
            int status = e.getHttpStatus();
            if (status == 0 || status / 100 == 2) {
                throw new IOException(cause(e));
            }
            throw new ForgeRefusal(status, String.valueOf(e.getMessage()), wait(e));
        }
    }

    private static String cause(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        boolean isWire = last instanceof IOException && last.getMessage() != null;
        return isWire ? String.valueOf(last.getMessage()) : "its answer cannot be read";
    }

    private static Optional<Duration> wait(GitLabApiException failure) {
        @Nullable
        String seconds =
                failure.getHeaders() == null ? null : failure.getHeaders().getFirst("Retry-After");
        return Optional.ofNullable(seconds)
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    /** Something asked of the library. */
    private interface Asked<T> {
        T run() throws GitLabApiException;
    }

    @Override
    public void close() {
        gitlab.close();
    }
}
