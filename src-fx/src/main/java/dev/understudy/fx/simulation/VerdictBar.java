package dev.understudy.fx.simulation;

import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.report.Headline;
import dev.understudy.engine.report.LooksLine;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.view.WrappedLabel;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The verdict in one sentence, with an icon and a word, and how much it stands on. */
final class VerdictBar extends HBox {
    private static final double SECONDS_A_DAY = 86_400;

    VerdictBar(Comparison comparison, Texts texts) {
        Headline headline = comparison.report().headline();
        SimulationReport report = comparison.stored().report();
        getStyleClass().addAll("simulation-bar", "verdict-bar", "verdict-" + headline.decision());
        setId("verdict");
        Label claim = new WrappedLabel("bar-title", headline.word() + ": " + headline.claim());
        VBox words = new VBox(claim);
        words.getStyleClass().add("bar-words");
        if (!headline.grounds().isEmpty()) {
            words.getChildren().add(new WrappedLabel("bar-text", headline.grounds()));
        }
        words.getChildren().add(new WrappedLabel("bar-text", capitalised(LooksLine.of(comparison.stored())) + "."));
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren()
                .addAll(
                        icon(headline.decision()),
                        words,
                        figure(
                                Figures.count(report.events()),
                                texts.get(
                                        report.events() == 1 ? "simulation.figure.event" : "simulation.figure.events")),
                        figure(Figures.percent(report.outcomes().coverage()), texts.get("simulation.figure.coverage")),
                        figure(
                                texts.get(
                                        "simulation.figure.seconds",
                                        report.timing().totalSeconds()),
                                texts.get(
                                        "simulation.figure.instead",
                                        Math.round(report.window().length().toSeconds() / SECONDS_A_DAY))));
        setAccessibleText(claim.getText() + ". " + headline.grounds());
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static Node icon(String decision) {
        FontIcon icon = new FontIcon();
        icon.getStyleClass().addAll("verdict-icon", "icon-" + decision);
        StackPane disc = new StackPane(icon);
        disc.getStyleClass().add("verdict-disc");
        return disc;
    }

    private static Node figure(String value, String label) {
        Label number = new Label(value);
        number.getStyleClass().add("figure-value");
        Label of = new Label(label);
        of.getStyleClass().add("figure-label");
        VBox box = new VBox(number, of);
        box.getStyleClass().add("figure");
        box.setMinWidth(USE_PREF_SIZE);
        return box;
    }
}
