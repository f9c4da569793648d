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
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The Simulation screen in the window, used as its user does; clicks are counted from the start. */
@ExtendWith(ApplicationExtension.class)
final class SimulationTest {
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // TestFX gives it.
    private Stage stage;

    private int clicks;

    @Start
    void keep(Stage made) {
        stage = made;
    }

    private SampleScene start(FxRobot robot, SampleScene scene) throws IOException, TimeoutException {
        Path settings = Files.writeString(folder.resolve("window.properties"), "theme=light\n");
        robot.interact(() -> OpenWorkbench.on(stage, settings, Optional.of(scene.workspace())));
        until(robot, "#headline");
        return scene;
    }

    private SampleScene approved(FxRobot robot) throws IOException, TimeoutException {
        return start(robot, SceneTemplates.secondApproved(folder.resolve("listings")));
    }

    private void click(FxRobot robot, String query) throws TimeoutException {
        until(robot, query);
        until(() -> !shown(robot, query).isDisabled());
        StillClick.on(robot, shown(robot, query));
        clicks++;
    }

    private static Node shown(FxRobot robot, String query) {
        return robot.lookup(query).<Node>queryAll().stream()
                .filter(node -> isShown(node))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isShown(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static void until(FxRobot robot, String query) throws TimeoutException {
        until(() -> robot.lookup(query).<Node>queryAll().stream().anyMatch(SimulationTest::isShown));
    }

    private static void until(BooleanSupplier condition) throws TimeoutException {
        waitFor(40, TimeUnit.SECONDS, condition::getAsBoolean);
        // what was seen may be half built: the window is looked at from another thread
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static String title(FxRobot robot) {
        return robot.lookup(".simulation-bar .bar-title").<Labeled>query().getText();
    }

    @Test
    void theFullComparisonIsOneClickAway(FxRobot robot) throws IOException, TimeoutException {
        approved(robot);

        click(robot, "#open-listing-scam");

        until(robot, "#verdict");
        assertThat(clicks).isEqualTo(1);
        assertThat(title(robot)).startsWith("Approved: v2 is better than v1");
        assertThat(robot.lookup(".gate-metric").<Label>queryAll())
                .extracting(Label::getText)
                .contains("AUC", "Cost");
        assertThat(robot.lookup(".chart-title").<Label>queryAll()).hasSizeGreaterThan(4);
        assertThat(robot.lookup("#breadcrumb").<Label>query().getText()).isEqualTo("listing-scam / Simulation s-0002");
    }

    @Test
    void aCandidateIsSimulatedWithTwoClicks(FxRobot robot) throws IOException, TimeoutException {
        SampleScene scene = start(robot, SceneTemplates.firstLive(folder.resolve("listings")));
        scene.train("2025-04-25", 2);
        robot.push(KeyCode.F5);
        until(() -> robot.lookup(".figure-value").<Label>queryAll().stream()
                .anyMatch(label -> label.getText().equals("v2")));

        click(robot, "#simulate-listing-scam");
        click(robot, "#start");

        until(robot, "#verdict");
        assertThat(clicks).isLessThanOrEqualTo(3);
        assertThat(scene.newest().report().candidate().version()).isEqualTo(SampleScene.V2);
        assertThat(scene.newest().report().live().orElseThrow().version()).isEqualTo(SampleScene.V1);
    }

    @Test
    void aCandidateIsRetrainedAndSimulatedWithTwoClicks(FxRobot robot) throws IOException, TimeoutException {
        SampleScene scene = start(robot, SceneTemplates.firstLive(folder.resolve("listings")));

        click(robot, "#home-retrain");
        click(robot, "#retrain-start");

        until(robot, "#verdict");
        assertThat(clicks).isLessThanOrEqualTo(3);
        assertThat(scene.newest().report().candidate().version()).isEqualTo(SampleScene.V2);
        until(() -> robot.lookup("#candidate-choice").<Labeled>query().getText().startsWith("v2"));
    }

    @Test
    void theReportIsExportedWithTwoClicksFromTheComparison(FxRobot robot) throws IOException, TimeoutException {
        SampleScene scene = approved(robot);
        click(robot, "#open-listing-scam");
        until(robot, "#verdict");
        clicks = 0;

        click(robot, "#export");
        click(robot, "#export-start");

        Path report = scene.workspace().resolve("reports/s-0002/report.html");
        until(() -> Files.exists(report));
        assertThat(clicks).isEqualTo(2);
        assertThat(Files.readString(report)).contains("v2 is better than v1");
        until(() -> robot.lookup(".toasts .notification-title").tryQuery().isPresent());
    }

    @Test
    void anApprovedVersionIsInStagingAfterThreeClicks(FxRobot robot) throws IOException, TimeoutException {
        SampleScene scene = approved(robot);

        click(robot, "#open-listing-scam");
        until(robot, "#verdict");
        click(robot, "#publish");
        click(robot, "#make-change");

        until(() -> scene.live(Environment.STAGING).equals(Optional.of(SampleScene.V2)));
        assertThat(clicks).isEqualTo(3);
        assertThat(scene.live(Environment.PRODUCTION)).contains(SampleScene.V1);
    }

    @Test
    void aWindowThatOverlapsTheTrainingIsWarnedAboutBefore(FxRobot robot) throws IOException, TimeoutException {
        approved(robot);
        click(robot, "#simulate-listing-scam");
        until(robot, "#start");

        TextField from = robot.lookup("#window-from").query();
        robot.interact(() -> {
            from.setText("2025-04-01");
            from.getOnAction().handle(null);
        });

        until(() -> robot.lookup(".bar-warning").<Label>queryAll().stream()
                .anyMatch(label -> label.getText().contains("before the as-of of v2")));
    }

    @Test
    void anUnreadableWindowSaysWhatWasExpected(FxRobot robot) throws IOException, TimeoutException {
        approved(robot);
        click(robot, "#simulate-listing-scam");
        until(robot, "#start");

        TextField to = robot.lookup("#window-to").query();
        robot.interact(() -> {
            to.setText("next week");
            to.getOnAction().handle(null);
        });

        until(() -> robot.lookup(".bar-warning").<Label>queryAll().stream()
                .anyMatch(label -> label.getText().contains("“next week”")));
        assertThat(robot.lookup("#start").<Button>query().isDisabled()).isTrue();
    }

    @Test
    void theSlashFiltersTheDisagreements(FxRobot robot) throws IOException, TimeoutException {
        approved(robot);
        click(robot, "#open-listing-scam");
        until(robot, "#verdict");
        TableView<?> table = robot.lookup("#disagreements").query();
        int all = table.getItems().size();

        robot.interact(() -> robot.lookup("#copy").query().requestFocus());
        robot.write('/');
        robot.write("city Utrecht");

        assertThat(table.getItems().size()).isPositive().isLessThan(all);
    }

    @Test
    void whatMovedADisagreementIsDrawnBesideIt(FxRobot robot) throws IOException, TimeoutException {
        approved(robot);
        click(robot, "#open-listing-scam");
        until(robot, "#verdict");
        TableView<?> table = robot.lookup("#disagreements").query();

        robot.interact(() -> table.getSelectionModel().selectFirst());

        until(robot, "#moved .chart-title");
        Label title = robot.lookup("#moved .chart-title").query();
        Label caption = robot.lookup("#moved .chart-caption").query();
        assertThat(title.getText()).contains("moved v2 most: ");
        assertThat(caption.getText())
                .startsWith("Shapley values in probability of the outcome yes.")
                .contains("v2 went from 0.", "v1 went from 0.");
    }

    @Test
    void differencesOnlyIsAKeyAway(FxRobot robot) throws IOException, TimeoutException {
        approved(robot);
        click(robot, "#open-listing-scam");
        until(robot, "#verdict");
        robot.clickOn("Set-up");
        CheckBox only = robot.lookup(".tab-content > .check-box").query();
        assertThat(only.isSelected()).isFalse();

        robot.push(KeyCode.CONTROL, KeyCode.D);

        assertThat(only.isSelected()).isTrue();
    }

    @Test
    void aSheetKeepsTheWindowsKeysToItself(FxRobot robot) throws IOException, TimeoutException {
        approved(robot);

        robot.push(KeyCode.CONTROL, KeyCode.N);
        until(robot, "#retrain-asOf");
        robot.push(KeyCode.ALT, KeyCode.DIGIT6);
        robot.push(KeyCode.ESCAPE);

        assertThat(robot.lookup("#breadcrumb").<Label>query().getText()).isEqualTo("Home");
        assertThat(robot.lookup(".sheet-shade").<Node>queryAll()).noneMatch(Node::isVisible);
    }

    @Test
    void everyControlSaysWhatItIs(FxRobot robot) throws IOException, TimeoutException {
        approved(robot);
        click(robot, "#open-listing-scam");
        until(robot, "#verdict");

        Predicate<Node> takesFocus = node -> node.isFocusTraversable() && isShown(node);
        assertThat(robot.from(robot.lookup(".simulation").<Node>query())
                        .lookup(takesFocus)
                        .<Node>queryAll())
                .hasSizeGreaterThan(15)
                .allSatisfy(node -> {
                    assertThat(node.getAccessibleRole()).isNotIn(AccessibleRole.NODE, AccessibleRole.PARENT);
                    assertThat(Optional.ofNullable(node.getAccessibleText())
                                    .orElse(node instanceof Labeled labeled ? labeled.getText() : ""))
                            .as(node.toString())
                            .isNotBlank();
                });
    }
}
