package dev.understudy.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.TaskName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shares over sliding windows, beside a plain recount of everything that happened. */
class LabelSharesTest {
    private static final TaskName TASK = new TaskName("task");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private record Happened(Instant at, String label) {}

    private Instant now = START;
    private final LabelShares shares = new LabelShares(() -> now);

    private Map<String, Double> told() {
        Map<String, Double> told = new HashMap<>();
        shares.tell((task, label, window, share) -> told.put(label + " " + window.key(), share));
        return told;
    }

    /** What is in the sixtieth of the window that is under way, and in the fifty-nine before. */
    private Map<String, Double> recounted(List<Happened> all, List<String> labels) {
        Map<String, Double> recounted = new HashMap<>();
        for (LabelShares.Window window : LabelShares.Window.values()) {
            long width = window.length().toMillis() / 60;
            long current = now.toEpochMilli() / width;
            List<String> within = all.stream()
                    .filter(happened -> happened.at().toEpochMilli() / width > current - 60)
                    .map(Happened::label)
                    .toList();
            if (!within.isEmpty()) {
                labels.forEach(label -> recounted.put(
                        label + " " + window.key(),
                        (double) within.stream().filter(label::equals).count() / within.size()));
            }
        }
        return recounted;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theyAreThoseOfAPlainRecount(long seed) {
        Random random = new Random(seed);
        List<String> labels = List.of("no", "yes", "perhaps");
        shares.expect(TASK, labels);
        List<Happened> all = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            double pause = Math.exp(random.nextDouble() * 16) * (random.nextInt(100) == 0 ? 20 : 0.1);
            now = now.plusMillis((long) pause);
            String label = labels.get(Math.min(2, random.nextInt(5)));
            shares.add(TASK, label);
            all.add(new Happened(now, label));
            if (i % 50 == 0) {
                now = now.plusMillis(random.nextInt(400_000));
                assertThat(told()).isEqualTo(recounted(all, labels));
            }
        }
    }

    @Test
    void aLabelThatNobodyGotHasTheShareZeroAndAnEmptyWindowHasNone() {
        shares.expect(TASK, List.of("no", "yes"));
        assertThat(told()).isEmpty();
        shares.add(TASK, "no");
        assertThat(told())
                .containsEntry("no 5m", 1.0)
                .containsEntry("yes 5m", 0.0)
                .hasSize(6);
        now = now.plusSeconds(301);
        assertThat(told())
                .doesNotContainKey("no 5m")
                .containsEntry("no 1h", 1.0)
                .hasSize(4);
        now = now.plusSeconds(86_400);
        assertThat(told()).isEmpty();
    }

    @Test
    void aClockThatIsSetBackLosesNothing() {
        shares.add(TASK, "no");
        now = now.minusSeconds(3_600);
        shares.add(TASK, "yes");
        assertThat(told().get("yes 5m")).isEqualTo(0.5, within(0.0));
    }
}
