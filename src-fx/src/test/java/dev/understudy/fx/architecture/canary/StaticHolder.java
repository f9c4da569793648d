package dev.understudy.fx.architecture.canary;

import javafx.beans.property.SimpleStringProperty;

/** Keeps state for all in a constant that can be changed: must be rejected. */
final class StaticHolder {
    static final SimpleStringProperty TITLE = new SimpleStringProperty("");

    private StaticHolder() {}
}
