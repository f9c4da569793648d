package dev.understudy.fx.simulation;

import dev.understudy.engine.gate.GateCheck;
import dev.understudy.engine.report.ChartCard;
import dev.understudy.engine.report.DataTable;
import dev.understudy.engine.report.SetupRow;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.view.TextClipboard;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What is looked at after the verdict: disagreements, slices, differences in set-up, checks. */
final class DetailTabs extends TabPane {
    /** A chart of what moved an event's scores needs room. */
    private static final PseudoClass EXPLAINED = PseudoClass.getPseudoClass("explained");

    private final Texts texts;
    private final DisagreementsView disagreements;

    /**
     * @param explaining asked what moved an event's scores
     * @param clipboard where rows of tables are copied to
     * @param differencesOnly whether equal properties of the models are left out; remembered from one to the next
     */
    DetailTabs(
            Comparison comparison,
            BooleanProperty differencesOnly,
            DisagreementsViewModel.Explaining explaining,
            TextClipboard clipboard,
            Texts texts) {
        this.texts = texts;
        getStyleClass().add("detail-tabs");
        setAccessibleText(texts.get("simulation.tabs"));
        setTabClosingPolicy(TabClosingPolicy.UNAVAILABLE);
        DisagreementsViewModel differing = new DisagreementsViewModel(DisagreementRow.of(comparison), explaining);
        differing.movedProperty().subscribe(card -> pseudoClassStateChanged(EXPLAINED, card.isPresent()));
        disagreements = new DisagreementsView(
                differing, comparison.report().disagreements().sentence(), clipboard, texts);
        getTabs()
                .addAll(
                        tab(
                                texts.get(
                                        "simulation.tab.disagreements",
                                        comparison
                                                .stored()
                                                .report()
                                                .disagreements()
                                                .count()),
                                disagreements),
                        tab(texts.get("simulation.tab.slices"), slices(comparison)),
                        tab(
                                texts.get("simulation.tab.setup"),
                                setup(comparison.report().audit().setup(), differencesOnly)),
                        tab(
                                texts.get("simulation.tab.checks"),
                                checks(comparison.report().audit().checks())));
    }

    /** Shows the disagreements, with the focus in their filter. */
    void filterDisagreements() {
        getSelectionModel().selectFirst();
        disagreements.focusFilter();
    }

    private static Tab tab(String title, Node content) {
        return new Tab(title, content);
    }

    private Node slices(Comparison comparison) {
        return comparison.report().charts().stream()
                .filter(card -> card.key().equals("slices"))
                .flatMap(card -> card.table().stream())
                .findFirst()
                .<Node>map(this::table)
                .orElseGet(() -> sentence(comparison.report().charts().stream()
                        .filter(card -> card.key().equals("slices"))
                        .map(ChartCard::caption)
                        .findFirst()
                        .orElse(texts.get("simulation.slices.none"))));
    }

    private Node table(DataTable data) {
        return table(data.headers(), data.rows(), texts.get("simulation.tab.slices"));
    }

    private Node setup(List<SetupRow> rows, BooleanProperty differencesOnly) {
        FilteredList<SetupRow> shown = new FilteredList<>(FXCollections.observableArrayList(rows));
        differencesOnly.subscribe(only -> shown.setPredicate(row -> !only || row.isDifferent()));
        TableView<SetupRow> table = new TableView<>(shown);
        dress(table, texts.get("simulation.tab.setup"));
        table.getColumns().add(column(texts.get("simulation.setup.property"), SetupRow::property));
        table.getColumns().add(column(texts.get("simulation.gate.live"), SetupRow::live));
        table.getColumns().add(column(texts.get("simulation.gate.candidate"), SetupRow::candidate));
        CheckBox only = new CheckBox(texts.get(
                "simulation.setup.different",
                KeyCombination.valueOf("Shortcut+D").getDisplayText()));
        only.selectedProperty().bindBidirectional(differencesOnly);
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox box = new VBox(only, table);
        box.getStyleClass().add("tab-content");
        return box;
    }

    private Node checks(List<GateCheck> checks) {
        return table(
                List.of(
                        texts.get("simulation.checks.check"),
                        texts.get("simulation.gate.conclusion"),
                        texts.get("simulation.checks.detail")),
                checks.stream()
                        .map(check -> List.of(
                                check.check(),
                                texts.get(check.passed() ? "simulation.checks.passed" : "simulation.checks.failed"),
                                check.detail()))
                        .toList(),
                texts.get("simulation.tab.checks"));
    }

    private static Node table(List<String> headers, List<List<String>> rows, String title) {
        TableView<List<String>> table = new TableView<>(FXCollections.observableArrayList(rows));
        dress(table, title);
        for (int i = 0; i < headers.size(); i++) {
            int index = i;
            table.getColumns().add(column(headers.get(i), row -> row.get(index)));
        }
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox box = new VBox(table);
        box.getStyleClass().add("tab-content");
        return box;
    }

    private static void dress(TableView<?> table, String title) {
        table.getStyleClass().addAll("dense", "plain-table");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setAccessibleText(title);
    }

    private static <R> TableColumn<R, String> column(String title, java.util.function.Function<R, String> text) {
        TableColumn<R, String> column = new TableColumn<>(title);
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
        return column;
    }

    private static Node sentence(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add("quiet");
        VBox box = new VBox(label);
        box.getStyleClass().add("tab-content");
        return box;
    }
}
