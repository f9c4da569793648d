package dev.understudy.fx.release;

import dev.understudy.fx.text.Texts;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** The buttons beneath a review: away from it, and to make the change. */
final class ChangeButtons extends HBox {
    private final Button cancel;

    /**
     * @param key of the words of the button that acts; with ".running" while it does
     */
    ChangeButtons(ChangeViewModel model, String key, Runnable act, Texts texts) {
        cancel = new Button(texts.get("change.cancel"));
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setOnAction(_ -> model.openProperty().set(false));
        Button make = new Button();
        make.setId("make-change");
        make.getStyleClass().add("success");
        make.setMinWidth(Region.USE_PREF_SIZE);
        make.textProperty()
                .bind(Bindings.when(model.workingProperty())
                        .then(texts.get(key + ".working"))
                        .otherwise(texts.get(key + ".act")));
        make.disableProperty().bind(model.readyBinding().not());
        make.setOnAction(_ -> act.run());
        getChildren().addAll(cancel, make);
    }

    /** What can take the focus at once. */
    Button cancel() {
        return cancel;
    }
}
