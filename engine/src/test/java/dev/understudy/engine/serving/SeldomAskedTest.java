package dev.understudy.engine.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.release.ModelPointer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SeldomAskedTest {
    private static final TaskName TASK = new TaskName("hotels");
    private static final TaskName OTHER = new TaskName("listings");

    private long now = Long.MAX_VALUE - 1; // nanoTime may be anything, and may overflow
    private int asked;
    private boolean away;
    private final ReleasedModels models = new SeldomAsked(new Source(), Duration.ofSeconds(15), () -> now);

    @Test
    void anAnswerHoldsForAWhile() {
        models.pointer(TASK);
        now += Duration.ofSeconds(14).toNanos();
        models.pointer(TASK);
        assertThat(asked).isEqualTo(1);

        now += Duration.ofSeconds(1).toNanos();
        models.pointer(TASK);
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void eachTaskHasItsOwn() {
        models.pointer(TASK);
        models.pointer(OTHER);

        assertThat(asked).isEqualTo(2);
    }

    @Test
    void noAnswerHoldsForAWhileToo() {
        away = true;
        assertThatThrownBy(() -> models.pointer(TASK)).hasMessage("away");
        away = false;
        assertThatThrownBy(() -> models.pointer(TASK)).hasMessage("away");

        now += Duration.ofSeconds(15).toNanos();
        assertThat(models.pointer(TASK)).isEmpty();
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void itSpeaksForItsSource() {
        assertThat(models.channel()).isEqualTo("staging");
        assertThat(models.where()).isEqualTo("in staging");
    }

    private final class Source implements ReleasedModels {
        @Override
        public Optional<ModelPointer> pointer(TaskName task) {
            asked++;
            if (away) {
                throw new UnderstudyException(ErrorCode.REPOSITORY_UNAVAILABLE, "away");
            }
            return Optional.empty();
        }

        @Override
        public String channel() {
            return "staging";
        }

        @Override
        public String where() {
            return "in staging";
        }
    }
}
