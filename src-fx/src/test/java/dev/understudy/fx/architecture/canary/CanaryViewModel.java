package dev.understudy.fx.architecture.canary;

import javafx.scene.control.Label;

/** A view model that knows the scene: must be rejected. */
final class CanaryViewModel {
    Label title() {
        return new Label("a view model should not have made this");
    }
}
