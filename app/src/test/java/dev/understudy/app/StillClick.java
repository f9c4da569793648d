package dev.understudy.app;

import javafx.scene.Node;
import javafx.scene.Parent;
import org.testfx.api.FxRobot;

/** A click on a node that stands still: what has just come in may move it with the next layout, from under the mouse. */
final class StillClick {
    private StillClick() {}

    static void on(FxRobot robot, Node node) {
        robot.interact(() -> {
            Parent root = node.getScene().getRoot();
            root.applyCss();
            root.layout();
        });
        robot.clickOn(node);
    }
}
