package dev.understudy.fx.frame;

import dev.understudy.fx.action.Action;
import dev.understudy.fx.screen.Screen;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.theme.ThemeChoice;
import dev.understudy.fx.tool.ToolWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** What can be done to the frame itself. Screens add their own actions to these. */
public final class FrameActions {
    private final FrameViewModel frame;
    private final IntConsumer movePane;
    private final Runnable copyCommand;
    private final Texts texts;

    /**
     * @param movePane moves the focus so many panes on
     * @param copyCommand copies the command of the screen that is shown
     */
    public FrameActions(FrameViewModel frame, IntConsumer movePane, Runnable copyCommand, Texts texts) {
        this.frame = frame;
        this.movePane = movePane;
        this.copyCommand = copyCommand;
        this.texts = texts;
    }

    /** All of them, in the order of the palette. */
    public List<Action> all() {
        List<Action> actions = new ArrayList<>();
        for (Screen screen : Screen.values()) {
            String title = texts.get("action.go", texts.get("screen." + screen.key()));
            actions.add(
                    new Action("screen." + screen.key(), title, List.of(screen.shortcut()), () -> frame.goTo(screen)));
        }
        actions.add(action("theme.toggle", frame::toggleTheme, "Shortcut+Shift+L"));
        for (ThemeChoice choice : ThemeChoice.values()) {
            actions.add(action("theme." + choice.key(), () -> frame.choose(choice)));
        }
        actions.add(action("tool.toggle", frame::toggleTools, "Shortcut+J"));
        for (ToolWindow tool : ToolWindow.values()) {
            String title = texts.get("action.tool", texts.get("tool." + tool.key()));
            actions.add(new Action("tool." + tool.key(), title, List.of(), () -> frame.toggle(tool)));
        }
        actions.add(action("size.larger", frame::larger, "Shortcut+Equals", "Shortcut+Plus", "Shortcut+Add"));
        actions.add(action("size.smaller", frame::smaller, "Shortcut+Minus", "Shortcut+Subtract"));
        actions.add(action("size.normal", frame::normalSize, "Shortcut+0", "Shortcut+Numpad 0"));
        actions.add(action("pane.next", () -> movePane.accept(1), "F6"));
        actions.add(action("pane.previous", () -> movePane.accept(-1), "Shift+F6"));
        actions.add(action("copy.command", copyCommand, "Shortcut+Shift+C"));
        actions.add(action("palette.open", () -> frame.paletteOpenProperty().set(true), "Shortcut+K"));
        return List.copyOf(actions);
    }

    private Action action(String id, Runnable command, String... keys) {
        return new Action(id, texts.get("action." + id), List.of(keys), command);
    }
}
