package dev.understudy.fx.chart;

import dev.understudy.engine.report.ChartCard;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.view.OwnedWindow;
import dev.understudy.fx.view.TextClipboard;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * A chart in a card: its finding as title, how it was found beneath, and the drawing, which fills what is left. T, or a
 * button, puts the table in its place; another button opens it in a window of its own. Where nothing can be drawn, a
 * sentence says why.
 */
public final class ChartView extends VBox {
    private static final PseudoClass TABLE = PseudoClass.getPseudoClass("table");
    private static final double WINDOW_WIDTH = 900;
    private static final double WINDOW_HEIGHT = 620;

    private final ChartViewModel model;
    private final Texts texts;
    private final TextClipboard clipboard;
    private final Label title = new Label();
    private final Label caption = new Label();
    private final Tooltip wholeCaption = new Tooltip();
    private final Button toggle = new Button();
    private final Button window = new Button();
    private final StackPane body = new StackPane();
    private final ChartCanvas canvas = new ChartCanvas();

    /**
     * @param clipboard where rows of the table are copied to
     */
    public ChartView(ChartViewModel model, Texts texts, TextClipboard clipboard) {
        this.model = model;
        this.texts = texts;
        this.clipboard = clipboard;
        getStyleClass().add("chart-view");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setFocusTraversable(true);
        title.getStyleClass().add("chart-title");
        title.setWrapText(true);
        title.setMaxWidth(Double.MAX_VALUE);
        title.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(title, Priority.ALWAYS);
        caption.getStyleClass().add("chart-caption");
        caption.setWrapText(true);
        caption.setTooltip(wholeCaption);
        wholeCaption.setWrapText(true);
        wholeCaption.getStyleClass().add("chart-caption-whole");
        dress(toggle, "chart-toggle", model::toggleTable);
        dress(window, "chart-window-button", this::openWindow);
        window.setAccessibleText(texts.get("chart.window"));
        window.setTooltip(new Tooltip(texts.get("chart.window")));
        HBox head = new HBox(title, toggle, window);
        head.getStyleClass().add("chart-head");
        VBox.setVgrow(body, Priority.ALWAYS);
        body.setMinHeight(0);
        getChildren().addAll(head, caption, body);
        addEventHandler(KeyEvent.KEY_TYPED, this::typed);
        addEventHandler(MouseEvent.MOUSE_PRESSED, _ -> requestFocus());
        model.cardProperty().subscribe(this::show);
        model.tableShownProperty().subscribe((_, _) -> showBody());
    }

    /** The state behind the view. */
    public ChartViewModel model() {
        return model;
    }

    private static void dress(Button button, String styleClass, Runnable action) {
        FontIcon icon = new FontIcon();
        icon.getStyleClass().add("small-icon");
        button.setGraphic(icon);
        button.getStyleClass().addAll("chart-button", styleClass);
        button.setOnAction(_ -> action.run());
        button.setFocusTraversable(false);
    }

    private void show(ChartCard card) {
        title.setText(model.title());
        caption.setText(model.caption());
        wholeCaption.setText(model.caption());
        setAccessibleText(model.title());
        setAccessibleHelp(model.caption());
        canvas.show(card.chart());
        showBody();
    }

    private void showBody() {
        boolean isTable = model.tableShownProperty().get();
        String key = isTable ? "chart.chart" : "chart.table";
        toggle.setAccessibleText(texts.get(key));
        toggle.setTooltip(new Tooltip(texts.get(key)));
        pseudoClassStateChanged(TABLE, isTable);
        show(toggle, model.canToggle());
        show(window, model.chart().isPresent() || model.table().isPresent());
        boolean isEmpty = model.chart().isEmpty() && model.table().isEmpty();
        show(caption, !isEmpty);
        boolean isDrawn = model.chart().isPresent() && !isTable;
        canvas.setVisible(isDrawn);
        // the canvas stays beneath the table, so that the card keeps its height
        body.getChildren().setAll(canvas);
        if (isEmpty) {
            body.getChildren().add(sentence());
        } else if (!isDrawn) {
            body.getChildren().add(table());
        }
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private Node sentence() {
        Label why = new Label(model.caption());
        why.setWrapText(true);
        why.getStyleClass().add("chart-none");
        return why;
    }

    private Node table() {
        ChartTable table = new ChartTable(model.table().orElseThrow(), model.title(), clipboard);
        table.setMinHeight(0);
        table.setPrefHeight(0);
        return table;
    }

    private void typed(KeyEvent event) {
        if (event.getCharacter().toLowerCase(Locale.ROOT).equals("t")
                && !event.isShortcutDown()
                && !event.isAltDown()) {
            model.toggleTable();
            requestFocus();
            event.consume();
        }
    }

    private void openWindow() {
        ChartViewModel own = new ChartViewModel(model.cardProperty().get());
        // the chart in the window follows the card it came from
        model.cardProperty().subscribe((_, card) -> own.show(card));
        ChartView content = new ChartView(own, texts, clipboard);
        content.getStyleClass().add("chart-alone");
        show(content.window, false);
        OwnedWindow.open(getScene(), content, model.title(), WINDOW_WIDTH, WINDOW_HEIGHT);
        content.requestFocus();
    }
}
