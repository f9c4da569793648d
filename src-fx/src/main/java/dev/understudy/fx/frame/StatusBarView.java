package dev.understudy.fx.frame;

import dev.understudy.fx.text.Texts;
import dev.understudy.fx.tool.ToolWindow;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/** The line at the bottom: workspace and live model; and the tool windows, each with its news. */
final class StatusBarView extends HBox {
    StatusBarView(FrameViewModel frame, StatusBarViewModel model, Texts texts) {
        getStyleClass().add("status-bar");
        setAccessibleText(texts.get("status"));
        FontIcon icon = new FontIcon();
        icon.getStyleClass().addAll("icon-workspace", "small-icon");
        Label workspace = new Label();
        workspace.setId("workspace");
        workspace.setMinWidth(USE_PREF_SIZE);
        workspace.setGraphic(icon);
        workspace.textProperty().bind(model.workspaceProperty());
        Label live = new Label();
        live.textProperty().bind(model.liveProperty());
        Tooltip whole = new Tooltip(); // many tasks do not fit
        whole.textProperty().bind(model.liveProperty());
        live.setTooltip(whole);
        Region space = new Region();
        setHgrow(space, Priority.ALWAYS);
        getChildren()
                .addAll(
                        workspace,
                        live,
                        space,
                        toggle(frame, ToolWindow.TASKS, model.runningText()),
                        toggle(frame, ToolWindow.NOTIFICATIONS, model.notificationsText()),
                        toggle(frame, ToolWindow.LOG, new SimpleStringProperty(texts.get("tool.log"))));
    }

    private static ToggleButton toggle(FrameViewModel frame, ToolWindow tool, ObservableValue<String> words) {
        ToggleButton button = new ToggleButton();
        button.setId("tool-" + tool.key());
        button.getStyleClass().setAll("status-button");
        button.textProperty().bind(words);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> frame.toggle(tool));
        frame.toolProperty()
                .subscribe(open -> button.setSelected(open.filter(tool::equals).isPresent()));
        return button;
    }
}
