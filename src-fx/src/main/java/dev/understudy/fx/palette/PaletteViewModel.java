package dev.understudy.fx.palette;

import dev.understudy.fx.action.Action;
import dev.understudy.fx.action.ActionMatch;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What is typed, what fits it, and which of that is chosen. */
public final class PaletteViewModel {
    private final List<Action> actions;
    private final BooleanProperty open;
    private final StringProperty typed = new SimpleStringProperty("");
    private final ObservableList<Action> found = FXCollections.observableArrayList();
    private final ReadOnlyIntegerWrapper chosen = new ReadOnlyIntegerWrapper(-1);

    /**
     * @param actions all there are
     * @param open whether the palette is open; shared with the frame
     */
    public PaletteViewModel(List<Action> actions, BooleanProperty open) {
        this.actions = List.copyOf(actions);
        this.open = open;
        typed.subscribe(this::search);
        open.subscribe(now -> typed.set(""));
    }

    private void search(String text) {
        found.setAll(ActionMatch.find(actions, text));
        chosen.set(found.isEmpty() ? -1 : 0);
    }

    /** Whether the palette is open. */
    public BooleanProperty openProperty() {
        return open;
    }

    /** What is typed. */
    public StringProperty typedProperty() {
        return typed;
    }

    /** What fits it, best first. */
    public ObservableList<Action> found() {
        return found;
    }

    /** Index of the chosen one in {@link #found}, or -1. */
    public ReadOnlyIntegerProperty chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /** Chooses one of those found. */
    public void choose(int index) {
        chosen.set(found.isEmpty() ? -1 : Math.clamp(index, 0, found.size() - 1));
    }

    /** Chooses further down, or up where negative; from the last on to the first. */
    public void move(int by) {
        if (!found.isEmpty()) {
            chosen.set(Math.floorMod(chosen.get() + by, found.size()));
        }
    }

    /** Does what is chosen, and closes. */
    public void runChosen() {
        if (chosen.get() >= 0) {
            Action action = found.get(chosen.get());
            // Closed first: the action may open something that wants the focus, the palette itself included.
            close();
            action.run();
        }
    }

    /** Closes without doing anything. */
    public void close() {
        open.set(false);
    }
}
