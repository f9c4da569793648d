package dev.understudy.fx.simulation;

import dev.understudy.fx.sheet.SheetView;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.view.WrappedLabel;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The retraining form, with what differs from the live model beside it. */
public final class RetrainSheet {
    private final RetrainViewModel model;
    private final Texts texts;
    private final SheetView sheet;
    private final GridPane parameters = grid();
    private final VBox differences = new VBox();

    public RetrainSheet(RetrainViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        TextField asOf = field("asOf", model.asOfProperty());
        Button start = new Button(texts.get("retrain.start"));
        start.setId("retrain-start");
        start.getStyleClass().addAll("accent", "primary-button");
        start.setDefaultButton(false);
        start.disableProperty()
                .bind(model.problemProperty()
                        .isNotEmpty()
                        .or(model.asOfProperty().isEmpty()));
        start.setOnAction(_ -> model.start());
        Button cancel = new Button(texts.get("retrain.cancel"));
        cancel.setOnAction(_ -> model.openProperty().set(false));
        sheet = new SheetView(
                texts.get("retrain.title"), body(asOf), new HBox(cancel, start), asOf, model.openProperty());
        model.parameters().addListener((ListChangeListener<RetrainViewModel.Parameter>) _ -> showParameters());
        model.differences().addListener((ListChangeListener<String>) _ -> showDifferences());
    }

    /** The node to lay over the window. */
    public StackPane root() {
        return sheet.root();
    }

    private Region body(TextField asOf) {
        Label text = new WrappedLabel("sheet-text", texts.get("retrain.text"));
        GridPane form = grid();
        Label task = new Label();
        task.getStyleClass().add("strong");
        task.textProperty().bind(model.taskNameProperty());
        row(form, 0, "retrain.task", task);
        row(form, 1, "retrain.asOf", asOf);
        ComboBox<String> algorithm = new ComboBox<>(model.algorithms());
        algorithm.setId("retrain-algorithm");
        algorithm.setAccessibleText(texts.get("retrain.algorithm"));
        algorithm.valueProperty().bindBidirectional(model.algorithmProperty());
        algorithm.setMaxWidth(Double.MAX_VALUE);
        row(form, 2, "retrain.algorithm", algorithm);
        row(form, 3, "retrain.seed", field("seed", model.seedProperty()));
        TextField window = field("window", model.windowProperty());
        window.setPromptText(texts.get("retrain.window.all"));
        window.setTooltip(new Tooltip(texts.get("retrain.window.help")));
        row(form, 4, "retrain.window", window);
        Label head = new WrappedLabel("card-title", texts.get("retrain.differs"));
        differences.getStyleClass().add("differences");
        VBox beside = new VBox(head, differences);
        beside.getStyleClass().add("sheet-aside");
        VBox left = new VBox(form, parameters);
        left.getStyleClass().add("sheet-form");
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox both = new HBox(left, beside);
        both.getStyleClass().add("sheet-columns");
        Label problem = new WrappedLabel("sheet-problem", "");
        problem.setId("retrain-problem");
        problem.textProperty().bind(model.problemProperty());
        problem.managedProperty().bind(model.problemProperty().isNotEmpty());
        VBox all = new VBox(text, both, problem);
        all.getStyleClass().add("sheet-content");
        return all;
    }

    private void showParameters() {
        parameters.getChildren().clear();
        int row = 0;
        for (RetrainViewModel.Parameter parameter : model.parameters()) {
            TextField field = new TextField();
            field.setId("parameter-" + parameter.name());
            field.setAccessibleText(parameter.name());
            field.textProperty().bindBidirectional(parameter.value());
            Label name = new Label(parameter.name());
            name.getStyleClass().add("form-label");
            parameters.addRow(row++, name, field);
        }
    }

    private void showDifferences() {
        differences
                .getChildren()
                .setAll(model.differences().stream()
                        .map(line -> new WrappedLabel("difference", line))
                        .toList());
        if (differences.getChildren().isEmpty()) {
            differences.getChildren().add(new WrappedLabel("difference", texts.get("retrain.differs.nothing")));
        }
    }

    private TextField field(String key, StringProperty value) {
        TextField field = new TextField();
        field.setId("retrain-" + key);
        field.setAccessibleText(texts.get("retrain." + key));
        field.textProperty().bindBidirectional(value);
        return field;
    }

    private void row(GridPane form, int row, String key, Node control) {
        Label name = new Label(texts.get(key));
        name.getStyleClass().add("form-label");
        name.setLabelFor(control);
        form.addRow(row, name, control);
    }

    private static GridPane grid() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("form-grid");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        names.setPercentWidth(38);
        ColumnConstraints controls = new ColumnConstraints();
        controls.setHgrow(Priority.ALWAYS);
        controls.setFillWidth(true);
        grid.getColumnConstraints().addAll(names, controls);
        return grid;
    }
}
