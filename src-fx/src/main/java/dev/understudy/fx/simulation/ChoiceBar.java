package dev.understudy.fx.simulation;

import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.fx.text.Dates;
import dev.understudy.fx.text.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** Task, pinned live model, candidate and window. */
final class ChoiceBar {
    private static final List<Integer> DAYS = List.of(7, 14, 28, 56);
    private static final int EARLIER = 20;

    private final SimulationViewModel model;
    private final SimulationChoices choices;
    private final SimulationActions actions;
    private final Texts texts;

    ChoiceBar(SimulationViewModel model, SimulationActions actions, Texts texts) {
        this.model = model;
        this.choices = model.choices();
        this.actions = actions;
        this.texts = texts;
    }

    List<Node> nodes() {
        MenuButton task = choice(
                "task-choice",
                texts.get("simulation.task.choice"),
                choices.tasks(),
                choices.taskProperty(),
                of -> of.task().name().text());
        // one task needs no choice
        task.visibleProperty().bind(Bindings.size(choices.tasks()).greaterThan(1));
        task.managedProperty().bind(task.visibleProperty());
        MenuButton candidate = choice(
                "candidate-choice",
                texts.get("simulation.candidate"),
                choices.candidates(),
                choices.candidateProperty(),
                version -> version.version() + "   "
                        + texts.get(
                                "simulation.candidate.known",
                                Dates.shortDay(version.facts().asOf())));
        Label against = new Label(texts.get("simulation.against"));
        against.getStyleClass().add("quiet");
        against.setMinWidth(Region.USE_PREF_SIZE);
        return List.of(task, live(), against, candidate, window());
    }

    /** A button with the words of what is chosen, which opens what there is to choose from. */
    private <T> MenuButton choice(
            String id,
            String name,
            ObservableList<T> items,
            ObjectProperty<@Nullable T> chosen,
            Function<T, String> words) {
        MenuButton button = new MenuButton();
        button.setId(id);
        button.getStyleClass().add("choice-button");
        button.setMnemonicParsing(false);
        button.setMinWidth(Region.USE_PREF_SIZE);
        chosen.subscribe(item -> {
            button.setText(item == null ? texts.get("simulation.choose") : words.apply(item));
            button.setAccessibleText(name + ": " + button.getText());
        });
        Runnable fill = () -> button.getItems()
                .setAll(items.stream()
                        .map(item -> item(words.apply(item), () -> chosen.set(item)))
                        .toList());
        items.addListener((ListChangeListener<T>) _ -> fill.run());
        fill.run();
        return button;
    }

    private Node live() {
        Region dot = new Region();
        dot.getStyleClass().add("live-dot");
        Label word = new Label(texts.get("simulation.live"));
        Label version = new Label();
        version.getStyleClass().add("strong");
        Label since = new Label();
        since.getStyleClass().add("quiet");
        Runnable tell = () -> {
            version.setText(model.live().map(Object::toString).orElse(texts.get("simulation.live.none")));
            since.setText(model.liveSince()
                    .map(day -> texts.get("simulation.live.since", day))
                    .orElse(""));
        };
        model.stateProperty().subscribe(tell);
        choices.taskProperty().subscribe(tell);
        since.managedProperty().bind(since.textProperty().isNotEmpty());
        HBox chip = new HBox(dot, word, version, since);
        chip.getStyleClass().add("choice-chip");
        chip.setMinWidth(Region.USE_PREF_SIZE);
        return chip;
    }

    private Node window() {
        Label arrow = new Label("→");
        arrow.getStyleClass().add("quiet");
        MenuButton more = new MenuButton();
        more.setId("window-more");
        more.setAccessibleText(texts.get("simulation.window.more"));
        more.setTooltip(new Tooltip(texts.get("simulation.window.more")));
        more.getStyleClass().add("window-more");
        more.setMinWidth(Region.USE_PREF_SIZE);
        Menu earlier = new Menu(texts.get("simulation.earlier"));
        more.getItems().setAll(items(earlier));
        more.setOnShowing(_ -> model.lookBack());
        model.earlier().addListener((ListChangeListener<StoredSimulation>) _ -> fill(earlier));
        fill(earlier);
        HBox window = new HBox(field("from", choices.fromProperty()), arrow, field("to", choices.toProperty()), more);
        window.getStyleClass().add("window-choice");
        window.setMinWidth(Region.USE_PREF_SIZE);
        return window;
    }

    private List<MenuItem> items(Menu earlier) {
        List<MenuItem> items = new ArrayList<>();
        for (int days : DAYS) {
            items.add(item(texts.get("simulation.window.last", days), () -> choices.takeLast(Duration.ofDays(days))));
        }
        items.add(new SeparatorMenuItem());
        items.add(item(texts.get("simulation.again"), model::start));
        items.add(item(texts.get("simulation.retrain"), actions::retrain));
        items.add(earlier);
        return items;
    }

    private void fill(Menu earlier) {
        earlier.getItems()
                .setAll(model.earlier().stream()
                        .limit(EARLIER)
                        .map(kept -> item(words(kept), () -> model.show(kept)))
                        .toList());
        if (earlier.getItems().isEmpty()) {
            MenuItem none = new MenuItem(texts.get("simulation.earlier.none"));
            none.setDisable(true);
            earlier.getItems().add(none);
        }
    }

    private String words(StoredSimulation kept) {
        SimulationReport report = kept.report();
        return texts.get(
                "simulation.earlier.row",
                kept.id(),
                report.candidate().version(),
                report.live().map(side -> side.version().text()).orElse(texts.get("simulation.live.none")),
                Dates.moment(report.window().from()),
                Dates.moment(report.window().to()),
                kept.decision());
    }

    private static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> action.run());
        return item;
    }

    private TextField field(String key, StringProperty value) {
        TextField field = new TextField();
        field.setId("window-" + key);
        field.getStyleClass().add("date-field");
        field.setAccessibleText(texts.get("simulation." + key));
        field.setTooltip(new Tooltip(texts.get("simulation." + key)));
        field.setText(value.get());
        value.subscribe(field::setText);
        // typed letter by letter it would be looked up letter by letter
        field.setOnAction(_ -> value.set(field.getText()));
        field.focusedProperty().subscribe((_, focused) -> {
            if (!focused) {
                value.set(field.getText());
            }
        });
        return field;
    }
}
