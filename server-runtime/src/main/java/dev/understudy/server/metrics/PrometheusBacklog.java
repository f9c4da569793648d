package dev.understudy.server.metrics;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What waits in the queue, whichever process put it there. */
final class PrometheusBacklog {
    private PrometheusBacklog() {}

    static void register(PrometheusRegistry registry, RecentBacklog backlog) {
        GaugeWithCallback.builder()
                .name("understudy_job_queue_depth")
                .help("Jobs that wait, of all processes.")
                .labelNames("task")
                .callback(sink -> backlog.get()
                        .forEach(task ->
                                sink.call((double) task.waiting(), task.task().text())))
                .register(registry);
        GaugeWithCallback.builder()
                .name("understudy_job_oldest_seconds")
                .help("How long the oldest waiting job has waited, in seconds; 0 where none waits.")
                .labelNames("task")
                .callback(sink -> backlog.get()
                        .forEach(task -> sink.call(
                                Buckets.seconds(task.oldest()), task.task().text())))
                .register(registry);
    }
}
