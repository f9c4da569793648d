package dev.understudy.server.metrics;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.jobs.Backlog;
import dev.understudy.engine.jobs.JobObserver;
import dev.understudy.engine.serving.ModelState;
import dev.understudy.engine.serving.ServingObserver;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All metrics of a process that serves. Labels are tasks, versions, stages, states and a model's own classes: nothing that a
 * caller wrote.
 */
public final class PrometheusServingMetrics implements ServingObserver {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final PrometheusPredictions predictions = new PrometheusPredictions(registry);
    private final PrometheusModels models = new PrometheusModels(registry);
    private final PrometheusJobs jobs = new PrometheusJobs(registry);
    private final Gauge kept = Gauge.builder()
            .name("understudy_log_kept")
            .help("1 where predictions are logged before they are answered; 0 where nothing is kept.")
            .register(registry);
    private final LabelShares shares;
    private final InstantSource clock;

    /**
     * Metrics of a process.
     *
     * @param clock tells where the windows of shares end
     */
    public PrometheusServingMetrics(InstantSource clock) {
        this.clock = clock;
        this.shares = new LabelShares(clock);
        PrometheusLabelShares.register(registry, shares);
    }

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

    /** Hears what becomes of jobs. */
    public JobObserver jobs() {
        return jobs;
    }

    /** Shows from now on what waits in a queue; called once. */
    public void watch(Supplier<List<Backlog>> queue) {
        PrometheusBacklog.register(registry, new RecentBacklog(queue, clock));
    }

    @Override
    public void predicted(TaskName task, VersionName version, Optional<String> label) {
        predictions.predicted(task, version, label);
        label.ifPresent(text -> shares.add(task, text));
    }

    @Override
    public void predictionFailed(TaskName task, Optional<VersionName> version) {
        predictions.failed(task, version);
    }

    @Override
    public void stage(TaskName task, Stage stage, Duration took) {
        predictions.stage(task, stage, took);
    }

    @Override
    public void outcome(TaskName task, Optional<String> label) {
        predictions.outcome(task, label);
    }

    @Override
    public void modelChanged(TaskName task, ModelState state) {
        if (state instanceof ModelState.Serving serving) {
            models.changed(task, serving);
            shares.expect(task, serving.served().model().manifest().outcomes().classes());
        }
    }
}
