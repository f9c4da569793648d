package dev.understudy.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** A window closed and opened again, by another wiring, from the same file. */
@ExtendWith(ApplicationExtension.class)
final class RestartTest {
    @TempDir
    private Path folder;

    private Path settings = Path.of("");
    private Stage first;

    @Start
    void open(Stage stage) {
        settings = folder.resolve("window.properties");
        first = stage;
        OpenWorkbench.on(stage, settings);
    }

    @Test
    void theWindowComesBackAsItWasLeft(FxRobot robot) {
        robot.clickOn("#go-release").clickOn("#tool-log");
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("theme: dark").push(KeyCode.ENTER);
        robot.push(KeyCode.CONTROL, KeyCode.EQUALS);
        robot.interact(() -> {
            first.setX(40);
            first.setY(60);
            first.setWidth(820);
            first.setHeight(640);
        });

        OpenWorkbench again = reopen(robot);

        assertThat(robot.from(again.scene().getRoot())
                        .lookup("#breadcrumb")
                        .<Label>query()
                        .getText())
                .isEqualTo("Release");
        assertThat(robot.from(again.scene().getRoot())
                        .lookup(".tool-tab:selected")
                        .queryAll())
                .hasSize(1);
        assertThat(again.scene().getRoot().getStyleClass()).contains("size-110");
        assertThat(again.scene().getRoot().getPseudoClassStates())
                .anyMatch(state -> state.getPseudoClassName().equals("dark"));
        assertThat(again.stage())
                .returns(40.0, Stage::getX)
                .returns(60.0, Stage::getY)
                .returns(820.0, Stage::getWidth)
                .returns(640.0, Stage::getHeight);
    }

    @Test
    void aBrokenFileOpensAWindowAllTheSame(FxRobot robot) throws IOException {
        robot.interact(first::close);
        Files.writeString(settings, "screen=nowhere\nwindow=NaN 0 -5 x\n");

        OpenWorkbench again = reopen(robot);

        assertThat(robot.from(again.scene().getRoot())
                        .lookup("#breadcrumb")
                        .<Label>query()
                        .getText())
                .isEqualTo("Home");
        assertThat(settings.resolveSibling("window.properties.broken")).exists();
    }

    private OpenWorkbench reopen(FxRobot robot) {
        OpenWorkbench[] again = new OpenWorkbench[1];
        robot.interact(() -> {
            first.close();
            again[0] = OpenWorkbench.on(new Stage(), settings);
        });
        return again[0];
    }
}
