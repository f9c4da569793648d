package dev.understudy.fx.release;

import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.release.Environment;
import dev.understudy.fx.sheet.SheetView;
import dev.understudy.fx.text.Texts;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** The review of a rollback: where, to what and why; and its button. */
public final class RollbackSheet {
    private final Texts texts;
    private final GridPane form = new GridPane();
    private final SheetView sheet;

    public RollbackSheet(RollbackViewModel model, Texts texts) {
        this.texts = texts;
        form.getStyleClass().add("change-form");
        Label subject = new Label();
        subject.textProperty().bind(model.subjectProperty());
        subject.setWrapText(true);
        subject.setMinHeight(Region.USE_PREF_SIZE);
        ComboBox<Environment> where = choice(
                model.environments(),
                model.environmentProperty(),
                environment -> texts.get("environment." + environment.key()));
        where.setId("rollback-environment");
        ComboBox<VersionName> to = choice(model.versions(), model.versionProperty(), VersionName::text);
        to.setId("rollback-version");
        TextField reason = new TextField();
        reason.setId("rollback-reason");
        reason.setPromptText(texts.get("rollback.reason.prompt"));
        reason.textProperty().bindBidirectional(model.reasonProperty());
        reason.setOnAction(_ -> model.rollBack());
        row("rollback.where", where);
        row("rollback.to", to);
        row("rollback.reason", reason);
        form.disableProperty().bind(model.change().workingProperty());
        VBox body = new VBox(subject, form, new ChangeReviewView(model.change(), texts));
        body.getStyleClass().add("change-sheet");
        ChangeButtons buttons = new ChangeButtons(model.change(), "rollback", model::rollBack, texts);
        sheet = new SheetView(
                texts.get("rollback"), body, buttons, reason, model.change().openProperty());
    }

    private static <T> ComboBox<T> choice(
            ObservableList<T> items, ObjectProperty<@Nullable T> chosen, Function<T, String> words) {
        ComboBox<T> box = new ComboBox<>(items);
        box.setMaxWidth(Double.MAX_VALUE);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable T item) {
                return item == null ? "" : words.apply(item);
            }

            @Override
            public @Nullable T fromString(String text) {
                return box.getItems().stream()
                        .filter(item -> words.apply(item).equals(text))
                        .findFirst()
                        .orElse(null);
            }
        });
        box.valueProperty().bindBidirectional(chosen);
        return box;
    }

    private void row(String key, Control field) {
        Label label = new Label(texts.get(key));
        label.setLabelFor(field);
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.getStyleClass().add("form-label");
        field.setAccessibleText(texts.get(key));
        GridPane.setHgrow(field, Priority.ALWAYS);
        form.addRow(form.getRowCount(), label, field);
    }

    /** The node to lay over the window. */
    public Node root() {
        return sheet.root();
    }
}
