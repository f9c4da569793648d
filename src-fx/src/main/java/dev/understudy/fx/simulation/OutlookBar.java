package dev.understudy.fx.simulation;

import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.gate.PowerReading;
import dev.understudy.engine.overview.WindowOutlook;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.view.WrappedLabel;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** What can be expected of the chosen simulation, and the button that runs it. */
final class OutlookBar extends HBox {
    private final VBox words = new VBox();
    private final Button start = new Button();
    private final Texts texts;

    OutlookBar(SimulationViewModel model, Texts texts) {
        this.texts = texts;
        getStyleClass().addAll("simulation-bar", "outlook-bar");
        words.getStyleClass().add("bar-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        start.setText(texts.get("simulation.start"));
        start.setId("start");
        start.getStyleClass().addAll("accent", "primary-button");
        start.setMinWidth(USE_PREF_SIZE);
        start.setTooltip(new Tooltip(texts.get(
                "simulation.start.keys",
                KeyCombination.valueOf("Shortcut+Enter").getDisplayText())));
        start.setOnAction(_ -> model.start());
        getChildren().addAll(words, start);
    }

    /** Tells of these choices; the button stays, with the focus that it may have. */
    void show(SimulationState.Planned planned) {
        words.getChildren().clear();
        planned.problem().ifPresent(problem -> words.getChildren().add(warning(problem)));
        planned.outlook().ifPresent(outlook -> tell(outlook, words, texts));
        if (words.getChildren().isEmpty()) {
            words.getChildren().add(new WrappedLabel("bar-text", texts.get("simulation.outlook.reading")));
        }
        start.setDisable(planned.problem().isPresent());
    }

    private static void tell(WindowOutlook outlook, VBox words, Texts texts) {
        words.getChildren()
                .add(new WrappedLabel(
                        "bar-title",
                        texts.get(
                                "simulation.outlook.count",
                                outlook.count().events(),
                                Figures.percentDown(outlook.count().coverage()))));
        words.getChildren()
                .add(new WrappedLabel(
                        "bar-text",
                        outlook.detectable()
                                .map(least -> texts.get(
                                        "simulation.outlook.detectable",
                                        differences(least.power()),
                                        Figures.confidence(least.power().confidence()),
                                        least.simulation()))
                                .orElse(texts.get("simulation.outlook.detectable.unknown"))));
        if (outlook.count().logged() < outlook.count().events()
                && outlook.count().logged() > 0) {
            words.getChildren()
                    .add(new WrappedLabel(
                            "bar-text",
                            texts.get(
                                    "simulation.outlook.logged", outlook.count().logged())));
        }
        outlook.warnings().forEach(text -> words.getChildren().add(warning(text)));
    }

    /** Those that are known; a metric whose difference never varied has none. */
    private static String differences(PowerReading power) {
        return power.metrics().stream()
                .flatMap(entry -> entry.difference().stream()
                        .map(least -> Figures.value(least) + " of "
                                + entry.metric().metric().label()
                                + entry.metric()
                                        .slice()
                                        .map(slice -> " where " + slice)
                                        .orElse("")))
                .collect(Collectors.joining(", "));
    }

    private static Label warning(String text) {
        Label label = new WrappedLabel("bar-warning", text);
        FontIcon icon = new FontIcon();
        icon.getStyleClass().addAll("icon-warning", "small-icon");
        label.setGraphic(icon);
        return label;
    }
}
