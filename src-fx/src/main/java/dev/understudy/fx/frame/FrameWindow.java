package dev.understudy.fx.frame;

import dev.understudy.fx.settings.FrameSettings;
import dev.understudy.fx.settings.WindowBounds;
import dev.understudy.fx.theme.ThemeSwitch;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** The window itself: where it opens, how it is dressed, and what of it is remembered. */
public final class FrameWindow {
    private static final double FIRST_WIDTH = 1280;
    private static final double FIRST_HEIGHT = 800;

    private final Stage stage;
    private final FrameViewModel model;
    private final Consumer<FrameSettings> settings;
    private final ThemeSwitch theme;
    private final Scene scene;
    private Optional<WindowBounds> bounds;

    /**
     * @param settings what to do with settings that have changed
     * @param bounds where the window was; empty at the first start
     */
    public FrameWindow(
            Stage stage,
            StackPane root,
            FrameViewModel model,
            Consumer<FrameSettings> settings,
            ThemeSwitch theme,
            Optional<WindowBounds> bounds) {
        this.stage = stage;
        this.model = model;
        this.settings = settings;
        this.theme = theme;
        this.bounds = bounds;
        this.scene = new Scene(root, FIRST_WIDTH, FIRST_HEIGHT);
    }

    /** The scene, for keys. */
    public Scene scene() {
        return scene;
    }

    /** Opens the window, and from then on remembers what changes. */
    public void show() {
        theme.dress(scene);
        Platform.getPreferences()
                .colorSchemeProperty()
                .subscribe(scheme -> model.systemDarkProperty().set(scheme == ColorScheme.DARK));
        model.themeProperty().subscribe(_ -> dress());
        model.systemDarkProperty().subscribe(_ -> dress());
        model.sizeProperty().subscribe(size -> theme.apply(scene.getRoot(), size));
        stage.setScene(scene);
        stage.setMinWidth(WindowBounds.MIN_WIDTH);
        stage.setMinHeight(WindowBounds.MIN_HEIGHT);
        place();
        stage.show();
        remembered().forEach(value -> value.subscribe((_, _) -> remember()));
    }

    /** What to remember now. */
    public FrameSettings state() {
        return model.settings().at(bounds);
    }

    private void dress() {
        theme.apply(scene.getRoot(), model.isDark());
    }

    private void place() {
        Rectangle2D first = Screen.getPrimary().getVisualBounds();
        WindowBounds at = bounds.orElse(new WindowBounds(
                first.getMinX() + Math.max(0, (first.getWidth() - FIRST_WIDTH) / 2),
                first.getMinY() + Math.max(0, (first.getHeight() - FIRST_HEIGHT) / 2),
                FIRST_WIDTH,
                FIRST_HEIGHT,
                false));
        Rectangle2D area = Screen.getScreensForRectangle(at.x(), at.y(), at.width(), at.height()).stream()
                .findFirst()
                .orElse(Screen.getPrimary())
                .getVisualBounds();
        WindowBounds fit = at.within(area.getMinX(), area.getMinY(), area.getWidth(), area.getHeight());
        stage.setX(fit.x());
        stage.setY(fit.y());
        stage.setWidth(fit.width());
        stage.setHeight(fit.height());
        stage.setMaximized(fit.maximized());
    }

    private List<ObservableValue<?>> remembered() {
        return List.of(
                stage.xProperty(),
                stage.yProperty(),
                stage.widthProperty(),
                stage.heightProperty(),
                stage.maximizedProperty(),
                model.screenProperty(),
                model.themeProperty(),
                model.sizeProperty(),
                model.toolProperty(),
                model.toolShareProperty());
    }

    private void remember() {
        // A maximized or minimized window has the screen's bounds or none: those of before are the ones to go back to.
        if (stage.isMaximized()) {
            bounds = bounds.map(at -> new WindowBounds(at.x(), at.y(), at.width(), at.height(), true));
        } else if (!stage.isIconified()) {
            bounds = Optional.of(
                    new WindowBounds(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), false));
        }
        settings.accept(state());
    }
}
