package dev.understudy.server.metrics;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.serving.ServingObserver.Stage;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Predictions, how long they take, and the outcomes that come for them. */
final class PrometheusPredictions {
    /** The label value of a regression's predictions, and of outcomes that are no class of the live model. */
    private static final String NONE = "";

    private final Counter predictions;
    private final Histogram seconds;
    private final Counter outcomes;

    PrometheusPredictions(PrometheusRegistry registry) {
        this.predictions = Counter.builder()
                .name("understudy_predictions_total")
                .help("Predictions that were logged and answered, and calls that failed.")
                .labelNames("task", "version", "label", "result")
                .register(registry);
        this.seconds = Histogram.builder()
                .name("understudy_prediction_seconds")
                .help("Time of each stage of a call for predictions, in seconds.")
                .labelNames("task", "stage")
                .classicOnly()
                .classicUpperBounds(Buckets.OF_A_CALL)
                .register(registry);
        this.outcomes = Counter.builder()
                .name("understudy_outcomes_total")
                .help("Outcomes that were logged.")
                .labelNames("task", "label")
                .register(registry);
    }

    void predicted(TaskName task, VersionName version, Optional<String> label) {
        predictions
                .labelValues(task.text(), version.text(), label.orElse(NONE), "ok")
                .inc();
    }

    void failed(TaskName task, Optional<VersionName> version) {
        predictions
                .labelValues(task.text(), version.map(VersionName::text).orElse(NONE), NONE, "error")
                .inc();
    }

    void stage(TaskName task, Stage stage, Duration took) {
        seconds.labelValues(task.text(), stage.name().toLowerCase(Locale.ROOT)).observe(Buckets.seconds(took));
    }

    void outcome(TaskName task, Optional<String> label) {
        outcomes.labelValues(task.text(), label.orElse(NONE)).inc();
    }
}
