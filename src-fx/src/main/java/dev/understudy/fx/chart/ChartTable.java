package dev.understudy.fx.chart;

import atlantafx.base.theme.Styles;
import dev.understudy.engine.report.DataTable;
import dev.understudy.engine.report.chart.VisibleText;
import dev.understudy.fx.view.TextClipboard;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/** The numbers behind a chart, in columns that can be copied as tab-separated lines. */
final class ChartTable extends TableView<List<String>> {
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    ChartTable(DataTable table, String spoken, TextClipboard clipboard) {
        getStyleClass().addAll("chart-table", Styles.DENSE);
        setAccessibleText(spoken);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        for (int i = 0; i < table.headers().size(); i++) {
            getColumns().add(column(table, i));
        }
        getItems().setAll(table.rows());
        setOnKeyPressed(event -> {
            if (COPY.match(event)) {
                clipboard.copy(selectedLines());
                event.consume();
            }
        });
    }

    private static TableColumn<List<String>, String> column(DataTable table, int index) {
        TableColumn<List<String>, String> column =
                new TableColumn<>(VisibleText.of(table.headers().get(index)));
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(
                row -> new ReadOnlyStringWrapper(VisibleText.of(row.getValue().get(index))));
        if (index > 0) {
            column.getStyleClass().add("number");
        }
        return column;
    }

    private String selectedLines() {
        return getSelectionModel().getSelectedItems().stream()
                .map(row -> String.join("\t", row))
                .collect(Collectors.joining("\n"));
    }
}
