package dev.understudy.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.testfx.util.WaitForAsyncUtils.waitFor;

import dev.understudy.engine.release.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Home in the window, used as its user does, click by click. */
@ExtendWith(ApplicationExtension.class)
final class HomeTest {
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // TestFX gives it.
    private Stage stage;

    @Start
    void keep(Stage made) {
        stage = made;
    }

    private void open(FxRobot robot, Optional<Path> workspace) throws IOException {
        Path settings = Files.writeString(folder.resolve("window.properties"), "theme=light\n");
        robot.interact(() -> OpenWorkbench.on(stage, settings, workspace));
    }

    private SampleScene opened(FxRobot robot) throws IOException, TimeoutException {
        SampleScene scene =
                SceneTemplates.secondApproved(folder.resolve("listings")).secondLive();
        open(robot, Optional.of(scene.workspace()));
        until(robot, "#headline");
        return scene;
    }

    @Test
    void theLatestVerdictIsThereWithoutAClick(FxRobot robot) throws IOException, TimeoutException {
        opened(robot);

        Button verdict = robot.lookup("#verdict-listing-scam").query();
        assertThat(verdict.getText()).startsWith("v2 approved today: AUC +");
        assertThat(verdict.localToScene(verdict.getBoundsInLocal()).getMaxY())
                .isLessThan(stage.getScene().getHeight());
        assertThat(words(robot, "#workspace")).isEqualTo("listings");
        assertThat(robot.lookup(".status-bar > .label").<Label>queryAll())
                .extracting(Label::getText)
                .contains("live: listing-scam v2 in production, v2 in staging");
    }

    @Test
    void oneClickOpensTheComparison(FxRobot robot) throws IOException, TimeoutException {
        opened(robot);

        robot.clickOn("#open-listing-scam");

        assertThat(words(robot, "#breadcrumb")).startsWith("listing-scam / Simulation");
    }

    @Test
    void twoClicksRollBackWithTheReviewBetween(FxRobot robot) throws IOException, TimeoutException {
        SampleScene scene = opened(robot);

        robot.clickOn("#rollback-listing-scam");
        waitFor(
                20,
                TimeUnit.SECONDS,
                () -> !robot.lookup("#make-change").queryAllAs(Button.class).stream()
                        .filter(button -> button.getText().equals("Roll back"))
                        .allMatch(Button::isDisabled));
        until(robot, ".diff-line.removed > .diff-text");
        until(robot, ".diff-line.added > .diff-text");
        assertThat(robot.lookup(".diff-line.removed > .diff-text").<Label>queryAll())
                .extracting(Label::getText)
                .contains("MODEL_VERSION=v2");
        assertThat(robot.lookup(".diff-line.added > .diff-text").<Label>queryAll())
                .extracting(Label::getText)
                .contains("MODEL_VERSION=v1");
        Button rollBack = robot.lookup("#make-change").queryAllAs(Button.class).stream()
                .filter(Node::isVisible)
                .filter(button -> button.getText().equals("Roll back"))
                .findFirst()
                .orElseThrow();
        StillClick.on(robot, rollBack);

        waitFor(20, TimeUnit.SECONDS, () -> words(robot, "#tool-notifications").equals("1 notification"));
        assertThat(words(robot, ".toasts .notification-title")).isEqualTo("v1 is live");
        assertThat(scene.live(Environment.PRODUCTION)).contains(SampleScene.V1);
        waitFor(
                20,
                TimeUnit.SECONDS,
                () -> robot.lookup(".status-bar > .label").queryAllAs(Label.class).stream()
                        .anyMatch(label -> label.getText().contains("v1 in production")));
    }

    @Test
    void escapeLeavesTheReviewAndChangesNothing(FxRobot robot) throws IOException, TimeoutException {
        SampleScene scene = opened(robot);

        robot.clickOn("#rollback-listing-scam");
        waitFor(20, TimeUnit.SECONDS, () -> robot.lookup("#diff").tryQuery().isPresent());
        robot.push(KeyCode.ESCAPE);

        assertThat(robot.lookup(".sheet-shade").<Node>queryAll()).noneMatch(Node::isVisible);
        assertThat(scene.live(Environment.PRODUCTION)).contains(SampleScene.V2);
        assertThat(stage.getScene().getFocusOwner().getId()).isEqualTo("rollback-listing-scam");
    }

    @Test
    void theFirstStartMakesTheSampleWithOneClick(FxRobot robot) throws IOException, TimeoutException {
        open(robot, Optional.empty());
        assertThat(words(robot, "#notice")).isEqualTo("See a release rehearsed in a minute");
        assertThat(words(robot, "#workspace")).isEqualTo("no workspace");

        robot.clickOn("#make-sample");

        until(robot, "#headline");
        assertThat(words(robot, "#workspace")).isEqualTo("sample");
        assertThat(words(robot, "#verdict-listing-scam")).startsWith("No model yet.");
    }

    @Test
    void everyControlOfHomeSaysWhatItIs(FxRobot robot) throws IOException, TimeoutException {
        opened(robot);

        Predicate<Node> takesFocus = node -> node.isFocusTraversable() && node.isVisible();
        assertThat(robot.from(robot.lookup("#home").<Node>query())
                        .lookup(takesFocus)
                        .<Node>queryAll())
                .hasSizeGreaterThan(5)
                .allSatisfy(node -> {
                    assertThat(node.getAccessibleRole()).isNotIn(AccessibleRole.NODE, AccessibleRole.PARENT);
                    assertThat(Optional.ofNullable(node.getAccessibleText())
                                    .orElse(node instanceof Labeled labeled ? labeled.getText() : ""))
                            .as(node.toString())
                            .isNotBlank();
                });
    }

    @Test
    void f5ShowsWhatACommandHasDoneMeanwhile(FxRobot robot) throws IOException, TimeoutException {
        SampleScene scene = opened(robot);
        scene.call(engine -> engine.release()
                .rollback(SampleScene.TASK, Environment.PRODUCTION, Optional.empty(), "ann", "elsewhere"));

        robot.push(KeyCode.F5);

        waitFor(
                20,
                TimeUnit.SECONDS,
                () -> robot.lookup(".recent-words").queryAllAs(Text.class).stream()
                        .anyMatch(text -> text.getText().startsWith(" rolled back to v1 in production, commit ")));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 200})
    void noWordIsCutInASmallWindow(int percent, FxRobot robot) throws IOException, TimeoutException {
        SampleScene scene = SceneTemplates.secondApproved(folder.resolve("listings"));
        Path settings = Files.writeString(folder.resolve("window.properties"), "size=" + percent + "\n");
        robot.interact(() -> OpenWorkbench.on(stage, settings, Optional.of(scene.workspace())));
        robot.interact(() -> {
            stage.setWidth(900);
            stage.setHeight(640);
        });
        until(robot, "#headline");
        WaitForAsyncUtils.waitForFxEvents();

        Predicate<Labeled> isShown = labeled -> !labeled.getText().isEmpty();
        assertThat(robot.from(robot.lookup("#home").<Node>query())
                        .lookup(Labeled.class::isInstance)
                        .<Labeled>queryAll())
                .filteredOn(isShown)
                .hasSizeGreaterThan(20)
                .allSatisfy(labeled -> {
                    assertThat(robot.from(labeled).lookup(".text").<Text>query().getText())
                            .isEqualTo(labeled.getText());
                    assertThat(labeled.localToScene(labeled.getBoundsInLocal()).getMaxX())
                            .as(labeled.getText())
                            .isLessThanOrEqualTo(stage.getScene().getWidth());
                });
    }

    private static String words(FxRobot robot, String query) {
        return robot.lookup(query).<Labeled>query().getText();
    }

    private static void until(FxRobot robot, String query) throws TimeoutException {
        waitFor(30, TimeUnit.SECONDS, () -> robot.lookup(query).tryQuery().isPresent());
        WaitForAsyncUtils.waitForFxEvents(); // what was seen may be half built
    }
}
