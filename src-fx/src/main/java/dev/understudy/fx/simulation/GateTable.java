package dev.understudy.fx.simulation;

import dev.understudy.engine.report.GateRow;
import dev.understudy.fx.text.Texts;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Metrics line by line: live, candidate, difference, interval, margin, conclusion. */
final class GateTable extends GridPane {
    private static final List<String> HEADERS =
            List.of("metric", "live", "candidate", "difference", "interval", "margin", "conclusion");

    private final Texts texts;
    private int next;

    /**
     * @param rows from top to bottom
     * @param isDeciding whether there are margins and conclusions
     */
    GateTable(List<GateRow> rows, boolean isDeciding, Texts texts) {
        this.texts = texts;
        getStyleClass().add("gate-table");
        int columns = isDeciding ? HEADERS.size() : HEADERS.size() - 2;
        for (int column = 0; column < columns; column++) {
            ColumnConstraints constraints = new ColumnConstraints();
            constraints.setHalignment(column == 0 ? HPos.LEFT : HPos.RIGHT);
            constraints.setHgrow(column == 0 ? Priority.ALWAYS : Priority.SOMETIMES);
            constraints.setMinWidth(Region.USE_PREF_SIZE);
            getColumnConstraints().add(constraints);
            // the last column's chips speak for themselves
            Label header = new Label(column == 6 ? "" : texts.get("simulation.gate." + HEADERS.get(column)));
            header.getStyleClass().add("gate-header");
            add(header, column, next);
        }
        rule(columns);
        rows.forEach(row -> add(row, columns));
    }

    private void rule(int columns) {
        Region rule = new Region();
        rule.getStyleClass().add("gate-rule");
        add(rule, 0, next + 1, columns, 1);
        next += 2;
    }

    private void add(GateRow row, int columns) {
        Node name = name(row);
        add(name, 0, next);
        add(number(row.figures().live()), 1, next);
        add(number(row.figures().candidate()), 2, next);
        if (row.undetermined().isEmpty()) {
            add(styled(row.figures().difference(), "gate-difference"), 3, next);
            add(styled(row.figures().interval(), "gate-interval"), 4, next);
        } else {
            Label why = styled(texts.get("simulation.gate.undetermined", row.undetermined()), "gate-interval");
            why.setWrapText(true);
            add(why, 3, next, 2, 1);
        }
        if (columns == HEADERS.size()) {
            add(styled(row.margin(), "gate-interval"), 5, next);
            add(chip(row), 6, next);
        }
        name.setAccessibleRole(AccessibleRole.TEXT);
        name.setAccessibleText(texts.get(
                "simulation.gate.row",
                row.metric() + (row.slice().isEmpty() ? "" : " " + texts.get("simulation.gate.where", row.slice())),
                row.figures().live(),
                row.figures().candidate(),
                row.figures().difference(),
                row.figures().interval(),
                row.conclusion()));
        rule(columns);
    }

    private Node name(GateRow row) {
        Label metric = styled(row.metric(), "gate-metric");
        VBox box = new VBox(metric);
        if (!row.slice().isEmpty()) {
            box.getChildren().add(styled(texts.get("simulation.gate.where", row.slice()), "gate-metric"));
        }
        box.getChildren().add(styled(row.role().isEmpty() ? row.better() : row.role(), "gate-role"));
        return box;
    }

    private static Node chip(GateRow row) {
        Label chip = new Label(row.mark() + " " + row.conclusion());
        chip.getStyleClass().addAll("chip", "chip-" + row.conclusion());
        chip.setMinWidth(Region.USE_PREF_SIZE);
        return chip;
    }

    private static Label number(String text) {
        return styled(text, "gate-number");
    }

    private static Label styled(String text, String styleClass) {
        Label label = new Label(text);
        label.getStyleClass().add(styleClass);
        return label;
    }
}
