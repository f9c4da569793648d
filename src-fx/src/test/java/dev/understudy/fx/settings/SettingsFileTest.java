package dev.understudy.fx.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fx.screen.Screen;
import dev.understudy.fx.theme.TextSize;
import dev.understudy.fx.theme.ThemeChoice;
import dev.understudy.fx.tool.ToolWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsFileTest {
    private static final FrameSettings SOME = new FrameSettings(
            Screen.LIVE,
            ThemeChoice.DARK,
            new TextSize(125),
            Optional.of(ToolWindow.LOG),
            0.4,
            Optional.of(new WindowBounds(-10, 20.5, 900, 700, true)));

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("not yet there").resolve("window.properties");
    }

    @Test
    void whatWasWrittenIsRead() {
        new SettingsFile(file).write(SOME);

        assertThat(new SettingsFile(file).read()).isEqualTo(SOME);
    }

    @Test
    void writingLeavesNothingElseBehind() throws IOException {
        new SettingsFile(file).write(SOME);
        new SettingsFile(file).write(FrameSettings.DEFAULT);

        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void theFirstStartHasTheDefaults() {
        assertThat(new SettingsFile(file).read()).isEqualTo(FrameSettings.DEFAULT);
    }

    @Test
    void oneBrokenValueCostsOneSettingAndTheFileIsKept() throws IOException {
        write("screen=live\ntheme=sepia\nsize=125\nwindow=1 2 3\n");

        FrameSettings read = new SettingsFile(file).read();

        assertThat(read.screen()).isEqualTo(Screen.LIVE);
        assertThat(read.size().percent()).isEqualTo(125);
        assertThat(read.theme()).isEqualTo(ThemeChoice.SYSTEM);
        assertThat(read.bounds()).isEmpty();
        assertThat(file.resolveSibling("window.properties.broken")).content().contains("sepia");
    }

    @Test
    void aFileThatIsNoTextGivesTheDefaultsAndIsKept() throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2});

        assertThat(new SettingsFile(file).read()).isEqualTo(FrameSettings.DEFAULT);
        assertThat(file.resolveSibling("window.properties.broken")).hasSize(5);
    }

    @Test
    void aBrokenEscapeGivesTheDefaults() throws IOException {
        write("screen=\\uZZZZ\n");

        assertThat(new SettingsFile(file).read()).isEqualTo(FrameSettings.DEFAULT);
    }

    @Test
    void aFolderThatCannotBeWrittenStopsNobody() throws IOException {
        Files.writeString(folder.resolve("not yet there"), "a file where the folder should be");

        new SettingsFile(file).write(SOME);

        assertThat(new SettingsFile(file).read()).isEqualTo(FrameSettings.DEFAULT);
    }

    @Test
    void aWindowOfAScreenThatIsGoneOpensOnTheOneThatIsThere() {
        WindowBounds onTheSecond = new WindowBounds(2500, -300, 1600, 900, false);

        assertThat(onTheSecond.within(0, 0, 1280, 800)).isEqualTo(new WindowBounds(0, 0, 1280, 800, false));
    }

    private void write(String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
