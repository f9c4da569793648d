package dev.understudy.server.metrics;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** The label shares, reckoned when they are asked for. */
final class PrometheusLabelShares {
    private PrometheusLabelShares() {}

    static void register(PrometheusRegistry registry, LabelShares shares) {
        GaugeWithCallback.builder()
                .name("understudy_label_share")
                .help("Share of a label among the predictions of this process within the window that ends now.")
                .labelNames("task", "label", "window")
                .callback(sink -> shares.tell(
                        (task, label, window, share) -> sink.call(share, task.text(), label, window.key())))
                .register(registry);
    }
}
