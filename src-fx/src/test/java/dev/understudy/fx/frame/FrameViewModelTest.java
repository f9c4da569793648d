package dev.understudy.fx.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fx.screen.Screen;
import dev.understudy.fx.settings.FrameSettings;
import dev.understudy.fx.theme.TextSize;
import dev.understudy.fx.theme.ThemeChoice;
import dev.understudy.fx.tool.ToolWindow;
import org.junit.jupiter.api.Test;

final class FrameViewModelTest {
    private final FrameViewModel frame = new FrameViewModel(FrameSettings.DEFAULT);

    @Test
    void theSameToolWindowTwiceOpensAndClosesIt() {
        frame.toggle(ToolWindow.LOG);
        assertThat(frame.toolProperty().get()).contains(ToolWindow.LOG);

        frame.toggle(ToolWindow.LOG);
        assertThat(frame.toolProperty().get()).isEmpty();
    }

    @Test
    void anotherToolWindowTakesThePlaceOfTheOpenOne() {
        frame.toggle(ToolWindow.LOG);
        frame.toggle(ToolWindow.TASKS);

        assertThat(frame.toolProperty().get()).contains(ToolWindow.TASKS);
    }

    @Test
    void toolWindowsComeBackAsTheyWere() {
        frame.toggle(ToolWindow.LOG);
        frame.toggleTools();
        assertThat(frame.toolProperty().get()).isEmpty();

        frame.toggleTools();
        assertThat(frame.toolProperty().get()).contains(ToolWindow.LOG);
    }

    @Test
    void asTheSystemFollowsTheSystem() {
        frame.choose(ThemeChoice.SYSTEM);
        frame.systemDarkProperty().set(true);
        assertThat(frame.isDark()).isTrue();

        frame.systemDarkProperty().set(false);
        assertThat(frame.isDark()).isFalse();
    }

    @Test
    void theSwitchAlwaysChangesWhatIsSeen() {
        frame.systemDarkProperty().set(true);

        frame.toggleTheme();

        assertThat(frame.isDark()).isFalse();
        assertThat(frame.themeProperty().get()).isEqualTo(ThemeChoice.LIGHT);
    }

    @Test
    void sizesStopAtTheLargestAndTheSmallest() {
        for (int i = 0; i < 20; i++) {
            frame.larger();
        }
        assertThat(frame.sizeProperty().get().percent()).isEqualTo(200);

        for (int i = 0; i < 20; i++) {
            frame.smaller();
        }
        assertThat(frame.sizeProperty().get().percent()).isEqualTo(80);

        frame.normalSize();
        assertThat(frame.sizeProperty().get()).isEqualTo(TextSize.NORMAL);
    }

    @Test
    void whatIsRememberedStartsTheNextWindow() {
        frame.goTo(Screen.RELEASE);
        frame.choose(ThemeChoice.DARK);
        frame.larger();
        frame.toggle(ToolWindow.NOTIFICATIONS);
        frame.toolShareProperty().set(0.45);

        FrameViewModel next = new FrameViewModel(frame.settings());

        assertThat(next.settings()).isEqualTo(frame.settings());
        assertThat(next.screenProperty().get()).isEqualTo(Screen.RELEASE);
    }
}
