package dev.understudy.fx.simulation;

import dev.understudy.engine.report.ReportFormat;
import dev.understudy.fx.sheet.SheetView;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.view.PathChooser;
import dev.understudy.fx.view.WrappedLabel;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The export form: which files, and where to. */
public final class ExportSheet {
    private final SheetView sheet;

    public ExportSheet(ExportViewModel model, PathChooser chooser, Texts texts) {
        TextField directory = new TextField();
        directory.setId("export-directory");
        directory.setAccessibleText(texts.get("export.directory"));
        directory.textProperty().bindBidirectional(model.directoryProperty());
        HBox.setHgrow(directory, Priority.ALWAYS);
        Button choose = new Button(texts.get("export.choose"));
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.setOnAction(_ ->
                chooser.folder(texts.get("export.title")).ifPresent(chosen -> directory.setText(chosen.toString())));
        HBox where = new HBox(directory, choose);
        where.getStyleClass().add("form-row");
        Label text = new WrappedLabel("sheet-text", "");
        text.textProperty().bind(model.nameProperty().map(name -> texts.get("export.text", name)));
        VBox formats = new VBox();
        formats.getStyleClass().add("form-choices");
        for (ReportFormat format : ExportViewModel.FORMATS) {
            CheckBox box = new CheckBox(texts.get("export." + format.name().toLowerCase(Locale.ROOT)));
            box.setId("export-" + format.name().toLowerCase(Locale.ROOT));
            box.selectedProperty().bindBidirectional(model.wanted(format));
            formats.getChildren().add(box);
        }
        Label problem = new WrappedLabel("sheet-problem", "");
        problem.textProperty().bind(model.problemBinding());
        problem.managedProperty().bind(model.problemBinding().isNotEmpty());
        VBox body = new VBox(
                text,
                new WrappedLabel("form-label", texts.get("export.formats")),
                formats,
                new WrappedLabel("form-label", texts.get("export.directory")),
                where,
                problem);
        body.getStyleClass().add("sheet-content");
        Button start = new Button(texts.get("export.start"));
        start.setId("export-start");
        start.getStyleClass().addAll("accent", "primary-button");
        start.disableProperty().bind(model.problemBinding().isNotEmpty());
        start.setOnAction(_ -> model.export());
        Button cancel = new Button(texts.get("retrain.cancel"));
        cancel.setOnAction(_ -> model.openProperty().set(false));
        sheet = new SheetView(
                texts.get("export.title"), body, new HBox(cancel, start), directory, model.openProperty());
    }

    /** The node to lay over the window. */
    public StackPane root() {
        return sheet.root();
    }
}
