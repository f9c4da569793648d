package dev.understudy.fx.release;

import dev.understudy.fx.sheet.SheetView;
import dev.understudy.fx.text.Texts;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The review of a release, and its button. */
public final class PublishSheet {
    private final SheetView sheet;

    public PublishSheet(PublishViewModel model, Texts texts) {
        Label subject = new Label();
        subject.textProperty().bind(model.subjectProperty());
        subject.setWrapText(true);
        subject.setMinHeight(Region.USE_PREF_SIZE);
        VBox body = new VBox(subject, new ChangeReviewView(model.change(), texts));
        body.getStyleClass().add("change-sheet");
        ChangeButtons buttons = new ChangeButtons(model.change(), "publish", model::publish, texts);
        sheet = new SheetView(
                texts.get("publish"),
                body,
                buttons,
                buttons.cancel(),
                model.change().openProperty());
    }

    /** The node to lay over the window. */
    public Node root() {
        return sheet.root();
    }
}
