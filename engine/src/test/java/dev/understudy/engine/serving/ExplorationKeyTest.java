package dev.understudy.engine.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.scene.TaskScene;
import dev.understudy.engine.task.TaskDefinition;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is let through, and that nobody can tell without the key. */
final class ExplorationKeyTest {
    private static final TaskName TASK = new TaskName("hotels");
    private static final ExplorationKey KEY = new ExplorationKey("a key that only tests have");
    private static final int EVENTS = 100_000;

    private static TaskDefinition exploring(String share) {
        return TaskScene.task("gatesOutcome: false", "gatesOutcome: true", "exploration: 0.0", "exploration: " + share);
    }

    private static List<Integer> letThrough(DecisionPolicy policy) {
        return IntStream.range(0, EVENTS)
                .filter(i ->
                        policy.decide("e" + i, Optional.of("1"), "0").label().equals(Optional.of("0")))
                .boxed()
                .toList();
    }

    /** RFC 4231's own vectors are HMAC's business; this one pins what is hashed, so that pods of two builds agree. */
    @Test
    void aDrawIsTheSameEverywhere() {
        assertThat(KEY.draw(TASK, "e1")).isEqualTo(new ExplorationKey("a key that only tests have").draw(TASK, "e1"));
        assertThat(KEY.draw(TASK, "e1")).isEqualTo(0.6711829430799134);
    }

    @Test
    void drawsAreUniform() {
        double[] draws = IntStream.range(0, EVENTS)
                .mapToDouble(i -> KEY.draw(TASK, "e" + i))
                .sorted()
                .toArray();
        double furthest = IntStream.range(0, EVENTS)
                .mapToDouble(i -> Math.abs(draws[i] - (i + 0.5) / EVENTS))
                .max()
                .orElseThrow();
        assertThat(furthest).isLessThan(1.95 / Math.sqrt(EVENTS)); // Kolmogorov's limit at 0.1 %
    }

    @Test
    void theShareIsLetThroughAndTheRestBlocked() {
        DecisionPolicy policy = DecisionPolicy.of(exploring("0.02"), Optional.of(KEY));
        assertThat(letThrough(policy).size() / (double) EVENTS).isCloseTo(0.02, within(0.0015));
        assertThat(policy.decide("e1", Optional.of("1"), "0").propensity()).isEqualTo(0.02);
        assertThat(policy.decide("e1", Optional.of("0"), "0"))
                .isEqualTo(new DecisionPolicy.Decision(Optional.of("0"), 1));
    }

    @Test
    void anotherKeyOrTaskLetsOthersThrough() {
        List<Integer> own = letThrough(DecisionPolicy.of(exploring("0.1"), Optional.of(KEY)));
        List<Integer> other = letThrough(
                DecisionPolicy.of(exploring("0.1"), Optional.of(new ExplorationKey("another key that is as long"))));
        long both = own.stream().filter(other::contains).count();
        assertThat(both / (double) own.size()).isCloseTo(0.1, within(0.02));
        assertThat(KEY.draw(new TaskName("other"), "e1")).isNotEqualTo(KEY.draw(TASK, "e1"));
    }

    @Test
    void whereNothingIsLetThroughThePropensityOfABlockedEventIsNone() {
        DecisionPolicy policy = DecisionPolicy.of(exploring("0.0"), Optional.empty());
        assertThat(policy.decide("e1", Optional.of("1"), "0"))
                .isEqualTo(new DecisionPolicy.Decision(Optional.of("1"), 0));
        assertThat(policy.decide("e1", Optional.of("0"), "0"))
                .isEqualTo(new DecisionPolicy.Decision(Optional.of("0"), 1));
    }

    @Test
    void aTaskThatExploresNeedsAKey() {
        assertThatThrownBy(() -> DecisionPolicy.of(exploring("0.02"), Optional.empty()))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WORKSPACE_INVALID))
                .hasMessageContaining("hotels")
                .hasMessageContaining("UNDERSTUDY_EXPLORATION_KEY");
    }

    @Test
    void aShortKeyIsRefusedAndNoKeyIsPrinted() {
        assertThatThrownBy(() -> new ExplorationKey("short"))
                .isInstanceOf(UnderstudyException.class)
                .hasMessageContaining("5 bytes; expected at least 16")
                .hasMessageNotContaining("short;");
        assertThat(KEY.toString()).doesNotContain("only tests");
    }
}
