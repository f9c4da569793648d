package dev.understudy.fx.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.css.PseudoClass;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/** Puts theme and size on a scene, live. */
public final class ThemeSwitch {
    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");

    /** Tokens first: the others are made of them. */
    private static final List<String> STYLES = List.of(
            "tokens",
            "size",
            "icons",
            "top-bar",
            "stripe",
            "content",
            "card",
            "chart",
            "empty-state",
            "home",
            "tool-area",
            "status-bar",
            "palette",
            "sheet",
            "simulation",
            "change",
            "toasts");

    private static final List<String> FONTS = List.of("Inter-Regular.ttf", "Inter-Bold.ttf");

    /** Gives a scene our stylesheets and fonts, once. */
    public void dress(Scene scene) {
        FONTS.forEach(ThemeSwitch::loadFont);
        STYLES.stream().map(ThemeSwitch::style).forEach(scene.getStylesheets()::add);
    }

    /** Light or dark, for every window of the application. */
    public void apply(Parent root, boolean dark) {
        Application.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        root.pseudoClassStateChanged(DARK, dark);
    }

    /** The size of everything beneath a root. */
    public void apply(Parent root, TextSize size) {
        root.getStyleClass().removeIf(name -> name.startsWith("size-"));
        root.getStyleClass().add(size.styleClass());
    }

    private static String style(String name) {
        return Objects.requireNonNull(ThemeSwitch.class.getResource(name + ".css"), name)
                .toExternalForm();
    }

    private static void loadFont(String name) {
        try (InputStream font = ThemeSwitch.class.getResourceAsStream("/dev/understudy/fx/font/" + name)) {
            Font.loadFont(Objects.requireNonNull(font, name), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the font " + name, e);
        }
    }
}
