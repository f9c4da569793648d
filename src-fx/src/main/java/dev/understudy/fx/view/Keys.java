package dev.understudy.fx.view;

import dev.understudy.fx.action.Action;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.input.KeyCombination;

/** Actions on the keyboard. */
public final class Keys {
    private Keys() {}

    /** The keys of an action as this system writes them ("Ctrl+K"), or nothing. */
    public static String display(Action action) {
        return action.keys().isEmpty()
                ? ""
                : KeyCombination.valueOf(action.keys().getFirst()).getDisplayText();
    }

    /** Binds every action's keys in a scene. */
    public static void bind(Scene scene, List<Action> actions) {
        for (Action action : actions) {
            for (String keys : action.keys()) {
                scene.getAccelerators().put(KeyCombination.valueOf(keys), action::run);
            }
        }
    }
}
