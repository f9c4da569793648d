package dev.understudy.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ArgumentsTest {
    @Test
    void theWorkspaceMayFollowOrStandBehindAnEqualsSign() {
        assertThat(Arguments.parse(List.of("--workspace", "a b")).workspace()).contains(Path.of("a b"));
        assertThat(Arguments.parse(List.of("--workspace=c")).workspace()).contains(Path.of("c"));
        assertThat(Arguments.parse(List.of()).workspace()).isEmpty();
    }

    @Test
    void whatIsNotUnderstoodIsSaid() {
        assertThatThrownBy(() -> Arguments.parse(List.of("--workspace"))).hasMessage("--workspace needs a directory");
        assertThatThrownBy(() -> Arguments.parse(List.of("--workspce", "x")))
                .hasMessage("unknown argument --workspce; there is --workspace DIR");
    }

    @Test
    void settingsLieWhereTheSystemWantsThem() {
        Path home = Path.of("home");
        Map<String, String> none = Map.of();
        Map<String, String> xdg = Map.of("XDG_CONFIG_HOME", "elsewhere");

        assertThat(ConfigFolder.of("Linux", home, none::get)).isEqualTo(Path.of("home/.config/understudy"));
        assertThat(ConfigFolder.of("Linux", home, xdg::get)).isEqualTo(Path.of("elsewhere/understudy"));
        assertThat(ConfigFolder.of("Mac OS X", home, none::get))
                .isEqualTo(Path.of("home/Library/Application Support/Understudy"));
        assertThat(ConfigFolder.of("Windows 11", home, none::get))
                .isEqualTo(Path.of("home/AppData/Roaming/Understudy"));
    }
}
