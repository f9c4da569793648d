package dev.understudy.fx.tool;

import dev.understudy.fx.text.Texts;
import dev.understudy.fx.view.Fxml;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** The bottom of the window: a tab for each tool window, and the open one beneath. */
@SuppressWarnings("NullAway.Init") // The FXML fills the fields.
public final class ToolAreaView {
    private final ToolWindows windows;
    private final Texts texts;
    private final Map<ToolWindow, ToggleButton> tabOf = new EnumMap<>(ToolWindow.class);
    private final BorderPane root;

    @FXML
    private HBox tabs;

    @FXML
    private Button clear;

    @FXML
    private Button close;

    /**
     * @param windows what stands in each
     * @param toggle what to do when the user opens a tool window, or closes the open one
     */
    public ToolAreaView(ToolWindows windows, Texts texts, Consumer<ToolWindow> toggle) {
        this.windows = windows;
        this.texts = texts;
        root = Fxml.load(this, BorderPane.class, texts);
        ToggleGroup group = new ToggleGroup();
        for (ToolWindow window : ToolWindow.values()) {
            ToggleButton tab = new ToggleButton(texts.get("tool." + window.key()));
            tab.getStyleClass().setAll("tool-tab");
            tab.setMinWidth(Region.USE_PREF_SIZE);
            tab.setToggleGroup(group);
            tab.setOnAction(_ -> toggle.accept(window));
            tabOf.put(window, tab);
            tabs.getChildren().add(tab);
        }
        close.setOnAction(_ -> tabOf.entrySet().stream()
                .filter(entry -> windows.node(entry.getKey()).equals(root.getCenter()))
                .findFirst()
                .ifPresent(entry -> toggle.accept(entry.getKey())));
    }

    /** The node to show where a tool window is open. */
    public BorderPane root() {
        return root;
    }

    /** Shows this one. */
    public void show(ToolWindow window) {
        Node node = windows.node(window);
        root.setCenter(node);
        tabOf.forEach((other, tab) -> tab.setSelected(other == window));
        Optional<Runnable> clearing = windows.clearing(window);
        clear.setVisible(clearing.isPresent());
        clear.setManaged(clearing.isPresent());
        clearing.ifPresent(action -> {
            clear.setText(texts.get(window.key() + ".clear"));
            clear.setOnAction(_ -> action.run());
        });
    }
}
