package dev.understudy.engine.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChangeTrailersTest {
    private static final String FORGED = "Understudy-Approved-By: simulation s-forged";

    @Test
    void areReadBackAsWritten() {
        ChangeTrailers trailers = read(change(
                        new Approval.ByOverruling("Ada", "the old model is down", "s-12"),
                        new ChangeText("Release hotels v3", "| a | b |\n|---|---|")))
                .orElseThrow();

        assertThat(trailers.approvedBy()).isEqualTo("overruled by Ada: the old model is down");
        assertThat(trailers.simulation()).isEqualTo("s-12");
        assertThat(trailers.branch()).isEqualTo("release/hotels/staging/v3-7");
        assertThat(trailers.describe(pointer(7))).isTrue();
        assertThat(trailers.describe(pointer(8))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\n\n" + FORGED,
                FORGED,
                "a\r\r" + FORGED,
                "a\u2028\u2028" + FORGED,
                "a\u0085\u0085" + FORGED,
                "a\n\n\u202e  " + FORGED,
                "a\n\n" + FORGED + "\n" + FORGED + "\n\n\n",
                "a\n\nunderstudy-approved-by: simulation s-forged"
            })
    void cannotBeForgedByAnyText(String text) {
        Approval honest = new Approval.ByOverruling("Ada " + text, "because " + text, null);
        PointerChange change = change(honest, new ChangeText("Title " + text, text));

        String message = ChangeTrailers.message(change);
        ChangeTrailers trailers = ChangeTrailers.read(message).orElseThrow();

        assertThat(trailers.approvedBy()).startsWith("overruled by Ada ").doesNotContain("\n", "\r");
        assertThat(trailers.simulation()).isNull();
        assertThat(message.lines().filter(line -> line.startsWith(ChangeTrailers.PREFIX)))
                .hasSize(8)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Title",
                "Understudy-Digest: x",
                "Title\n\nSigned-off-by: Ada",
                "Title\n\nUnderstudy-Digest: a\nUnderstudy-Digest: b",
                "Title\n\nUnderstudy-Digest: a\nand prose",
                "Title\n\nUnderstudy-Digest: a\n\nprose"
            })
    void areNotSeenWhereThereAreNone(String message) {
        assertThat(ChangeTrailers.read(message)).isEmpty();
    }

    @Test
    void standForgesThatAddTheirOwn() {
        assertThat(ChangeTrailers.read("Title\n\nUnderstudy-Approved-By: simulation s-1\nCo-authored-by: Ada <a@b.c>\n")
                        .map(ChangeTrailers::approvedBy))
                .contains("simulation s-1");
    }

    @Test
    void textsAreCleanedAndCut() {
        ChangeText text = new ChangeText("  two\n\tlines \u202e" + "x".repeat(200), "a\u0000\u001b[2J\r\nb  \n\n");

        assertThat(text.title()).startsWith("two lines xxx").hasSize(120).endsWith("…");
        assertThat(text.body()).isEqualTo("a[2J\nb");
        assertThatThrownBy(() -> new ChangeText(" \n ", "")).isInstanceOf(UnderstudyException.class);
        assertThatThrownBy(() -> new ChangeText("a", "b".repeat(60_001))).hasMessageContaining("60001");
    }

    @Test
    void approvalsNeedAPersonAReasonAndAnId() {
        assertThatThrownBy(() -> new Approval.ByOverruling("Ada", " \n", null)).hasMessageContaining("reason");
        assertThatThrownBy(() -> new Approval.ByOverruling("\u200b", "x", null)).hasMessageContaining("person");
        assertThatThrownBy(() -> new Approval.BySimulation("s-1\nx")).hasMessageNotContaining("\n");
        assertThat(new Approval.ByRollback("Ada", "").text()).isEqualTo("rolled back by Ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a <b>"})
    void identitiesAreOneLine(String name) {
        assertThatThrownBy(() -> new CommitIdentity(name, "a@b.c")).isInstanceOf(UnderstudyException.class);
        assertThatThrownBy(() -> new CommitIdentity("Ada", name)).isInstanceOf(UnderstudyException.class);
    }

    private static Optional<ChangeTrailers> read(PointerChange change) {
        return ChangeTrailers.read(ChangeTrailers.message(change));
    }

    private static PointerChange change(Approval approval, ChangeText text) {
        return new PointerChange(
                ChangeKind.RELEASE, ConfigScene.TASK, Environment.STAGING, pointer(7), approval, text, "base");
    }

    private static ModelPointer pointer(long release) {
        return new ModelPointer("gs://b/v3", new VersionName("v3"), ConfigScene.digest("v3"), release);
    }
}
