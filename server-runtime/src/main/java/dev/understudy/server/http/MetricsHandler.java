package dev.understudy.server.http;

import dev.understudy.server.metrics.PrometheusServingMetrics;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Shows the metrics to Prometheus. */
final class MetricsHandler implements Handler {
    private final PrometheusServingMetrics metrics;

    MetricsHandler(PrometheusServingMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        PrometheusServingMetrics.Page page =
                metrics.page(request.headers().first(HeaderNames.ACCEPT).orElse(""));
        response.header(HeaderNames.CONTENT_TYPE, page.mediaType()).send(page.bytes());
    }
}
