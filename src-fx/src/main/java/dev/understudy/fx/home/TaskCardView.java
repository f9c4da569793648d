package dev.understudy.fx.home;

import dev.understudy.fx.chart.SparklineView;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.view.ColumnsPane;
import dev.understudy.fx.view.EndsPane;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** A task's card. */
final class TaskCardView extends VBox {
    private static final int FIGURES = 5;

    private final TaskCardViewModel model;
    private final Texts texts;

    TaskCardView(TaskCardViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().addAll("card", "task-card");
        setId("card-" + model.task());
        setAccessibleText(texts.get("home.card", model.task()));
        getChildren().addAll(head(), banner(), figures(), shares());
        model.pending().forEach(change -> getChildren().add(pending(change)));
        model.pendingTrouble().ifPresent(reason -> getChildren().add(trouble(reason)));
        getChildren().add(foot());
    }

    private Node head() {
        Label name = new Label(model.task().text());
        name.getStyleClass().add("task-name");
        HBox head = new HBox(name, Chips.chip(model.kind(), Tone.PLAIN));
        head.getStyleClass().add("card-head");
        return head;
    }

    private Node banner() {
        VerdictBanner banner = model.banner();
        FontIcon icon = new FontIcon();
        icon.getStyleClass().add("tone-icon");
        Button button = new Button(banner.text(), icon);
        button.setId("verdict-" + model.task());
        button.getStyleClass().setAll("verdict-banner", banner.tone().key());
        button.setWrapText(true);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setMinHeight(USE_PREF_SIZE);
        button.setTooltip(tip(banner.help()));
        button.setAccessibleText(banner.text() + " " + texts.get("home.open.help", model.task()));
        button.setOnAction(_ -> model.open());
        return button;
    }

    private Node figures() {
        ColumnsPane figures = new ColumnsPane(FIGURES);
        figures.getStyleClass().add("key-figures");
        model.figures().forEach(figure -> figures.getChildren().add(figure(figure)));
        return figures;
    }

    private static Node figure(KeyFigure figure) {
        Label label = new Label(figure.label());
        label.getStyleClass().add("figure-label");
        Label value = new Label(figure.value());
        value.getStyleClass().add("figure-value");
        Label note = new Label(figure.note());
        note.getStyleClass().add("figure-note");
        VBox all = new VBox(label, value, note);
        all.getStyleClass().addAll("key-figure", figure.tone().key());
        Tooltip.install(all, tip(figure.help()));
        all.setAccessibleText(figure.label() + " " + figure.value() + ", " + figure.note());
        return all;
    }

    private Node shares() {
        if (model.line().isEmpty()) {
            Label none = new Label(model.sharesSentence());
            none.getStyleClass().add("card-none");
            none.setWrapText(true);
            none.setMaxHeight(Double.MAX_VALUE);
            VBox.setVgrow(none, Priority.ALWAYS);
            return none;
        }
        SparklineView line = new SparklineView();
        line.show(model.line().get());
        VBox.setVgrow(line, Priority.ALWAYS);
        return line;
    }

    /** A pull request that waits; its address is there to be taken along, as nothing here opens a browser. */
    private Node pending(PendingLine change) {
        Label words = new Label(change.text());
        words.getStyleClass().add("pending-text");
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        Hyperlink copy = new Hyperlink(texts.get("home.pending.copy"));
        copy.setId("pending-" + change.branch());
        copy.setMinWidth(USE_PREF_SIZE);
        copy.setTooltip(tip(change.url()));
        copy.setAccessibleText(texts.get("home.pending.copy.help", change.url()));
        copy.setOnAction(_ -> model.copy(change));
        HBox line = new HBox(words, copy);
        line.getStyleClass().addAll("pending-change", change.tone().key());
        line.setAccessibleText(change.text());
        return line;
    }

    private static Node trouble(String reason) {
        Label words = new Label(reason);
        words.getStyleClass().add("card-none");
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        return words;
    }

    private Node foot() {
        HBox links = new HBox(link("open", model::open), link("simulate", model::simulate), rollBack());
        links.getStyleClass().add("card-links");
        EndsPane foot = new EndsPane(way(), links);
        foot.getStyleClass().add("card-foot");
        return foot;
    }

    private Node rollBack() {
        Hyperlink link = link("rollback", model::rollBack);
        link.setDisable(!model.canRollBack());
        return link;
    }

    private Hyperlink link(String name, Runnable action) {
        Hyperlink link = new Hyperlink(texts.get("home." + name));
        link.setId(name + "-" + model.task());
        link.setMinWidth(USE_PREF_SIZE);
        link.setAccessibleText(texts.get("home." + name + ".help", model.task()));
        link.setOnAction(_ -> action.run());
        return link;
    }

    private Node way() {
        HBox way = new HBox();
        way.getStyleClass().add("way");
        way.setAccessibleText(model.waySentence());
        Tooltip.install(way, tip(model.waySentence()));
        if (model.way().isEmpty()) {
            way.getChildren().add(step(model.waySentence(), false));
        }
        for (WayStep step : model.way()) {
            if (!way.getChildren().isEmpty()) {
                Region line = new Region();
                line.getStyleClass().addAll("way-line", step.isDone() ? "done" : "open");
                way.getChildren().add(line);
            }
            way.getChildren().add(step(step.text(), step.isDone()));
        }
        return way;
    }

    private static Label step(String text, boolean isDone) {
        Label label = new Label(text);
        label.getStyleClass().addAll("way-step", isDone ? "done" : "open");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private static Tooltip tip(String text) {
        Tooltip tip = new Tooltip(text);
        tip.getStyleClass().add("long-tip");
        tip.setWrapText(true);
        return tip;
    }
}
