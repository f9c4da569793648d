package dev.understudy.fx.simulation;

import dev.understudy.engine.report.ChartCard;
import dev.understudy.engine.report.ComparisonReport;
import dev.understudy.engine.report.GateRow;
import dev.understudy.fx.chart.ChartsPane;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.tool.TasksViewModel;
import dev.understudy.fx.view.EndsPane;
import dev.understudy.fx.view.Fxml;
import dev.understudy.fx.view.PairPane;
import dev.understudy.fx.view.TextClipboard;
import dev.understudy.fx.view.WrappedLabel;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The Simulation screen: choices, then verdict bar, gate, charts and what is looked at after them. */
@SuppressWarnings("NullAway.Init") // The FXML fills the fields.
public final class SimulationView {
    private static final double LEFT = 0.485;
    /** What a release owner looks at first. */
    private static final List<String> CHART_ORDER = List.of(
            "roc", "errors", "scores", "days", "slices", "discovered", "calibration", "maturity", "labels", "gate");

    private final SimulationViewModel model;
    private final SimulationActions actions;
    private final TasksViewModel progress;
    private final TextClipboard clipboard;
    private final Texts texts;
    private final ScrollPane root;
    private final ChartsPane charts;
    private final OutlookBar outlook;
    private final BooleanProperty differencesOnly = new SimpleBooleanProperty();
    private @Nullable DetailTabs tabs;

    private final Button copy = new Button();
    private final Button export = new Button();
    private final Button publish = new Button();

    @FXML
    private VBox page;

    @FXML
    private StackPane bar;

    @FXML
    private StackPane body;

    /**
     * @param actions what the buttons do that leads beyond this screen
     * @param progress how work is told
     * @param clipboard where commands, details and rows are copied to
     */
    public SimulationView(
            SimulationViewModel model,
            SimulationActions actions,
            TasksViewModel progress,
            TextClipboard clipboard,
            Texts texts) {
        this.model = model;
        this.actions = actions;
        this.progress = progress;
        this.clipboard = clipboard;
        this.texts = texts;
        root = Fxml.load(this, ScrollPane.class, texts);
        charts = new ChartsPane(texts, clipboard);
        outlook = new OutlookBar(model, texts);
        page.getChildren().addFirst(head());
        root.addEventHandler(KeyEvent.KEY_TYPED, this::typed);
        model.stateProperty().subscribe(this::show);
    }

    private Node head() {
        HBox choices = new HBox();
        choices.getStyleClass().add("simulation-choices");
        choices.getChildren().setAll(new ChoiceBar(model, actions, texts).nodes());
        HBox buttons = new HBox(
                button(copy, "copy", "link-button", model::copyCommand),
                button(export, "export", "plain", actions::export),
                button(publish, "publish", "success", actions::publish));
        buttons.getStyleClass().add("simulation-buttons");
        EndsPane head = new EndsPane(choices, buttons);
        head.getStyleClass().add("simulation-head");
        head.setMinHeight(Region.USE_PREF_SIZE);
        return head;
    }

    private Button button(Button button, String key, String styleClass, Runnable action) {
        button.setText(texts.get("simulation." + key));
        button.setId(key);
        button.getStyleClass().add(styleClass);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    /** The node to show. */
    public ScrollPane root() {
        return root;
    }

    /** Leaves out what both models have in common, or brings it back. */
    public void toggleDifferencesOnly() {
        differencesOnly.set(!differencesOnly.get());
    }

    private void typed(KeyEvent event) {
        if (event.getCharacter().equals("/") && !(event.getTarget() instanceof TextInputControl) && tabs != null) {
            tabs.filterDisagreements();
            event.consume();
        }
    }

    private void show(SimulationState state) {
        boolean isJudged = state instanceof SimulationState.Judged;
        export.setDisable(!isJudged);
        publish.setDisable(!isJudged);
        copy.setDisable(model.command().isEmpty());
        Optional<Node> line = line(state);
        List<Node> shown = line.stream().toList();
        if (!bar.getChildren().equals(shown)) {
            bar.getChildren().setAll(shown);
        }
        bar.setManaged(line.isPresent());
        body.getChildren().setAll(body(state).stream().toList());
        if (isJudged) {
            root.setVvalue(0);
        }
    }

    private Optional<Node> line(SimulationState state) {
        return switch (state) {
            case SimulationState.Nothing nothing -> Optional.empty();
            case SimulationState.Reading reading -> Optional.empty();
            case SimulationState.Planned planned -> {
                outlook.show(planned);
                yield Optional.of(outlook);
            }
            case SimulationState.Running(var task) -> Optional.of(new RunningBar(task, progress, texts));
            case SimulationState.Failed(String reason) ->
                Optional.of(new FailureBar(reason, model::again, clipboard, texts));
            case SimulationState.Judged(Comparison comparison) -> Optional.of(new VerdictBar(comparison, texts));
        };
    }

    private Optional<Node> body(SimulationState state) {
        tabs = null;
        return switch (state) {
            case SimulationState.Nothing(String title, String text) -> Optional.of(nothing(title, text));
            case SimulationState.Judged(Comparison comparison) -> Optional.of(comparison(comparison));
            case SimulationState.Reading reading -> Optional.empty();
            case SimulationState.Planned planned -> Optional.empty();
            case SimulationState.Running running -> Optional.empty();
            case SimulationState.Failed failed -> Optional.empty();
        };
    }

    private Node comparison(Comparison comparison) {
        ComparisonReport report = comparison.report();
        DetailTabs details = new DetailTabs(
                comparison,
                differencesOnly,
                (event, onDone) -> model.explain(comparison, event, onDone),
                clipboard,
                texts);
        tabs = details;
        VBox card = new VBox(details);
        card.getStyleClass().addAll("card", "detail-card");
        VBox.setVgrow(details, Priority.ALWAYS);
        VBox.setVgrow(card, Priority.ALWAYS);
        VBox left = new VBox(gate(report), card);
        left.getStyleClass().add("simulation-left");
        charts.show(report.charts().stream()
                .sorted(Comparator.comparing((ChartCard shown) -> shown.chart().isEmpty()) // text alone comes last
                        .thenComparingInt(SimulationView::place))
                .toList());
        return new PairPane(left, charts, LEFT);
    }

    private static int place(ChartCard card) {
        int place = CHART_ORDER.indexOf(card.key());
        return place < 0 ? CHART_ORDER.size() : place;
    }

    private Node gate(ComparisonReport report) {
        Label title = new Label(texts.get("simulation.gate"));
        title.getStyleClass().add("card-title");
        Label caption = new WrappedLabel("card-caption", report.gateCaption());
        VBox card = new VBox(title, caption, new GateTable(report.gate(), true, texts));
        card.getStyleClass().addAll("card", "gate-card");
        card.setMinHeight(Region.USE_PREF_SIZE);
        if (!report.others().isEmpty()) {
            card.getChildren().add(others(report.others()));
        }
        return card;
    }

    private Node others(List<GateRow> rows) {
        TitledPane pane = new TitledPane(texts.get("simulation.gate.others"), new GateTable(rows, false, texts));
        pane.getStyleClass().add("quiet-titled-pane");
        pane.setExpanded(false);
        pane.setAnimated(false);
        return pane;
    }

    private Node nothing(String title, String text) {
        Label head = new Label(title);
        head.getStyleClass().add("empty-title");
        Label words = new Label(text);
        words.getStyleClass().add("empty-text");
        words.setWrapText(true);
        VBox box = new VBox(head, words);
        box.getStyleClass().add("empty-state");
        if (!model.choices().tasks().isEmpty()) {
            Button retrain = new Button(texts.get("simulation.retrain"));
            retrain.getStyleClass().addAll("accent", "primary-button");
            retrain.setOnAction(_ -> actions.retrain());
            box.getChildren().add(retrain);
        }
        return box;
    }
}
