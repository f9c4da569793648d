package dev.understudy.fx.palette;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fx.action.Action;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.Test;

final class PaletteViewModelTest {
    private final List<String> done = new ArrayList<>();
    private final SimpleBooleanProperty open = new SimpleBooleanProperty(true);
    private final PaletteViewModel palette = new PaletteViewModel(
            List.of(action("Go to Home"), action("Go to Live"), action("Show or hide Log"), action("Theme: light")),
            open);

    @Test
    void allActionsAreThereBeforeAnythingIsTyped() {
        assertThat(titles()).hasSize(4);
        assertThat(palette.chosenProperty().get()).isZero();
    }

    @Test
    void everyWordMustOccur() {
        palette.typedProperty().set("go LIVE");

        assertThat(titles()).containsExactly("Go to Live");
    }

    @Test
    void theBeginningOfAWordComesBeforeItsMiddle() {
        palette.typedProperty().set("l");

        assertThat(titles()).containsExactly("Go to Live", "Show or hide Log", "Theme: light");

        palette.typedProperty().set("h");
        assertThat(titles()).containsExactly("Go to Home", "Show or hide Log", "Theme: light");
    }

    @Test
    void fromTheLastTheChoiceMovesOnToTheFirst() {
        palette.move(-1);
        assertThat(palette.chosenProperty().get()).isEqualTo(3);

        palette.move(1);
        assertThat(palette.chosenProperty().get()).isZero();
    }

    @Test
    void whatIsChosenIsDoneAfterThePaletteHasClosed() {
        palette.typedProperty().set("log");

        palette.runChosen();

        assertThat(done).containsExactly("Show or hide Log with the palette closed");
    }

    @Test
    void nothingIsDoneWhereNothingFits() {
        palette.typedProperty().set("retrain");
        assertThat(palette.chosenProperty().get()).isEqualTo(-1);

        palette.move(1);
        palette.runChosen();

        assertThat(done).isEmpty();
        assertThat(open.get()).isTrue();
    }

    @Test
    void itOpensEmpty() {
        palette.typedProperty().set("log");
        palette.close();
        open.set(true);

        assertThat(palette.typedProperty().get()).isEmpty();
        assertThat(titles()).hasSize(4);
    }

    private List<String> titles() {
        return palette.found().stream().map(Action::title).toList();
    }

    private Action action(String title) {
        return new Action(
                title,
                title,
                List.of(),
                () -> done.add(title + " with the palette " + (open.get() ? "open" : "closed")));
    }
}
