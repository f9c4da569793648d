package dev.understudy.fx.home;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** Words in a coloured pill. */
final class Chips {
    private Chips() {}

    static Label chip(String text, Tone tone) {
        Label chip = new Label(text);
        chip.getStyleClass().addAll("chip", tone.key());
        chip.setMinWidth(Region.USE_PREF_SIZE);
        return chip;
    }
}
