package dev.understudy.fx.simulation;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;

/** Events on which the models disagree, filtered by text and by whom the outcome proves right. */
final class DisagreementsViewModel {
    private final FilteredList<DisagreementRow> rows;
    private final int all;
    private final StringProperty filter = new SimpleStringProperty("");
    private final ObjectProperty<Optional<DisagreementRow.Flip>> flip = new SimpleObjectProperty<>(Optional.empty());

    DisagreementsViewModel(List<DisagreementRow> all) {
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
