package dev.understudy.fx.view;

import javafx.scene.control.Label;

/** Words that break into lines where they do not fit, and are never less high than they need. */
public final class WrappedLabel extends Label {
    /**
     * @param styleClass what kind of words they are
     * @param text the words
     */
    public WrappedLabel(String styleClass, String text) {
        super(text);
        getStyleClass().add(styleClass);
        setWrapText(true);
        setMinHeight(USE_PREF_SIZE);
    }
}
