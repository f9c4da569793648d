package dev.understudy.fx.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.fx.action.Action;
import dev.understudy.fx.frame.FrameActions;
import dev.understudy.fx.frame.FrameViewModel;
import dev.understudy.fx.screen.EmptyStateViewModel;
import dev.understudy.fx.screen.Screen;
import dev.understudy.fx.settings.FrameSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TextsTest {
    private final Texts texts = new Texts(Locale.ENGLISH);

    @Test
    void aMissingKeyIsADefect() {
        assertThatThrownBy(() -> texts.get("no.such.key")).isInstanceOf(MissingResourceException.class);
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void everyEmptyScreenSaysWhatDoesItToday(Screen screen) {
        List<String> copied = new ArrayList<>();
        EmptyStateViewModel empty = new EmptyStateViewModel(screen, texts, copied::add);

        assertThat(empty.text()).endsWith(":");
        assertThat(empty.command()).startsWith("understudy ");
        empty.copy();
        assertThat(copied).containsExactly(empty.command());
        assertThat(empty.copiedProperty().get()).isTrue();
    }

    @Test
    void everyActionHasATitleOfItsOwnAndNoKeyIsTakenTwice() {
        FrameViewModel frame = new FrameViewModel(FrameSettings.DEFAULT);
        List<Action> actions = new FrameActions(frame, _ -> {}, () -> {}, texts).all();

        assertThat(actions).extracting(Action::title).doesNotHaveDuplicates();
        assertThat(actions).extracting(Action::id).doesNotHaveDuplicates();
        assertThat(actions).flatExtracting(Action::keys).doesNotHaveDuplicates();
    }
}
