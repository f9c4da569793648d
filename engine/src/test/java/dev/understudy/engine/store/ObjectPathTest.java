package dev.understudy.engine.store;

import static dev.understudy.engine.store.ArtifactStoreContract.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ObjectPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/etc/passwd",
                "a/",
                "a//b",
                ".",
                "..",
                "a/../b",
                "../a",
                "a/./b",
                ".hidden",
                "a/.git",
                "a\\b",
                "C:/x",
                "a:b",
                "a\0b",
                "a\nb",
                "a b",
                "a%2e",
                "ä",
                "a\u202eb",
                "a.",
                "a./b",
                "-rf",
                "~a"
            })
    void refuses(String text) {
        assertFails(ErrorCode.ARTIFACT_NAME_INVALID, () -> new ObjectPath(text));
    }

    @Test
    void refusesNamesThatAreTooLong() {
        assertThat(new ObjectPath("a".repeat(200)).segments()).hasSize(1);
        assertFails(ErrorCode.ARTIFACT_NAME_INVALID, () -> new ObjectPath("a".repeat(201)));
        assertFails(ErrorCode.ARTIFACT_NAME_INVALID, () -> new ObjectPath("a/".repeat(450) + "a"));
        assertFails(ErrorCode.ARTIFACT_NAME_INVALID, () -> new ObjectPath("a/".repeat(1_000_000) + "a"));
    }

    @Test
    void doesNotLetTheNameForgeTheMessage() {
        assertThatThrownBy(() -> new ObjectPath("a\r\n2026 INFO all is well\u001b[2J"))
                .message()
                .doesNotContain("\r", "\n", "\u001b");
    }

    @Test
    void namesTheFoldersOfTheContract() {
        TaskName task = new TaskName("hotels");
        VersionName version = new VersionName("v3");

        assertThat(ObjectPath.model(task, version).child("manifest.json"))
                .hasToString("models/hotels/v3/manifest.json");
        assertThat(ObjectPath.evidence(task, version, "s-1").child("simulation.json"))
                .hasToString("evidence/hotels/v3/s-1/simulation.json");
        assertThat(new ObjectPath("models/hotels/v3").isIn(new ObjectPath("models/hotels")))
                .isTrue();
        assertThat(new ObjectPath("models/hotels-2/v3").isIn(new ObjectPath("models/hotels")))
                .isFalse();
    }
}
