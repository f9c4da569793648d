package dev.understudy.fx.simulation;

import dev.understudy.engine.report.ChartCard;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;

/** Events on which the models disagree, filtered by text and by whom the outcome proves right. */
final class DisagreementsViewModel {
    private final Explaining explaining;
    private final ReadOnlyObjectWrapper<Optional<ChartCard>> moved = new ReadOnlyObjectWrapper<>(Optional.empty());
    /** Which choice was the last; answers to earlier ones are out of date. */
    private int choices;

    private final FilteredList<DisagreementRow> rows;
    private final int all;
    private final StringProperty filter = new SimpleStringProperty("");
    private final ObjectProperty<Optional<DisagreementRow.Flip>> flip = new SimpleObjectProperty<>(Optional.empty());

    /** Asks what moved both models' scores of an event. */
    @FunctionalInterface
    interface Explaining {
        /** Hands the answer over later, on the FX thread. */
        void explain(String event, Consumer<ChartCard> onDone);
    }

    DisagreementsViewModel(List<DisagreementRow> all, Explaining explaining) {
        this.explaining = explaining;
        this.rows = new FilteredList<>(FXCollections.observableArrayList(all));
        this.all = all.size();
        filter.subscribe(_ -> sift());
        flip.subscribe(_ -> sift());
    }

    private void sift() {
        String text = filter.get();
        Optional<DisagreementRow.Flip> wanted = flip.get();
        rows.setPredicate(row ->
                row.holds(text) && wanted.filter(kind -> kind != row.flip()).isEmpty());
    }

    /** Asks what moved the scores of an event that is chosen. */
    void choose(Optional<DisagreementRow> row) {
        int number = ++choices;
        moved.set(Optional.empty());
        row.ifPresent(chosen -> explaining.explain(chosen.event(), card -> {
            if (number == choices) {
                moved.set(Optional.of(card));
            }
        }));
    }

    /** What moved the scores of the event that is chosen; empty until that is known. */
    ReadOnlyObjectProperty<Optional<ChartCard>> movedProperty() {
        return moved.getReadOnlyProperty();
    }

    /** Those that pass the filter. */
    FilteredList<DisagreementRow> rows() {
        return rows;
    }

    /** How many there are without a filter. */
    int all() {
        return all;
    }

    /** The text that a row must hold. */
    StringProperty filterProperty() {
        return filter;
    }

    /** Whom the outcome must prove right; empty for all. */
    ObjectProperty<Optional<DisagreementRow.Flip>> flipProperty() {
        return flip;
    }
}
