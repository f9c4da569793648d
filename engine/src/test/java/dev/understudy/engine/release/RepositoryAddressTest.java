package dev.understudy.engine.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RepositoryAddressTest {
    private static final Path WORKSPACE = Path.of("/srv/workspace");

    @ParameterizedTest
    @CsvSource({
        "config.git, /srv/workspace/config.git",
        "../shared/config.git, /srv/shared/config.git",
        "/srv/config.git, /srv/config.git",
        "a folder/config.git, /srv/workspace/a folder/config.git",
        "user@host, /srv/workspace/user@host"
    })
    void aPathIsAFolder(String text, String directory) {
        assertThat(RepositoryAddress.of(text, WORKSPACE)).isEqualTo(new RepositoryAddress.Folder(Path.of(directory)));
    }

    @ParameterizedTest
    @CsvSource({
        "file:///srv/config.git, FILE, '', -1",
        "https://git.example.com/team/config.git, HTTPS, git.example.com, -1",
        "https://Git.Example.com:8443/config.git, HTTPS, git.example.com, 8443",
        "http://127.0.0.1:8080/config.git, HTTP, 127.0.0.1, 8080",
        "ssh://git@git.example.com/team/config.git, SSH, git.example.com, -1",
        "ssh://git@git.example.com:2222/config.git, SSH, git.example.com, 2222",
        "git@git.example.com:team/config.git, SSH, git.example.com, -1"
    })
    void anAddressIsElsewhere(String text, RemoteProtocol protocol, String host, int port) {
        assertThat(RepositoryAddress.of(text, WORKSPACE))
                .isEqualTo(new RepositoryAddress.Remote(text, protocol, host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ada:c4n4ry@git.example.com/config.git",
                "https://c4n4ry@git.example.com/config.git",
                "https://c4n4ry:@git.example.com/config.git",
                "http://ada:c4n4ry@127.0.0.1/config.git",
                "https://git.example.com/config.git?private_token=c4n4ry",
                "https://git.example.com/config.git#c4n4ry",
                "https://ada:c4n4ry with space@git.example.com/config.git",
                "https://ada:c4n4ry^@git.example.com/config.git",
                "ssh://git:c4n4ry@git.example.com/config.git",
                "git:c4n4ry@git.example.com:config.git",
                "ada:c4n4ry@git.example.com/config.git",
                "ftp://ada:c4n4ry@git.example.com/config.git",
                "https://ada:c4n4ry@git.example.com"
            })
    void aSecretIsRefusedAndNotRepeated(String text) {
        assertThatThrownBy(() -> RepositoryAddress.of(text, WORKSPACE))
                .isInstanceOfSatisfying(UnderstudyException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.WORKSPACE_INVALID);
                    assertThat(e.getMessage()).doesNotContain("c4n4ry");
                    assertThat(e.getCause()).isNull();
                });
    }

    @Test
    void aSecretsRefusalNamesTheSettings() {
        assertThatThrownBy(() -> RepositoryAddress.of("https://ada:c4n4ry@git.example.com/config.git", WORKSPACE))
                .hasMessageContainingAll("release.user", "UNDERSTUDY_RELEASE_TOKEN", "release.tokenFile");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "git://git.example.com/config.git",
                "ext::sh -c id://x",
                "git.example.com:team/config.git",
                "ssh://git.example.com/config.git",
                "https://git.example.com",
                "https:///config.git",
                "file://server/share/config.git",
                "file:config.git",
                "config.git\nurl=x"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> RepositoryAddress.of(text, WORKSPACE))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WORKSPACE_INVALID));
    }

    @ParameterizedTest
    @CsvSource({"github.com, x-access-token", "gitlab.example.com, oauth2", "git.example.com, x-access-token"})
    void theUserBesideATokenIsTheForges(String host, String user) {
        assertThat(RemoteAccess.anonymous().userAt(host)).isEqualTo(user);
    }
}
