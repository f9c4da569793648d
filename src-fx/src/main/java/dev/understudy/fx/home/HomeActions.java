package dev.understudy.fx.home;

import dev.understudy.fx.action.Action;
import dev.understudy.fx.text.Texts;
import java.util.List;

/** What can be done to Home from anywhere. */
public final class HomeActions {
    private final HomeViewModel home;
    private final Texts texts;

    public HomeActions(HomeViewModel home, Texts texts) {
        this.home = home;
        this.texts = texts;
    }

    /** All of them, in the order of the palette. */
    public List<Action> all() {
        return List.of(
                action("home.retrain", home::retrain),
                action("home.new", home::newTask),
                action("home.refresh", home::refresh, "F5"));
    }

    private Action action(String id, Runnable command, String... keys) {
        return new Action(id, texts.get("action." + id), List.of(keys), command);
    }
}
