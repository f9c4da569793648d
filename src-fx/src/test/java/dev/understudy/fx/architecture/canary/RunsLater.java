package dev.understudy.fx.architecture.canary;

import javafx.application.Platform;

/** Goes to the FX thread by itself: must be rejected. */
final class RunsLater {
    void go() {
        Platform.runLater(() -> {});
    }
}
