package dev.understudy.engine.pipeline;

import static dev.understudy.engine.release.Environment.PRODUCTION;
import static dev.understudy.engine.release.Environment.STAGING;
import static dev.understudy.engine.world.World.day;
import static dev.understudy.engine.world.World.days;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.model.ModelArtifact;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.release.ChangePreview;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.release.PublishOutcome;
import dev.understudy.engine.release.Release;
import dev.understudy.engine.store.ObjectPath;
import dev.understudy.engine.workspace.SettingKey;
import dev.understudy.engine.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of a release, through registry, store and config repository. */
final class ReleasedWorldTest {

    @TempDir
    Path directory;

    private World world;
    private VersionName v1;

    @BeforeEach
    void build() {
        world = World.in(directory, TaskKind.BINARY);
        v1 = world.train(20);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void refused(ErrorCode rule, String reason, PublishOutcome outcome) {
        List<?> before = List.copyOf(history());
        assertThat(outcome).isInstanceOfSatisfying(PublishOutcome.Refused.class, refused -> {
            assertThat(refused.rule()).isEqualTo(rule);
            assertThat(refused.reason()).contains(reason);
        });
        assertThat(history()).as("nothing was changed").isEqualTo(before);
    }

    private List<Release> history() {
        return world.engine().config().history(world.task().name(), STAGING).releases();
    }

    private static void merged(PublishOutcome outcome) {
        assertThat(outcome).isInstanceOf(PublishOutcome.Merged.class);
    }

    private StoredSimulation approved(VersionName version, LiveChoice live) {
        StoredSimulation kept = world.simulate(version, live, days(20, 40));
        assertThat(kept.verdict()).as(kept.verdict().reason()).isInstanceOf(GateVerdict.Approved.class);
        return kept;
    }

    /** Makes the first version live in staging, approved against nothing. */
    private void v1IsStaged() {
        merged(world.release(v1, STAGING, Optional.empty(), Optional.of("the first")));
    }

    /** A version that says the same as another, under another name. */
    private VersionName twin() {
        return world.train(20, "seed=99");
    }

    @Test
    void withoutAnApprovedSimulationNothingIsReleased() {
        refused(ErrorCode.NOT_APPROVED, "no approved simulation", world.release(v1, STAGING));
        assertThat(world.engine().config().state(world.task().name()).live().staging())
                .isEmpty();
    }

    @Test
    void aRejectedSimulationReleasesNothing() {
        VersionName young = world.train(8);
        StoredSimulation kept = world.simulate(young, new LiveChoice.Named(v1), days(20, 40));
        assertThat(kept.verdict()).as(kept.verdict().reason()).isInstanceOf(GateVerdict.Rejected.class);

        refused(
                ErrorCode.NOT_APPROVED,
                "is rejected",
                world.release(young, STAGING, Optional.of(kept.id()), Optional.empty()));
        refused(ErrorCode.NOT_APPROVED, "no approved simulation", world.release(young, STAGING));
    }

    @Test
    void anInconclusiveSimulationReleasesNothing() {
        StoredSimulation kept = world.simulate(v1, new LiveChoice.Named(v1), days(20, 40), day(30));
        assertThat(kept.verdict()).isInstanceOf(GateVerdict.Inconclusive.class);

        refused(
                ErrorCode.NOT_APPROVED,
                "is inconclusive",
                world.release(v1, STAGING, Optional.of(kept.id()), Optional.empty()));
    }

    @Test
    void aDecisionThatSomebodyWroteIntoTheDatabaseReleasesNothing() {
        VersionName young = world.train(8);
        StoredSimulation kept = world.simulate(young, new LiveChoice.Named(v1), days(20, 40));
        assertThat(world.tamper("UPDATE simulation SET decision = 'approved'")).isEqualTo(1);

        refused(
                ErrorCode.NOT_APPROVED,
                "is rejected",
                world.release(young, STAGING, Optional.of(kept.id()), Optional.empty()));
        refused(ErrorCode.NOT_APPROVED, "no approved simulation", world.release(young, STAGING));
    }

    @Test
    void aDecisionThatTheGateMadeOtherwiseReleasesNothing() {
        approved(v1, new LiveChoice.Named(v1));
        world.tamper("UPDATE simulation SET decision = 'rejected'");

        refused(ErrorCode.NOT_APPROVED, "no approved simulation", world.release(v1, STAGING));
    }

    @Test
    void theSimulationOfOtherBytesReleasesNothingEvenOverruled() {
        StoredSimulation ofV1 = approved(v1, new LiveChoice.Named(v1));
        VersionName v2 = twin();

        refused(
                ErrorCode.NOT_APPROVED,
                "not of these bytes of v2",
                world.release(v2, STAGING, Optional.of(ofV1.id()), Optional.empty()));
        refused(
                ErrorCode.NOT_APPROVED,
                "not of these bytes of v2",
                world.release(v2, STAGING, Optional.of(ofV1.id()), Optional.of("I know better")));
    }

    @Test
    void anUnknownSimulationIsSaid() {
        assertThatThrownBy(() -> world.release(v1, STAGING, Optional.of("s-9999"), Optional.empty()))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_ID));
    }

    @Test
    void anApprovedCandidateGoesToStagingWithItsEvidenceOnce() {
        v1IsStaged();
        VersionName v2 = twin();
        StoredSimulation kept = approved(v2, new LiveChoice.AsReleased());
        assertThat(kept.report().live().orElseThrow().version()).isEqualTo(v1);

        merged(world.release(v2, STAGING));
        List<ObjectPath> evidence =
                world.engine().store().list(ObjectPath.evidence(world.task().name(), v2, kept.id()));
        assertThat(world.release(v2, STAGING)).isInstanceOf(PublishOutcome.AlreadyLive.class);

        assertThat(evidence).isNotEmpty();
        assertThat(world.engine().store().list(ObjectPath.evidence(world.task().name(), v2, kept.id())))
                .isEqualTo(evidence);
        assertThat(history()).extracting(Release::version).containsExactly(v2, v1);
    }

    @Test
    void aLiveModelThatChangedSinceTheSimulationStopsTheRelease() {
        v1IsStaged();
        VersionName v2 = twin();
        StoredSimulation kept = approved(v2, new LiveChoice.AsReleased());
        VersionName v3 = world.train(19);
        merged(world.release(v3, STAGING, Optional.empty(), Optional.of("urgent")));

        refused(ErrorCode.NOT_APPROVED, "no approved simulation", world.release(v2, STAGING));
        refused(
                ErrorCode.NOT_APPROVED,
                "now v3 is live",
                world.release(v2, STAGING, Optional.of(kept.id()), Optional.empty()));
    }

    @Test
    void productionTakesOnlyWhatStagingHasHadEvenOverruled() {
        approved(v1, new LiveChoice.Named(v1));

        refused(ErrorCode.STAGING_REQUIRED, "staging", world.release(v1, PRODUCTION));
        refused(
                ErrorCode.STAGING_REQUIRED,
                "staging",
                world.release(v1, PRODUCTION, Optional.empty(), Optional.of("urgent")));
    }

    @Test
    void aStagedVersionIsPromotedAndRolledBack() {
        v1IsStaged();
        merged(world.release(v1, PRODUCTION, Optional.empty(), Optional.of("the first")));
        VersionName v2 = twin();
        approved(v2, new LiveChoice.AsReleased());
        merged(world.release(v2, STAGING));
        merged(world.release(v2, PRODUCTION));

        PublishOutcome back = world.engine()
                .release()
                .rollback(world.task().name(), PRODUCTION, Optional.empty(), "Ada", "too many false alarms");

        merged(back);
        var live = world.engine().config().state(world.task().name()).live();
        assertThat(live.production().orElseThrow().version()).isEqualTo(v1);
        assertThat(live.production().orElseThrow().release()).isEqualTo(3);
        assertThat(live.staging().orElseThrow().version()).isEqualTo(v2);
    }

    @Test
    void productionIsComparedWithBeforeStaging() {
        v1IsStaged();
        merged(world.release(v1, PRODUCTION, Optional.empty(), Optional.of("the first")));
        VersionName v2 = twin();
        merged(world.release(v2, STAGING, Optional.empty(), Optional.of("try it")));

        StoredSimulation kept = world.simulate(world.train(19), new LiveChoice.AsReleased(), days(20, 40));

        assertThat(kept.report().live().orElseThrow().version()).isEqualTo(v1);
    }

    @Test
    void anArtifactThatWasTamperedWithIsNotReleased() throws IOException {
        approved(v1, new LiveChoice.Named(v1));
        Path file = world.engine()
                .workspace()
                .path(SettingKey.STORE_DIRECTORY)
                .resolve(ObjectPath.model(world.task().name(), v1)
                        .child(ModelArtifact.TENSORS)
                        .text());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        file.toFile().setWritable(true);
        Files.write(file, bytes);

        assertThatThrownBy(() -> world.release(v1, STAGING))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARTIFACT_INVALID));
        assertThatThrownBy(() -> world.release(v1, STAGING, Optional.empty(), Optional.of("I know better")))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARTIFACT_INVALID));
        assertThat(history()).isEmpty();
    }

    private ChangePreview preview(VersionName version, Environment environment) {
        return world.engine()
                .release()
                .preview(new ModelRelease.Request(
                        world.task().name(), version, environment, Optional.empty(), Optional.empty()));
    }

    @Test
    void aPreviewIsWhatTheReleaseThenWrites() {
        world.simulate(v1, new LiveChoice.Nothing(), days(20, 40));
        ChangePreview preview = preview(v1, STAGING);

        assertThat(preview.obstacle()).isEmpty();
        assertThat(preview.present()).isEmpty();
        assertThat(preview.path()).isEqualTo("staging/models/world.env");
        assertThat(world.engine().config().state(world.task().name()).live().staging())
                .as("a preview changes nothing")
                .isEmpty();

        world.release(v1, STAGING);

        ChangePreview again = preview(v1, STAGING);
        assertThat(again.present()).isEqualTo(preview.proposed());
        assertThat(again.proposed()).isEmpty();
        assertThat(again.obstacle()).contains("v1 is live in staging already");
    }

    @Test
    void aPreviewSaysWhatStandsAgainstTheRelease() {
        assertThat(preview(v1, STAGING).obstacle().orElseThrow()).startsWith("no approved simulation of v1");

        world.simulate(v1, new LiveChoice.Nothing(), days(20, 40));
        assertThat(preview(v1, PRODUCTION).obstacle().orElseThrow()).contains("only what staging has had");
    }

    @Test
    void aPreviewOfARollbackNamesWhereItGoes() {
        world.release(v1, STAGING, Optional.empty(), Optional.of("first"));
        VersionName v2 = world.train(30);
        world.release(v2, STAGING, Optional.empty(), Optional.of("second"));

        ChangePreview preview =
                world.engine().release().previewRollback(world.task().name(), STAGING, Optional.empty(), "Ada", "");

        assertThat(preview.obstacle()).isEmpty();
        assertThat(preview.present().orElseThrow()).contains("MODEL_VERSION=v2\n");
        assertThat(preview.proposed().orElseThrow())
                .contains("MODEL_VERSION=v1\n")
                .contains("MODEL_RELEASE=3");
    }
}
