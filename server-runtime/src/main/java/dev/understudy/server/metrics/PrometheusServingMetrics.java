package dev.understudy.server.metrics;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.serving.ModelState;
import dev.understudy.engine.serving.ServedModel;
import dev.understudy.engine.serving.ServingObserver;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Metrics of serving. Labels are tasks, versions, stages and a model's own classes: nothing that a caller wrote. */
public final class PrometheusServingMetrics implements ServingObserver {
    /** The label value of a regression's predictions, and of outcomes that are no class of the live model. */
    private static final String NONE = "";

    private static final double NANOS = 1e9;
    private static final double[] BUCKETS = {
        0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5
    };

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final Map<TaskName, ServedModel> shown = new ConcurrentHashMap<>();
    private final Counter predictions = Counter.builder()
            .name("understudy_predictions_total")
            .help("Predictions that were logged and answered, and calls that failed.")
            .labelNames("task", "version", "label", "result")
            .register(registry);
    private final Histogram seconds = Histogram.builder()
            .name("understudy_prediction_seconds")
            .help("Time of each stage of a call for predictions, in seconds.")
            .labelNames("task", "stage")
            .classicOnly()
            .classicUpperBounds(BUCKETS)
            .register(registry);
    private final Counter outcomes = Counter.builder()
            .name("understudy_outcomes_total")
            .help("Outcomes that were logged.")
            .labelNames("task", "label")
            .register(registry);
    private final Info model = Info.builder()
            .name("understudy_model_info")
            .help("The model that answers.")
            .labelNames("task", "version", "digest")
            .register(registry);
    private final Gauge stale = Gauge.builder()
            .name("understudy_model_stale")
            .help("1 where another model may be released than the one that answers.")
            .labelNames("task")
            .register(registry);

    private final Gauge kept = Gauge.builder()
            .name("understudy_log_kept")
            .help("1 where predictions are logged before they are answered; 0 where nothing is kept.")
            .register(registry);

    /** Says whether there is a log. */
    public void keepsLog(boolean keeps) {
        kept.set(keeps ? 1 : 0);
    }

    /**
     * What Prometheus reads.
     *
     * @param mediaType the format
     * @param bytes the metrics; not a copy
     */
    @SuppressWarnings("ArrayRecordComponent") // written to a socket and forgotten
    public record Page(String mediaType, byte[] bytes) {}

    /** All metrics, in the format that was asked for. */
    public Page page(String accept) {
        ExpositionFormatWriter writer = formats.findWriter(accept);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writer.write(bytes, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return new Page(writer.getContentType(), bytes.toByteArray());
    }

    @Override
    public void predicted(TaskName task, VersionName version, Optional<String> label) {
        predictions
                .labelValues(task.text(), version.text(), label.orElse(NONE), "ok")
                .inc();
    }

    @Override
    public void predictionFailed(TaskName task, Optional<VersionName> version) {
        predictions
                .labelValues(task.text(), version.map(VersionName::text).orElse(NONE), NONE, "error")
                .inc();
    }

    @Override
    public void stage(TaskName task, Stage stage, Duration took) {
        seconds.labelValues(task.text(), stage.name().toLowerCase(Locale.ROOT)).observe(took.toNanos() / NANOS);
    }

    @Override
    public void outcome(TaskName task, Optional<String> label) {
        outcomes.labelValues(task.text(), label.orElse(NONE)).inc();
    }

    @Override
    public void modelChanged(TaskName task, ModelState state) {
        if (state instanceof ModelState.Serving serving) {
            ServedModel before = shown.put(task, serving.served());
            if (before != null) {
                model.remove(labels(before));
            }
            model.addLabelValues(labels(serving.served()));
            stale.labelValues(task.text()).set(serving.isStale() ? 1 : 0);
        }
    }

    private static String[] labels(ServedModel served) {
        return new String[] {
            served.task().text(),
            served.pointer().version().text(),
            served.pointer().digest().text()
        };
    }
}
