package dev.understudy.fx.task;

import java.util.concurrent.Executor;
import javafx.application.Platform;

/** The FX thread as an executor. The only class that calls {@code Platform.runLater}. */
public final class FxThread implements Executor {
    @Override
    public void execute(Runnable command) {
        Platform.runLater(command);
    }
}
