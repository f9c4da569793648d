package dev.understudy.fx.settings;

import dev.understudy.fx.screen.Screen;
import dev.understudy.fx.theme.TextSize;
import dev.understudy.fx.theme.ThemeChoice;
import dev.understudy.fx.tool.ToolWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Settings as keys and values, each read by itself, so that one broken value costs one setting. */
final class SettingsText {
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final Properties values;
    private final List<String> broken = new ArrayList<>();

    SettingsText(Properties values) {
        this.values = values;
    }

    FrameSettings read() {
        FrameSettings normal = FrameSettings.DEFAULT;
        return new FrameSettings(
                value("screen", text -> Screen.valueOf(upper(text))).orElse(normal.screen()),
                value("theme", text -> ThemeChoice.valueOf(upper(text))).orElse(normal.theme()),
                value("size", text -> new TextSize(Integer.parseInt(text))).orElse(normal.size()),
                value("tool", text -> ToolWindow.valueOf(upper(text))),
                value("tool.share", SettingsText::share).orElse(normal.toolShare()),
                value("window", SettingsText::bounds));
    }

    /** The keys whose values made no sense. */
    List<String> broken() {
        return List.copyOf(broken);
    }

    static String write(FrameSettings settings) {
        StringBuilder text = new StringBuilder("# Understudy remembers its window here.\n");
        text.append("screen=").append(settings.screen().key()).append('\n');
        text.append("theme=").append(settings.theme().key()).append('\n');
        text.append("size=").append(settings.size().percent()).append('\n');
        settings.tool()
                .ifPresent(tool -> text.append("tool=").append(tool.key()).append('\n'));
        text.append("tool.share=").append(settings.toolShare()).append('\n');
        settings.bounds()
                .ifPresent(at -> text.append("window=").append(write(at)).append('\n'));
        return text.toString();
    }

    private <T> Optional<T> value(String key, Function<String, T> reader) {
        Optional<String> text = Optional.ofNullable(values.getProperty(key)).map(String::strip);
        try {
            return text.map(reader);
        } catch (RuntimeException _) {
            broken.add(key);
            return Optional.empty();
        }
    }

    private static double share(String text) {
        double share = Double.parseDouble(text);
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("a share is between 0 and 1");
        }
        return share;
    }

    private static String write(WindowBounds at) {
        return at.x() + " " + at.y() + " " + at.width() + " " + at.height() + " " + at.maximized();
    }

    private static WindowBounds bounds(String text) {
        List<String> parts = SPACES.splitAsStream(text).toList();
        return new WindowBounds(
                Double.parseDouble(parts.get(0)),
                Double.parseDouble(parts.get(1)),
                Double.parseDouble(parts.get(2)),
                Double.parseDouble(parts.get(3)),
                Boolean.parseBoolean(parts.get(4)));
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
