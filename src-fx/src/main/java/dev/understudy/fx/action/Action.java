package dev.understudy.fx.action;

import java.util.List;

/**
 * Something the user can do from anywhere in the window.
 *
 * @param id stable name, such as {@code screen.home}
 * @param title what it does, as people say it
 * @param keys what triggers it, the one to show first; as {@code KeyCombination} reads them ("Shortcut+K"); may be none
 * @param command what to run, on the FX thread
 */
public record Action(String id, String title, List<String> keys, Runnable command) {
    public Action {
        keys = List.copyOf(keys);
        if (id.isBlank() || title.isBlank()) {
            throw new IllegalArgumentException(
                    "an action needs an id and a title, and has \"" + id + "\", \"" + title + "\"");
        }
    }

    /** Does it. */
    public void run() {
        command.run();
    }
}
