package dev.understudy.engine.release;

import static dev.understudy.engine.release.ConfigScene.TASK;
import static dev.understudy.engine.release.ConfigScene.digest;
import static dev.understudy.engine.release.ConfigScene.request;
import static dev.understudy.engine.release.Environment.PRODUCTION;
import static dev.understudy.engine.release.Environment.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.forge.ForgeServer;
import dev.understudy.engine.forge.ForgeServer.Fault;
import dev.understudy.engine.forge.GitHubServer;
import dev.understudy.engine.forge.GitLabServer;
import dev.understudy.engine.forge.MergeKind;
import dev.understudy.engine.forge.Pull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Releases by pull requests, beside a server that speaks as GitHub does and one that speaks as GitLab does. */
@Timeout(60)
@ParameterizedClass
@EnumSource(ForgeKind.class)
final class ForgeTest {
    private static final ForgePatience SHORT = new ForgePatience(Duration.ofSeconds(5), Duration.ofSeconds(10), 4);

    private final ConfigScene scene;
    private final ForgeServer server;
    private final ForgeKind kind;

    ForgeTest(ForgeKind kind, @TempDir Path directory) {
        this.kind = kind;
        scene = new ConfigScene(directory);
        scene.release("v1", STAGING); // merged by hand, so that there is something
        server = switch (kind) {
            case GITHUB -> new GitHubServer(scene.directory);
            case GITLAB -> new GitLabServer(scene.directory);
        };
    }

    @AfterEach
    void end() {
        server.close();
    }

    private Forge forge(ForgePatience patience) {
        return forge(patience, ForgeServer.TOKEN);
    }

    private Forge forge(ForgePatience patience, String token) {
        Map<String, String> settings = server.settings();
        ForgeAddress address = new ForgeAddress(
                kind,
                URI.create(settings.get("UNDERSTUDY_RELEASE_FORGE_ADDRESS")),
                settings.get("UNDERSTUDY_RELEASE_PROJECT"));
        return Forge.at(address, token, patience, scene.repository);
    }

    private ReleaseProcess process() {
        return process(forge(SHORT));
    }

    private ReleaseProcess process(Forge forge) {
        return new ReleaseProcess(scene.repository, forge, ConflictRetries.STANDARD);
    }

    private PublishOutcome.PullRequestOpened opened(PublishOutcome outcome) {
        assertThat(outcome).isInstanceOf(PublishOutcome.PullRequestOpened.class);
        return (PublishOutcome.PullRequestOpened) outcome;
    }

    private String creation() {
        return kind == ForgeKind.GITHUB ? "/pulls" : "/merge_requests";
    }

    private boolean isCreation(ForgeServer.Request request) {
        return request.is("POST", creation());
    }

    @Test
    void aReleaseIsAPullRequestThatIsNotLive() {
        PublishOutcome.PullRequestOpened opened = opened(process().release(request("v2", STAGING)));

        Pull pull = server.open();
        assertThat(pull.branch()).isEqualTo("release/hotels/staging/v2-2").isEqualTo(opened.branch());
        assertThat(pull.title()).isEqualTo("Release hotels v2 to staging");
        assertThat(pull.body())
                .startsWith("| metric | live |")
                .contains("    Understudy-Approved-By: simulation s-v2")
                .contains("    Understudy-Digest: " + digest("v2"));
        assertThat(opened.url()).contains("/acme/").endsWith("/1");
        assertThat(opened.overtaken()).isEmpty();
        assertThat(scene.history(STAGING).live().orElseThrow().version().text()).isEqualTo("v1");
        assertThat(forge(SHORT).open(TASK, PRODUCTION)).isEmpty();
        assertThat(forge(SHORT).open(TASK, STAGING)).singleElement().satisfies(change -> {
            assertThat(change.version().text()).isEqualTo("v2");
            assertThat(change.digest()).contains(digest("v2"));
            assertThat(change.release()).isEqualTo(2);
            assertThat(change.branch()).isEqualTo(opened.branch());
            assertThat(change.url()).isEqualTo(opened.url());
            assertThat(change.readiness()).isNotIn(MergeReadiness.CONFLICT, MergeReadiness.UNKNOWN);
            assertThat(change.isOvertakenBy(scene.history(STAGING))).isFalse();
        });
    }

    @Test
    void askedTwiceItIsTheSame() {
        PublishOutcome first = process().release(request("v2", STAGING));
        int changes = server.changes().size();

        PublishOutcome again = process().release(request("v2", STAGING));

        assertThat(again).isEqualTo(first);
        assertThat(server.pulls()).hasSize(1);
        assertThat(server.changes()).hasSize(changes);
        assertThat(server.branches())
                .containsExactly(
                        "main", "release/hotels/staging/v1-1", opened(first).branch());
    }

    @Test
    void askedByManyAtOnceItIsOne() throws Exception {
        Callable<PublishOutcome> one = () -> process().release(request("v2", STAGING));
        List<Future<PublishOutcome>> all;
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            all = threads.invokeAll(List.of(one, one, one, one, one, one));
        }

        assertThat(all)
                .extracting(Future::resultNow)
                .extracting(outcome -> opened(outcome).url())
                .containsOnly(opened(all.getFirst().resultNow()).url());
        assertThat(server.pulls()).hasSize(1);
        assertThat(server.branches()).hasSize(3);
    }

    @Test
    void killedBetweenPushAndCreationItIsTakenUp() {
        assertThatThrownBy(() -> process(proposed -> {
                            throw new IllegalStateException("killed");
                        })
                        .release(request("v2", STAGING)))
                .hasMessage("killed");
        assertThat(server.pulls()).isEmpty();

        opened(process().release(request("v2", STAGING)));

        assertThat(server.pulls()).hasSize(1);
        assertThat(server.branches()).hasSize(3);
    }

    @Test
    void anotherApprovalIsWrittenIntoTheSamePullRequest() {
        process().release(request("v2", STAGING));
        ReleaseRequest v2 = request("v2", STAGING);

        process()
                .release(new ReleaseRequest(
                        TASK,
                        STAGING,
                        v2.version(),
                        v2.digest(),
                        v2.uri(),
                        new Approval.ByOverruling("Ada", "the old model is down", null),
                        v2.condition(),
                        new ChangeText("Release hotels v2 to staging", "**Overruled** by Ada")));

        assertThat(server.pulls()).hasSize(1);
        assertThat(server.open().body())
                .startsWith("**Overruled**")
                .contains("Understudy-Approved-By: overruled by Ada: the old model is down");
    }

    @Test
    void whatPeopleClosedIsOpenedAgainOnlyForWhoSaysSo() {
        process().release(request("v2", STAGING));
        Pull closed = server.open();
        server.close(closed);
        server.deleteBranch(closed);

        assertThat(process().release(request("v2", STAGING)))
                .isInstanceOfSatisfying(PublishOutcome.Refused.class, refused -> {
                    assertThat(refused.rule()).isEqualTo(ErrorCode.PULL_REQUEST_CLOSED);
                    assertThat(refused.reason()).contains("/1 ", "closed without being merged", "--again");
                });
        assertThat(server.branches()).as("nothing was pushed").hasSize(2);

        assertThat(opened(process().release(request("v2", STAGING), IfClosed.ASK_AGAIN))
                        .url())
                .endsWith("/2");
    }

    @Test
    void aNewerOneTakesThePlaceOfTheOlder() {
        process().release(request("v2", STAGING));

        PublishOutcome.PullRequestOpened third = opened(process().release(request("v3", STAGING)));

        assertThat(third.overtaken()).singleElement().asString().endsWith("/1");
        assertThat(server.open().number()).isEqualTo(2);
        assertThat(server.pulls().getFirst().comments())
                .singleElement()
                .asString()
                .contains("Overtaken by " + third.url());
        assertThat(process().release(request("v2", STAGING))).isInstanceOf(PublishOutcome.Refused.class);
    }

    @Test
    void otherEnvironmentsTasksAndStrangersAreLeftAlone() {
        scene.release("v1", PRODUCTION);
        process().release(request("v2", STAGING));
        server.openFromFork("release/hotels/production/v9-2");
        scene.clock.pass(Duration.ofHours(1));
        server.merge(server.pulls().getFirst(), MergeKind.MERGE, scene.clock.instant());
        process().release(request("v3", STAGING));

        opened(process().release(request("v2", PRODUCTION)));

        assertThat(server.pulls()).extracting(Pull::state).containsExactly("merged", "open", "open", "open");
        assertThat(forge(SHORT).open())
                .extracting(OpenChange::branch)
                .containsExactly("release/hotels/production/v2-2", "release/hotels/staging/v3-3");
    }

    @Test
    void ofTwoThatWereOpenedTheOlderGivesWay() {
        process().release(request("v2", STAGING));
        Pull second = server.open();
        process().release(request("v3", STAGING));
        server.reopen(second);

        assertThat(process().release(request("v2", STAGING)))
                .isInstanceOfSatisfying(
                        PublishOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains("/1 was overtaken by", "/2"));
        assertThat(server.open().number()).isEqualTo(2);
    }

    @Test
    void ofTwoVersionsAtOnceOneStays() throws Exception {
        Callable<PublishOutcome> two = () -> process().release(request("v2", STAGING));
        Callable<PublishOutcome> three = () -> process().release(request("v3", STAGING));
        List<Future<PublishOutcome>> both;
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            both = threads.invokeAll(List.of(two, three));
        }

        Pull stays = server.open();
        assertThat(stays.number()).isEqualTo(2);
        assertThat(both)
                .extracting(Future::resultNow)
                .anySatisfy(outcome -> assertThat(opened(outcome).branch()).isEqualTo(stays.branch()));
        assertThat(server.pulls().getFirst().comments())
                .isNotEmpty()
                .allSatisfy(comment ->
                        assertThat(comment).startsWith("Overtaken by ").contains("/2:"));
    }

    @ParameterizedTest
    @EnumSource(MergeKind.class)
    void whateverWayPeopleMergeHistoryKnowsWhoApproved(MergeKind merging) {
        process().release(request("v2", STAGING));
        scene.clock.pass(Duration.ofHours(3));
        String commit = server.merge(server.open(), merging, scene.clock.instant());

        Release live = scene.history(STAGING).live().orElseThrow();

        assertThat(live.version().text()).isEqualTo("v2");
        assertThat(live.commit()).isEqualTo(commit);
        if (merging == MergeKind.SQUASH_TITLE) {
            assertThat(live.approvedBy()).as("nothing in git says it").isNull();
        } else {
            assertThat(live.approvedBy()).isEqualTo("simulation s-v2");
            assertThat(live.branch()).isEqualTo("release/hotels/staging/v2-2");
        }
        if (merging != MergeKind.FAST_FORWARD) {
            assertThat(live.from()).isEqualTo(scene.clock.instant());
        }
        assertThat(process().release(request("v2", STAGING))).isInstanceOf(PublishOutcome.AlreadyLive.class);
    }

    @Test
    void aBranchThatPeopleBroughtUpToDateIsUnderstood() {
        process().release(request("v2", STAGING));
        scene.release("v1", PRODUCTION);
        scene.clock.pass(Duration.ofHours(1));
        server.update(server.open(), scene.clock.instant());
        server.merge(server.open(), MergeKind.MERGE, scene.clock.instant());

        assertThat(scene.history(STAGING).live().orElseThrow().approvedBy()).isEqualTo("simulation s-v2");
        assertThat(scene.history(PRODUCTION).live().orElseThrow().version().text())
                .isEqualTo("v1");
    }

    @Test
    void aPullRequestThatWasOvertakenByAMergeIsToldApart() {
        process().release(request("v2", STAGING));
        scene.release("v3", STAGING); // somebody merged it past the forge

        assertThat(forge(SHORT).open(TASK, STAGING)).singleElement().satisfies(change -> {
            assertThat(change.readiness()).isEqualTo(MergeReadiness.CONFLICT);
            assertThat(change.isOvertakenBy(scene.history(STAGING))).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504, 429})
    void whatPassesIsTriedAgain(int status) {
        server.breaks(1, this::isCreation, new Fault.Status(status));
        server.breaks(1, request -> request.method().equals("GET"), new Fault.Status(status));

        opened(process().release(request("v2", STAGING)));

        assertThat(server.pulls()).hasSize(1);
    }

    @Test
    void anAnswerThatWasLostMakesNoSecondPullRequest() {
        server.breaks(1, this::isCreation, new Fault.LostAnswer());
        server.breaks(1, request -> request.method().equals("GET"), new Fault.Cut());

        opened(process().release(request("v2", STAGING)));

        assertThat(server.pulls()).hasSize(1);
    }

    @Test
    void aForgeThatHangsIsGivenUpAndTriedAgain() {
        server.breaks(1, this::isCreation, new Fault.Hang());
        ForgePatience hasty = new ForgePatience(Duration.ofMillis(700), Duration.ofSeconds(20), 3);

        opened(process(forge(hasty)).release(request("v2", STAGING)));
        server.breaks(100, request -> true, new Fault.Hang());

        ForgePatience brief = new ForgePatience(Duration.ofMillis(200), Duration.ofMillis(900), 3);
        assertThatThrownBy(() -> forge(brief).open()).isInstanceOfSatisfying(UnderstudyException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.FORGE_UNAVAILABLE);
            assertThat(e.getMessage()).contains(kind.label(), "no answer within", "try again");
        });
    }

    @Test
    void whoAsksToWaitLongerThanThereIsTimeIsNotWaitedFor() {
        server.breaks(1, this::isCreation, new Fault.Status(429, Map.of("Retry-After", "3600"), "{}"));

        assertThatThrownBy(() -> process().release(request("v2", STAGING)))
                .isInstanceOfSatisfying(UnderstudyException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.FORGE_UNAVAILABLE);
                    assertThat(e.getMessage()).contains("429", "in 3600 s");
                });
        opened(process().release(request("v2", STAGING)));
    }

    @Test
    void aRetryAfterThatFitsIsKept() {
        server.breaks(1, this::isCreation, new Fault.Status(503, Map.of("Retry-After", "1"), "{}"));
        long start = System.nanoTime();

        opened(process().release(request("v2", STAGING)));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 422})
    void whatItRefusesIsToldWithWhatToDo(int status) {
        server.breaks(
                100,
                request -> status == 422 ? isCreation(request) : true,
                new Fault.Status(status, Map.of(), "{\"message\": \"no, " + ForgeServer.TOKEN + "\"}"));

        assertThatThrownBy(() -> process().release(request("v2", STAGING)))
                .isInstanceOfSatisfying(UnderstudyException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.FORGE_REFUSED);
                    assertThat(e.getMessage())
                            .contains(kind.label(), Integer.toString(status), "acme")
                            .contains(Map.of(
                                            401, "RELEASE_TOKEN",
                                            403, "right to read and write pull requests",
                                            404, "release.project",
                                            422, "see what it says")
                                    .get(status));
                    assertThat(withCauses(e)).doesNotContain(ForgeServer.TOKEN);
                });
    }

    @Test
    void aWrongTokenIsRefusedAndNotShown() {
        assertThatThrownBy(() -> forge(SHORT, "another-canary").open())
                .isInstanceOfSatisfying(UnderstudyException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.FORGE_REFUSED);
                    assertThat(e.getMessage()).contains("401", "wrong or has expired");
                    assertThat(withCauses(e)).doesNotContain("another-canary");
                });
    }

    @Test
    void noRedirectTakesTheTokenElsewhere() {
        try (ForgeServer elsewhere =
                kind == ForgeKind.GITHUB ? new GitHubServer(scene.directory) : new GitLabServer(scene.directory)) {
            String there = elsewhere.settings().get("UNDERSTUDY_RELEASE_FORGE_ADDRESS")
                    + (kind == ForgeKind.GITHUB ? "" : "/api/v4/projects/acme%2Fml%2Fconfig/merge_requests");
            server.breaks(100, request -> true, new Fault.Status(302, Map.of("Location", there), "{}"));

            assertThatThrownBy(() -> forge(SHORT).open())
                    .isInstanceOfSatisfying(
                            UnderstudyException.class,
                            e -> assertThat(e.getMessage()).contains("release.forgeAddress"));
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void anAnswerThatIsNoneIsNotTakenForOne() {
        server.breaks(100, request -> true, new Fault.Status(200, Map.of(), "<html>a proxy's page</html>"));

        assertThatThrownBy(() -> forge(SHORT).open())
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FORGE_UNAVAILABLE));
    }

    private static String withCauses(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            all.append(cause).append('\n');
        }
        return all.toString();
    }
}
