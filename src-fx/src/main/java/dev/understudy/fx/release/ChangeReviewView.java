package dev.understudy.fx.release;

import dev.understudy.fx.text.Texts;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** What a change would do: the file with what goes and what comes, and the text that people will read. */
public final class ChangeReviewView extends VBox {
    private final Texts texts;
    private final VBox content = new VBox();
    private final Label problem = new Label();

    public ChangeReviewView(ChangeViewModel model, Texts texts) {
        this.texts = texts;
        getStyleClass().add("change-review");
        content.getStyleClass().add("change-content");
        FontIcon icon = new FontIcon();
        icon.getStyleClass().add("tone-icon");
        problem.setGraphic(icon);
        problem.setId("obstacle");
        problem.getStyleClass().setAll("verdict-banner", "bad");
        problem.setWrapText(true);
        problem.setMaxWidth(Double.MAX_VALUE);
        problem.setMinHeight(USE_PREF_SIZE);
        problem.textProperty().bind(model.problemProperty());
        problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        getChildren().addAll(problem, content);
        model.reviewProperty().subscribe(this::show);
    }

    private void show(Optional<ChangeReview> shown) {
        content.getChildren().clear();
        shown.ifPresent(review -> {
            content.getChildren().add(words(review.path(), "change-path"));
            content.getChildren().add(diff(review));
            if (!review.title().isEmpty()) {
                content.getChildren().add(words(review.title(), "change-title"));
                content.getChildren().add(words(review.body(), "change-body"));
            }
        });
    }

    private VBox diff(ChangeReview review) {
        VBox diff = new VBox();
        diff.setId("diff");
        diff.getStyleClass().add("diff");
        diff.setAccessibleRole(AccessibleRole.TEXT);
        diff.setAccessibleText(review.lines().stream()
                .map(line -> texts.get("change.line." + key(line), line.text()))
                .collect(Collectors.joining(". ")));
        review.lines().forEach(line -> diff.getChildren().add(row(line)));
        return diff;
    }

    /** The sign stands in a column of its own, so that a long line wraps beside it. */
    private static HBox row(DiffLine line) {
        Label sign = new Label(line.kind().sign());
        sign.setMinWidth(USE_PREF_SIZE);
        Label text = words(line.text(), "diff-text");
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox row = new HBox(sign, text);
        row.getStyleClass().addAll("diff-line", key(line));
        return row;
    }

    private static String key(DiffLine line) {
        return line.kind().name().toLowerCase(Locale.ROOT);
    }

    private static Label words(String text, String styleClass) {
        Label label = new Label(text);
        label.getStyleClass().add(styleClass);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }
}
