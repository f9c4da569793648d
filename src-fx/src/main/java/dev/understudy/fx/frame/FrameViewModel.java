package dev.understudy.fx.frame;

import dev.understudy.fx.screen.Screen;
import dev.understudy.fx.settings.FrameSettings;
import dev.understudy.fx.theme.TextSize;
import dev.understudy.fx.theme.ThemeChoice;
import dev.understudy.fx.tool.ToolWindow;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;

/** What the window shows: its screen, tool window, theme and size, and whether the palette is open. */
public final class FrameViewModel {
    private final ReadOnlyObjectWrapper<Screen> screen;
    private final ReadOnlyObjectWrapper<ThemeChoice> theme;
    private final ReadOnlyObjectWrapper<TextSize> size;
    private final ReadOnlyObjectWrapper<Optional<ToolWindow>> tool;
    private final DoubleProperty toolShare;
    private final BooleanProperty paletteOpen = new SimpleBooleanProperty();
    private final BooleanProperty systemDark = new SimpleBooleanProperty();
    private ToolWindow lastTool;

    /**
     * @param start as the window was left
     */
    public FrameViewModel(FrameSettings start) {
        screen = new ReadOnlyObjectWrapper<>(start.screen());
        theme = new ReadOnlyObjectWrapper<>(start.theme());
        size = new ReadOnlyObjectWrapper<>(start.size());
        tool = new ReadOnlyObjectWrapper<>(start.tool());
        toolShare = new SimpleDoubleProperty(start.toolShare());
        lastTool = start.tool().orElse(ToolWindow.TASKS);
    }

    /** The screen shown. */
    public ReadOnlyObjectProperty<Screen> screenProperty() {
        return screen.getReadOnlyProperty();
    }

    /** The theme asked for. */
    public ReadOnlyObjectProperty<ThemeChoice> themeProperty() {
        return theme.getReadOnlyProperty();
    }

    /** The size of everything. */
    public ReadOnlyObjectProperty<TextSize> sizeProperty() {
        return size.getReadOnlyProperty();
    }

    /** The open tool window, if any. */
    public ReadOnlyObjectProperty<Optional<ToolWindow>> toolProperty() {
        return tool.getReadOnlyProperty();
    }

    /** How much of the height tool windows take; the divider writes it. */
    public DoubleProperty toolShareProperty() {
        return toolShare;
    }

    /** Whether the palette is open. */
    public BooleanProperty paletteOpenProperty() {
        return paletteOpen;
    }

    /** Whether the system is dark now; the window writes it. */
    public BooleanProperty systemDarkProperty() {
        return systemDark;
    }

    /** Whether the window is dark now. */
    public boolean isDark() {
        return theme.get().isDark(systemDark.get());
    }

    /** Shows a screen. */
    public void goTo(Screen next) {
        screen.set(next);
    }

    /** Asks for a theme. */
    public void choose(ThemeChoice choice) {
        theme.set(choice);
    }

    /** From dark to light or back, whatever the system is. */
    public void toggleTheme() {
        theme.set(isDark() ? ThemeChoice.LIGHT : ThemeChoice.DARK);
    }

    /** Opens this tool window, or closes it where it is the open one. */
    public void toggle(ToolWindow window) {
        lastTool = window;
        tool.set(tool.get().equals(Optional.of(window)) ? Optional.empty() : Optional.of(window));
    }

    /** Closes the open tool window, or opens the one that was open last. */
    public void toggleTools() {
        toggle(tool.get().orElse(lastTool));
    }

    /** Everything a step larger. */
    public void larger() {
        size.set(size.get().larger());
    }

    /** Everything a step smaller. */
    public void smaller() {
        size.set(size.get().smaller());
    }

    /** Everything as designed. */
    public void normalSize() {
        size.set(TextSize.NORMAL);
    }

    /** What to remember of this; where the window stands is not known here. */
    public FrameSettings settings() {
        return new FrameSettings(screen.get(), theme.get(), size.get(), tool.get(), toolShare.get(), Optional.empty());
    }
}
