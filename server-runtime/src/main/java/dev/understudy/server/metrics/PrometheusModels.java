package dev.understudy.server.metrics;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.serving.ModelState;
import dev.understudy.engine.serving.ServedModel;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which models answer. */
final class PrometheusModels {
    private final Map<TaskName, ServedModel> shown = new ConcurrentHashMap<>();
    private final Info model;
    private final Gauge stale;

    PrometheusModels(PrometheusRegistry registry) {
        this.model = Info.builder()
                .name("understudy_model_info")
                .help("The model that answers.")
                .labelNames("task", "version", "digest")
                .register(registry);
        this.stale = Gauge.builder()
                .name("understudy_model_stale")
                .help("1 where another model may be released than the one that answers.")
                .labelNames("task")
                .register(registry);
    }

    void changed(TaskName task, ModelState.Serving serving) {
        ServedModel before = shown.put(task, serving.served());
        if (before != null) {
            model.remove(labels(before));
        }
        model.addLabelValues(labels(serving.served()));
        stale.labelValues(task.text()).set(serving.isStale() ? 1 : 0);
    }

    private static String[] labels(ServedModel served) {
        return new String[] {
            served.task().text(),
            served.pointer().version().text(),
            served.pointer().digest().text()
        };
    }
}
