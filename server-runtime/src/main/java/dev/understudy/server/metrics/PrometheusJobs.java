package dev.understudy.server.metrics;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.jobs.JobObserver;
import dev.understudy.engine.jobs.WorkerNote;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Locale;

/** What becomes of jobs in this process. */
final class PrometheusJobs implements JobObserver {
    private final Counter jobs;
    private final Histogram seconds;

    PrometheusJobs(PrometheusRegistry registry) {
        this.jobs = Counter.builder()
                .name("understudy_jobs_total")
                .help("Jobs that came into a state through this process.")
                .labelNames("task", "state")
                .register(registry);
        this.seconds = Histogram.builder()
                .name("understudy_job_seconds")
                .help("Time of a try of a job, in seconds.")
                .labelNames("task")
                .classicOnly()
                .classicUpperBounds(Buckets.OF_A_JOB)
                .register(registry);
    }

    @Override
    public void submitted(TaskName task) {
        jobs.labelValues(task.text(), "submitted").inc();
    }

    @Override
    public void started(TaskName task) {
        jobs.labelValues(task.text(), "started").inc();
    }

    @Override
    public void ended(TaskName task, Ending ending) {
        jobs.labelValues(task.text(), ending.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .inc();
    }

    @Override
    public void took(TaskName task, Duration duration) {
        seconds.labelValues(task.text()).observe(Buckets.seconds(duration));
    }

    @Override
    public void worker(WorkerNote note) {} // operators read of it; there is nothing to count
}
