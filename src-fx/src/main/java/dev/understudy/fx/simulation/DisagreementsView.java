package dev.understudy.fx.simulation;

import dev.understudy.engine.report.ChartCard;
import dev.understudy.fx.chart.ChartView;
import dev.understudy.fx.chart.ChartViewModel;
import dev.understudy.fx.simulation.DisagreementRow.Flip;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.view.TextClipboard;
import dev.understudy.fx.view.WrappedLabel;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Where the models disagree: aligned rows, a filter, and the whole input of the row that is chosen. */
final class DisagreementsView extends VBox {
    private final DisagreementsViewModel model;
    private final Texts texts;
    private final TextField filter = new TextField();
    private final TextClipboard clipboard;
    private final FlowPane input = new FlowPane();
    private final VBox moved = new VBox();

    DisagreementsView(DisagreementsViewModel model, String sentence, TextClipboard clipboard, Texts texts) {
        this.clipboard = clipboard;
        this.model = model;
        this.texts = texts;
        getStyleClass().add("disagreements");
        if (model.all() == 0) {
            getChildren().add(new WrappedLabel("quiet", texts.get("simulation.disagreements.none")));
            return;
        }
        TableView<DisagreementRow> table = table();
        input.getStyleClass().add("disagreement-input");
        table.getSelectionModel().selectedItemProperty().subscribe(row -> {
            showInput(row);
            model.choose(Optional.ofNullable(row));
        });
        moved.setId("moved");
        moved.getStyleClass().add("moved");
        model.movedProperty().subscribe(this::showMoved);
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren()
                .addAll(
                        toolbar(),
                        table,
                        input,
                        moved,
                        new WrappedLabel(
                                "quiet", texts.get("simulation.disagreements.caption", sentence, model.all())));
    }

    /** Puts the focus into the filter. */
    void focusFilter() {
        filter.requestFocus();
    }

    private HBox toolbar() {
        filter.setId("disagreement-filter");
        filter.setPromptText(texts.get("simulation.disagreements.filter"));
        filter.setAccessibleText(texts.get("simulation.disagreements.filter"));
        filter.textProperty().bindBidirectional(model.filterProperty());
        HBox.setHgrow(filter, Priority.ALWAYS);
        HBox flips = new HBox();
        flips.getStyleClass().add("segments");
        ToggleGroup group = new ToggleGroup();
        flips.getChildren().add(flip(Optional.empty(), "all", group));
        for (Flip kind : Flip.values()) {
            flips.getChildren().add(flip(Optional.of(kind), kind.name().toLowerCase(Locale.ROOT), group));
        }
        flips.getChildren().getFirst().getStyleClass().add("segment-first");
        flips.getChildren().getLast().getStyleClass().add("segment-last");
        flips.setMinWidth(USE_PREF_SIZE);
        HBox bar = new HBox(filter, flips);
        bar.getStyleClass().add("disagreement-bar");
        return bar;
    }

    private ToggleButton flip(Optional<Flip> kind, String key, ToggleGroup group) {
        ToggleButton button = new ToggleButton(texts.get("simulation.disagreements." + key));
        button.getStyleClass().add("segment");
        button.setToggleGroup(group);
        button.setMinWidth(USE_PREF_SIZE);
        button.setSelected(kind.equals(model.flipProperty().get()));
        button.setOnAction(_ -> {
            model.flipProperty().set(kind);
            // A second press would switch it off, and one is always on.
            button.setSelected(true);
        });
        return button;
    }

    private TableView<DisagreementRow> table() {
        TableView<DisagreementRow> table = new TableView<>(model.rows());
        table.setId("disagreements");
        table.getStyleClass().addAll("dense", "plain-table");
        table.setAccessibleText(texts.get("simulation.tab.disagreements", model.all()));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(new WrappedLabel("quiet", texts.get("simulation.disagreements.unmatched")));
        table.getColumns().add(column("input", 260, row -> row.input().isEmpty() ? row.event() : row.summary(), false));
        table.getColumns().add(column("live", 72, DisagreementRow::live, true));
        table.getColumns().add(column("candidate", 72, DisagreementRow::candidate, true));
        table.getColumns()
                .add(column(
                        "outcome",
                        96,
                        row -> row.outcome().orElse(texts.get("simulation.disagreements.pending")),
                        true));
        return table;
    }

    private TableColumn<DisagreementRow, String> column(
            String key, double width, Function<DisagreementRow, String> text, boolean isNumber) {
        TableColumn<DisagreementRow, String> column = new TableColumn<>(texts.get("simulation.disagreements." + key));
        column.setPrefWidth(width);
        if (isNumber) {
            column.setMaxWidth(width * 2);
            column.getStyleClass().add("number-column");
        }
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
        return column;
    }

    private void showInput(DisagreementRow row) {
        input.getChildren().clear();
        if (row == null) {
            return;
        }
        input.getChildren().add(pair(texts.get("simulation.disagreements.event"), row.event() + ", " + row.time()));
        if (row.input().isEmpty()) {
            input.getChildren()
                    .add(pair(texts.get("simulation.disagreements.input"), texts.get("simulation.disagreements.gone")));
        }
        row.input()
                .forEach(value ->
                        input.getChildren().add(pair(value.name(), value.value().isEmpty() ? "–" : value.value())));
    }

    private void showMoved(Optional<ChartCard> card) {
        moved.getChildren().clear();
        card.ifPresent(shown -> {
            ChartView chart = new ChartView(new ChartViewModel(shown), texts, clipboard);
            VBox.setVgrow(chart, Priority.ALWAYS);
            moved.getChildren().add(chart);
        });
        moved.setVisible(card.isPresent());
        moved.setManaged(card.isPresent());
    }

    private static HBox pair(String name, String value) {
        Label of = new Label(name);
        of.getStyleClass().add("pair-name");
        Label is = new Label(value);
        is.getStyleClass().add("pair-value");
        HBox pair = new HBox(of, is);
        pair.getStyleClass().add("pair");
        return pair;
    }
}
