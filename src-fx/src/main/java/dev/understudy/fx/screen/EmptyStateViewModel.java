package dev.understudy.fx.screen;

import dev.understudy.fx.text.Texts;
import dev.understudy.fx.view.TextClipboard;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/** What a screen says until there is more to it: what will be there, and which command does it today. */
public final class EmptyStateViewModel {
    private final Screen screen;
    private final Texts texts;
    private final TextClipboard clipboard;
    private final ReadOnlyBooleanWrapper copied = new ReadOnlyBooleanWrapper();

    public EmptyStateViewModel(Screen screen, Texts texts, TextClipboard clipboard) {
        this.screen = screen;
        this.texts = texts;
        this.clipboard = clipboard;
    }

    /** The screen that is empty. */
    public Screen screen() {
        return screen;
    }

    /** That nothing is there yet, in a few words. */
    public String title() {
        return texts.get("empty." + screen.key() + ".title");
    }

    /** What will be there. */
    public String text() {
        return texts.get("empty." + screen.key() + ".text");
    }

    /** The command that does it today. */
    public String command() {
        return texts.get("empty." + screen.key() + ".command");
    }

    /** Copies the command. */
    public void copy() {
        clipboard.copy(command());
        copied.set(true);
    }

    /** Whether it was copied just now. */
    public ReadOnlyBooleanProperty copiedProperty() {
        return copied.getReadOnlyProperty();
    }

    /** "Just now" is over. */
    public void forgetCopied() {
        copied.set(false);
    }
}
