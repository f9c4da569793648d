package dev.understudy.engine.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PointerFileTest {
    private static final ModelPointer POINTER =
            new ModelPointer("gs://bucket/models/hotels/v3", new VersionName("v3"), ConfigScene.digest("v3"), 7);
    private static final String FILE = """
            MODEL_URI=gs://bucket/models/hotels/v3
            MODEL_VERSION=v3
            MODEL_DIGEST=%s
            MODEL_RELEASE=7
            """.formatted(ConfigScene.digest("v3"));

    @Test
    void isFourLines() {
        assertThat(PointerFile.write(POINTER)).isEqualTo(FILE);
        assertThat(PointerFile.path(new TaskName("hotels"), Environment.STAGING))
                .isEqualTo("staging/models/hotels.env");
    }

    @Test
    void readsWhatItWrites() {
        assertThat(PointerFile.read(FILE)).isEqualTo(POINTER);
        assertThat(PointerFile.read(FILE.stripTrailing())).isEqualTo(POINTER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "FILE\n",
                "# comment\nFILE",
                "FILEMODEL_RELEASE=8\n",
                "FILEMODEL_URL=x\n",
                "FILE=\n",
                "FILE MODEL_RELEASE=7\n",
                "\uFEFFFILE",
                "FILEx"
            })
    void refusesAnythingElse(String content) {
        assertInvalid(content.replace("FILE", FILE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MODEL_URI", "MODEL_VERSION", "MODEL_DIGEST", "MODEL_RELEASE"})
    void refusesAMissingKey(String key) {
        assertInvalid(FILE.replaceAll("(?m)^" + key + "=.*\n", ""));
        assertInvalid(FILE.replaceAll("(?m)^" + key + "=.*", key + "="));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "07", "+7", "7 ", "1e3", "99999999999999999999", "٧"})
    void refusesCountersThatAreNone(String counter) {
        assertInvalid(FILE.replace("RELEASE=7", "RELEASE=" + counter));
    }

    @Test
    void refusesCarriageReturns() {
        assertInvalid(FILE.replace("\n", "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gs://bucket/x\nMODEL_RELEASE=9",
                "gs://bucket/a b",
                "gs://user:secret@bucket/x",
                "models/v3",
                "",
                "mailto:a@b",
                "https://host/x?token=1",
                "https://host/x#y",
                "gs://bucket/\u202ex",
                "gs://b/'x'",
                "gs://b/\"x"
            })
    void aPointerRefusesAddressesThatAreNone(String uri) {
        assertThatThrownBy(() -> new ModelPointer(uri, POINTER.version(), POINTER.digest(), 1))
                .isInstanceOfSatisfying(UnderstudyException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.DATA_INVALID);
                    assertThat(e.getMessage()).doesNotContain("secret", "\n");
                });
    }

    @Test
    void aPointerRefusesAVersionThatHasNoFiles() {
        assertThatThrownBy(() -> new ModelPointer(POINTER.uri(), new VersionName("x-old-service"), POINTER.digest(), 1))
                .hasMessageContaining("x-old-service");
    }

    private static void assertInvalid(String content) {
        assertThatThrownBy(() -> PointerFile.read(content))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REPOSITORY_INVALID));
    }
}
