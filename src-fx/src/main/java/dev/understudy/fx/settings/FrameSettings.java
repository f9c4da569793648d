package dev.understudy.fx.settings;

import dev.understudy.fx.screen.Screen;
import dev.understudy.fx.theme.TextSize;
import dev.understudy.fx.theme.ThemeChoice;
import dev.understudy.fx.tool.ToolWindow;
import java.util.Optional;

/**
 * What the window remembers.
 *
 * @param screen the screen shown last
 * @param theme light, dark, or as the system
 * @param size size of everything
 * @param tool the tool window that was open, if any
 * @param toolShare how much of the height tool windows take, 0 to 1
 * @param bounds where the window was; empty at the first start
 */
public record FrameSettings(
        Screen screen,
        ThemeChoice theme,
        TextSize size,
        Optional<ToolWindow> tool,
        double toolShare,
        Optional<WindowBounds> bounds) {
    /** The first start. */
    public static final FrameSettings DEFAULT = new FrameSettings(
            Screen.HOME, ThemeChoice.SYSTEM, TextSize.NORMAL, Optional.empty(), 0.3, Optional.empty());

    public FrameSettings {
        if (!(toolShare > 0 && toolShare < 1)) {
            throw new IllegalArgumentException("tool windows take a share between 0 and 1, and not " + toolShare);
        }
    }

    /** These settings with other bounds. */
    public FrameSettings at(Optional<WindowBounds> where) {
        return new FrameSettings(screen, theme, size, tool, toolShare, where);
    }
}
