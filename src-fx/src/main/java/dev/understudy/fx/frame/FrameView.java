package dev.understudy.fx.frame;

import dev.understudy.fx.screen.Screen;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.tool.ToastsView;
import dev.understudy.fx.tool.ToolAreaView;
import dev.understudy.fx.tool.ToolWindow;
import dev.understudy.fx.view.Fxml;
import dev.understudy.fx.view.PaneCycle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

/** The frame of the window. */
@SuppressWarnings("NullAway.Init") // The FXML fills the fields.
public final class FrameView {
    private final FrameViewModel model;
    private final Texts texts;
    private final ToolAreaView tools;
    private final StackPane root;
    private final StripeView stripe;
    private final StatusBarView status;
    private final PaneCycle cycle = new PaneCycle(this::shownPanes);

    @FXML
    private BorderPane panes;

    @FXML
    private HBox topBar;

    @FXML
    private Label breadcrumb;

    @FXML
    private Button paletteField;

    @FXML
    private HBox paletteFieldContent;

    @FXML
    private Label paletteKeys;

    @FXML
    private Button themeButton;

    @FXML
    private SplitPane split;

    @FXML
    private StackPane content;

    /**
     * @param screens the node of each screen; asked for each time that it is shown
     * @param breadcrumbText where the user is
     */
    public FrameView(
            FrameViewModel model,
            StatusBarViewModel statusBar,
            ToolAreaView tools,
            ToastsView toasts,
            Function<Screen, Node> screens,
            ObservableValue<String> breadcrumbText,
            Texts texts) {
        this.model = model;
        this.texts = texts;
        this.tools = tools;
        root = Fxml.load(this, StackPane.class, texts);
        stripe = new StripeView(model, texts);
        status = new StatusBarView(model, statusBar, texts);
        panes.setLeft(stripe);
        panes.setBottom(status);
        bindTopBar(breadcrumbText);
        model.screenProperty().subscribe(screen -> content.getChildren().setAll(screens.apply(screen), toasts));
        model.toolProperty().subscribe(this::showTool);
    }

    /** The node to put into the window. */
    public StackPane root() {
        return root;
    }

    /** Lays a node over all of the window. */
    public void layOver(Node node) {
        root.getChildren().add(node);
    }

    /** Moves the focus to the next pane, or back where {@code by} is negative. */
    public void movePane(int by) {
        cycle.move(root.getScene(), by);
    }

    private void bindTopBar(ObservableValue<String> breadcrumbText) {
        breadcrumb.textProperty().bind(breadcrumbText);
        paletteKeys.setText(
                KeyCombination.valueOf("Shortcut+K").getDisplayText().replace('+', ' '));
        // A button gives its graphic the width that it would like: here, all that there is.
        paletteFieldContent
                .prefWidthProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> paletteField.getWidth()
                                - paletteField.getInsets().getLeft()
                                - paletteField.getInsets().getRight(),
                        paletteField.widthProperty(),
                        paletteField.insetsProperty()));
        paletteField.setOnAction(_ -> model.paletteOpenProperty().set(true));
        themeButton.setTooltip(new Tooltip(texts.get("top.theme")));
        themeButton.setOnAction(_ -> model.toggleTheme());
    }

    private void showTool(Optional<ToolWindow> tool) {
        boolean shown = split.getItems().contains(tools.root());
        if (tool.isPresent()) {
            tools.show(tool.get());
            if (!shown) {
                split.getItems().add(tools.root());
                SplitPane.setResizableWithParent(tools.root(), false);
                split.setDividerPositions(1 - model.toolShareProperty().get());
                split.getDividers().getFirst().positionProperty().subscribe(this::rememberShare);
            }
        } else if (shown) {
            split.getItems().remove(tools.root());
        }
    }

    private void rememberShare(Number position) {
        double share = 1 - position.doubleValue();
        if (share > 0 && share < 1) {
            model.toolShareProperty().set(share);
        }
    }

    private List<Parent> shownPanes() {
        List<Parent> shown = new ArrayList<>(List.of(topBar, stripe, content));
        if (model.toolProperty().get().isPresent()) {
            shown.add(tools.root());
        }
        shown.add(status);
        return shown;
    }
}
