package dev.understudy.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fx.screen.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The whole window, used as its user does. */
@ExtendWith(ApplicationExtension.class)
final class FrameTest {
    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");

    @TempDir
    private Path folder;

    private OpenWorkbench workbench;

    @Start
    void open(Stage stage) throws IOException {
        Path settings = folder.resolve("window.properties");
        Files.writeString(settings, "theme=light\n");
        workbench = OpenWorkbench.on(stage, settings);
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void aClickOnTheStripeShowsTheScreen(Screen screen, FxRobot robot) {
        robot.clickOn("#go-" + screen.key());

        assertThat(robot.lookup("#breadcrumb").<Label>query().getText()).isEqualToIgnoringCase(screen.key());
        assertThat(robot.lookup(".stripe-button:selected").<ToggleButton>queryAll())
                .extracting(Node::getId)
                .containsExactly("go-" + screen.key());
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void altAndADigitShowsTheScreen(Screen screen, FxRobot robot) {
        robot.push(KeyCode.ALT, KeyCode.valueOf(screen.shortcut().replace("Alt+", "DIGIT")));

        assertThat(robot.lookup("#breadcrumb").<Label>query().getText()).isEqualToIgnoringCase(screen.key());
    }

    @Test
    void aSecondClickLeavesTheScreenOn(FxRobot robot) {
        robot.clickOn("#go-data").clickOn("#go-data");

        assertThat(robot.lookup("#go-data").<ToggleButton>query().isSelected()).isTrue();
    }

    @Test
    void thePaletteGoesToAScreenByKeyboardAlone(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("rel");
        robot.push(KeyCode.ENTER);

        assertThat(robot.lookup("#breadcrumb").<Label>query().getText()).isEqualTo("Release");
        assertThat(paletteIsOpen(robot)).isFalse();
    }

    @Test
    void arrowsChooseInThePalette(FxRobot robot) {
        robot.clickOn("#paletteField");
        robot.push(KeyCode.DOWN).push(KeyCode.DOWN).push(KeyCode.UP).push(KeyCode.ENTER);

        assertThat(robot.lookup("#breadcrumb").<Label>query().getText()).isEqualTo("Data");
    }

    @Test
    void escapeClosesThePaletteAndGivesTheFocusBack(FxRobot robot) {
        robot.clickOn("#go-live");
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("nothing has this name");
        assertThat(robot.lookup("#none").query().isVisible()).isTrue();

        robot.push(KeyCode.ESCAPE);

        assertThat(paletteIsOpen(robot)).isFalse();
        assertThat(workbench.scene().getFocusOwner().getId()).isEqualTo("go-live");
    }

    @Test
    void aClickRunsAnActionOfThePalette(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("theme: dark");
        assertThat(robot.lookup("#list").<ListView<?>>query().getItems()).hasSize(1);
        robot.clickOn("Theme: dark");

        assertThat(isDark()).isTrue();
    }

    @Test
    void theThemeSwitchesLiveByKeyAndByButton(FxRobot robot) {
        Color day = background(robot);

        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
        assertThat(isDark()).isTrue();
        assertThat(background(robot).getBrightness()).isLessThan(0.3).isLessThan(day.getBrightness());

        robot.clickOn("#themeButton");
        assertThat(isDark()).isFalse();
        assertThat(background(robot)).isEqualTo(day);
    }

    @Test
    void everythingGrowsAndShrinks(FxRobot robot) {
        double normal = height(robot, "#topBar");

        robot.push(KeyCode.CONTROL, KeyCode.EQUALS).push(KeyCode.CONTROL, KeyCode.EQUALS);
        assertThat(height(robot, "#topBar")).isGreaterThan(normal);

        robot.push(KeyCode.CONTROL, KeyCode.DIGIT0);
        assertThat(height(robot, "#topBar")).isEqualTo(normal);

        robot.push(KeyCode.CONTROL, KeyCode.MINUS);
        assertThat(height(robot, "#topBar")).isLessThan(normal);
    }

    @Test
    void f6GoesRoundThePanes(FxRobot robot) {
        robot.clickOn("#go-home").clickOn("#tool-log");
        robot.interact(() -> robot.lookup("#paletteField").query().requestFocus());

        assertThat(paneAfter(robot)).isEqualTo("stripe");
        assertThat(paneAfter(robot)).isEqualTo("content");
        assertThat(paneAfter(robot)).isEqualTo("tool-area");
        assertThat(paneAfter(robot)).isEqualTo("status-bar");
        assertThat(paneAfter(robot)).isEqualTo("top-bar");
    }

    @Test
    void theCommandOfAScreenIsCopied(FxRobot robot) {
        robot.clickOn("#go-live").clickOn("#copy");

        assertThat(robot.lookup("#copy").<Labeled>query().getText()).isEqualTo("Copied");
        String[] copied = new String[1];
        robot.interact(() -> copied[0] = Clipboard.getSystemClipboard().getString());
        assertThat(copied[0]).isEqualTo("understudy history --task TASK --environment production");
    }

    @Test
    void theStatusBarNamesTheWorkspace(FxRobot robot) {
        assertThat(robot.lookup("#workspace").<Label>query().getText()).isEqualTo("listings");
    }

    @Test
    void everyControlThatTakesTheFocusSaysWhatItIs(FxRobot robot) {
        robot.clickOn("#tool-tasks");

        assertThat(robot.lookup(node -> node.isFocusTraversable() && node.isVisible())
                        .<Node>queryAll())
                .hasSizeGreaterThan(12)
                .allSatisfy(node -> {
                    assertThat(node.getAccessibleRole()).isNotIn(AccessibleRole.NODE, AccessibleRole.PARENT);
                    assertThat(spoken(node)).as(node.toString()).isNotBlank();
                });
    }

    private static String spoken(Node node) {
        return Optional.ofNullable(node.getAccessibleText())
                .orElse(node instanceof Labeled labeled ? labeled.getText() : "");
    }

    private static boolean paletteIsOpen(FxRobot robot) {
        return robot.lookup(".palette-shade").query().isVisible();
    }

    private boolean isDark() {
        return workbench.scene().getRoot().getPseudoClassStates().contains(DARK);
    }

    private static Color background(FxRobot robot) {
        Region bar = robot.lookup("#topBar").query();
        return (Color) bar.getBackground().getFills().getFirst().getFill();
    }

    private static double height(FxRobot robot, String query) {
        Region region = robot.lookup(query).query();
        return region.getHeight();
    }

    private String paneAfter(FxRobot robot) {
        robot.push(KeyCode.F6);
        Node node = workbench.scene().getFocusOwner();
        while (node != null) {
            for (String pane : new String[] {"stripe", "content", "tool-area", "status-bar", "top-bar"}) {
                if (node.getStyleClass().contains(pane)) {
                    return pane;
                }
            }
            node = node.getParent();
        }
        return "nowhere";
    }
}
