package dev.understudy.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.jobs.Backlog;
import dev.understudy.engine.jobs.JobObserver;
import dev.understudy.engine.serving.ServingObserver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What Prometheus reads. */
class MetricsPageTest {
    private static final TaskName TASK = new TaskName("task");
    /** A line of the text format: a comment, or a sample with labels in quotes and a number. */
    private static final Pattern LINE = Pattern.compile("# (HELP|TYPE) [a-z_]+ .+"
            + "|[a-z_]+(\\{[a-z]+=\"[^\"\\\\\\n]*\"(,[a-z]+=\"[^\"\\\\\\n]*\")*})? ([-+0-9.eE]+|\\+Inf|NaN)");

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final PrometheusServingMetrics metrics = new PrometheusServingMetrics(() -> now);

    private List<String> page() {
        return new String(metrics.page("text/plain").bytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    @Test
    void everyLineIsWellFormedAndEveryFamilyHasItsTypeOnce() throws IOException {
        metrics.watch(() -> List.of(new Backlog(TASK, 3, 1, 0, Duration.ofMillis(2_500))));
        metrics.predicted(TASK, new VersionName("v1"), Optional.of("no"));
        metrics.stage(TASK, ServingObserver.Stage.SCORE, Duration.ofMillis(1));
        metrics.outcome(TASK, Optional.empty());
        metrics.jobs().submitted(TASK);
        metrics.jobs().ended(TASK, JobObserver.Ending.GIVEN_BACK);
        metrics.jobs().took(TASK, Duration.ofMillis(7));
        metrics.keepsLog(true);
        assertThat(page()).allMatch(line -> LINE.matcher(line).matches());
        // a further check, by Prometheus itself, reads it there
        Files.write(Path.of("target", "metrics.prom"), page());
        List<String> types =
                page().stream().filter(line -> line.startsWith("# TYPE")).toList();
        assertThat(types).doesNotHaveDuplicates();
        Set<String> families = new TreeSet<>();
        types.forEach(line -> families.add(line.split(" ", -1)[2]));
        assertThat(families)
                .contains(
                        "understudy_predictions_total",
                        "understudy_prediction_seconds",
                        "understudy_jobs_total",
                        "understudy_job_seconds",
                        "understudy_job_queue_depth",
                        "understudy_job_oldest_seconds",
                        "understudy_label_share",
                        "understudy_outcomes_total");
        assertThat(page())
                .contains(
                        "understudy_job_queue_depth{task=\"task\"} 3.0",
                        "understudy_job_oldest_seconds{task=\"task\"} 2.5",
                        "understudy_jobs_total{state=\"given-back\",task=\"task\"} 1.0",
                        "understudy_label_share{label=\"no\",task=\"task\",window=\"5m\"} 1.0");
    }

    @Test
    void theQueueIsAskedSeldomAndAQueueThatDoesNotAnswerHasNoDepth() {
        List<String> asked = new ArrayList<>();
        boolean[] broken = {false};
        metrics.watch(() -> {
            asked.add("asked");
            if (broken[0]) {
                throw new UnderstudyException(ErrorCode.QUEUE_UNAVAILABLE, "it is away");
            }
            return List.of(new Backlog(TASK, asked.size(), 0, 0, Duration.ZERO));
        });
        assertThat(page()).contains("understudy_job_queue_depth{task=\"task\"} 1.0");
        now = now.plusSeconds(4);
        assertThat(page()).contains("understudy_job_queue_depth{task=\"task\"} 1.0");
        assertThat(asked).hasSize(1);
        now = now.plusSeconds(1);
        assertThat(page()).contains("understudy_job_queue_depth{task=\"task\"} 2.0");
        now = now.minusSeconds(3_600); // the machine's clock is put right
        assertThat(page()).contains("understudy_job_queue_depth{task=\"task\"} 3.0");
        broken[0] = true;
        now = now.plusSeconds(5);
        assertThat(page()).noneMatch(line -> line.startsWith("understudy_job_queue_depth{"));
    }
}
