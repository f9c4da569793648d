package dev.understudy.engine.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which project the settings mean. */
final class ForgeAddressTest {
    @ParameterizedTest
    @CsvSource({
        "GITHUB, https://github.com/acme/config.git, https://api.github.com, acme/config",
        "GITHUB, git@github.com:acme/config.git, https://api.github.com, acme/config",
        "GITHUB, ssh://git@github.com:22/acme/config, https://api.github.com, acme/config",
        "GITHUB, https://git.acme.example/ml/config.git, https://git.acme.example/api/v3, ml/config",
        "GITHUB, ssh://git@git.acme.example:7999/ml/config.git, https://git.acme.example/api/v3, ml/config",
        "GITLAB, https://gitlab.com/acme/ml/config.git, https://gitlab.com, acme/ml/config",
        "GITLAB, git@gitlab.acme.example:acme/ml/deep/config.git, https://gitlab.acme.example, acme/ml/deep/config",
        "GITLAB, https://gitlab.acme.example:8443/acme/config/, https://gitlab.acme.example:8443, acme/config",
        "GITLAB, http://127.0.0.1:8080/acme/config.git, http://127.0.0.1:8080, acme/config",
    })
    void isTakenFromTheRepositorysAddress(ForgeKind kind, String repository, String api, String project) {
        ForgeAddress address = ForgeAddress.of(kind, repository, "", "");

        assertThat(address.api()).hasToString(api);
        assertThat(address.project()).isEqualTo(project);
    }

    @Test
    void whatTheSettingsSayComesFirst() {
        ForgeAddress address =
                ForgeAddress.of(ForgeKind.GITHUB, "https://github.com/acme/config", "https://proxy.example/gh/", "o/n");

        assertThat(address.api()).hasToString("https://proxy.example/gh");
        assertThat(address.project()).isEqualTo("o/n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.git", "/srv/config.git", "file:///srv/config.git", ""})
    void aRepositoryOnADiskTellsNothing(String repository) {
        assertInvalid(repository, "", "o/n", "release.forgeAddress");
        assertInvalid(repository, "https://api.github.com", "", "release.project");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://git.example",
                "ftp://git.example",
                "https://ada:canary@git.example",
                "https://git.example/?token=canary",
                "git.example",
                "https://",
                "https://a b"
            })
    void theApiIsHttpsOrHere(String api) {
        assertInvalid("config.git", api, "o/n", "release.forgeAddress");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "o/n/m", "o/", "/n", "../n", "o/..", "o/n?x", "o/n#1", "o n/m", "o/n\nx"})
    void aProjectOfGitHubIsOwnerAndName(String project) {
        assertInvalid("config.git", "https://api.github.com", project, "release.project");
    }

    private static void assertInvalid(String repository, String api, String project, String setting) {
        assertThatThrownBy(() -> ForgeAddress.of(ForgeKind.GITHUB, repository, api, project))
                .isInstanceOfSatisfying(UnderstudyException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.WORKSPACE_INVALID);
                    assertThat(e.getMessage()).contains(setting).doesNotContain("canary");
                });
    }
}
