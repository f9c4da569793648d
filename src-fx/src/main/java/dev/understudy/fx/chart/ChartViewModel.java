package dev.understudy.fx.chart;

import dev.understudy.engine.report.ChartCard;
import dev.understudy.engine.report.DataTable;
import dev.understudy.engine.report.chart.Chart;
import dev.understudy.engine.report.chart.VisibleText;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** A chart with its finding and its table, one of which is shown. */
public final class ChartViewModel {
    private final ReadOnlyObjectWrapper<ChartCard> card;
    private final ReadOnlyBooleanWrapper tableShown = new ReadOnlyBooleanWrapper();

    public ChartViewModel(ChartCard card) {
        this.card = new ReadOnlyObjectWrapper<>(card);
    }

    /** What is shown. */
    public ReadOnlyObjectProperty<ChartCard> cardProperty() {
        return card.getReadOnlyProperty();
    }

    /** Whether the table stands in the chart's place. */
    public ReadOnlyBooleanProperty tableShownProperty() {
        return tableShown.getReadOnlyProperty();
    }

    /** Shows another chart; a table stays a table where there is one. */
    public void show(ChartCard next) {
        card.set(next);
        tableShown.set(tableShown.get() && canToggle());
    }

    /** Chart to table and back, where there are both. */
    public void toggleTable() {
        tableShown.set(!tableShown.get() && canToggle());
    }

    /** Whether there is a table that could stand in the chart's place. */
    public boolean canToggle() {
        return chart().isPresent() && table().isPresent();
    }

    /** The finding, in one sentence. */
    public String title() {
        return VisibleText.of(card.get().finding());
    }

    /** How it was found, or why nothing can be drawn. */
    public String caption() {
        return VisibleText.of(card.get().caption());
    }

    /** What to draw; empty where the caption says why there is nothing. */
    public Optional<Chart> chart() {
        return card.get().chart();
    }

    /** The numbers behind it. */
    public Optional<DataTable> table() {
        return card.get().table();
    }
}
