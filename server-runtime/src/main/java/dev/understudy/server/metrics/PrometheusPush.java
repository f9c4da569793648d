package dev.understudy.server.metrics;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TimedCall;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.pipeline.RetrainingJob;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.exporter.pushgateway.Format;
import io.prometheus.metrics.exporter.pushgateway.PushGateway;
import io.prometheus.metrics.exporter.pushgateway.Scheme;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Leaves the metrics of a job that ends with a Pushgateway, where Prometheus finds them. What it cannot leave is a value:
 * the job has done its work.
 */
public final class PrometheusPush {
    private static final String JOB = "understudy-retrain";
    private static final List<String> DECISIONS = List.of("approved", "rejected", "inconclusive");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final URI address;

    private PrometheusPush(URI address) {
        this.address = address;
    }

    /**
     * Pushes to an address.
     *
     * @param address such as {@code http://pushgateway:9091}, with a path where there is one
     * @throws UnderstudyException WORKSPACE_INVALID if it is none
     */
    public static PrometheusPush to(String address) {
        try {
            URI uri = new URI(address.endsWith("/") ? address.substring(0, address.length() - 1) : address);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                return new PrometheusPush(uri);
            }
        } catch (URISyntaxException e) { // without the cause, whose message has the address: somebody may have put a
            throw invalid(); // password into it
        }
        throw invalid();
    }

    private static UnderstudyException invalid() {
        return new UnderstudyException(
                ErrorCode.WORKSPACE_INVALID,
                "metrics.pushgateway: expected an address such as http://pushgateway:9091, without user and query");
    }

    /**
     * Leaves what came of a retraining. Those of the same task that were left before are replaced by name; of a retraining
     * that had been done before, the time that it took is left as it is.
     *
     * @param at when it ended
     * @return why it could not; empty if it could
     */
    public Optional<String> push(RetrainingJob.Retrained done, Instant at) {
        Callable<Void> sending = () -> {
            send(done, at);
            return null;
        };
        try {
            TimedCall.begin("pushgateway", sending).await(PATIENCE);
            return Optional.empty();
        } catch (TimeoutException e) {
            return Optional.of("no answer within " + PATIENCE.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            return Optional.of(
                    cause instanceof IOException && cause.getMessage() != null
                            ? cause.getMessage()
                            : String.valueOf(cause));
        }
    }

    private void send(RetrainingJob.Retrained done, Instant at) throws IOException {
        String task = done.version().task().text();
        String path = address.getRawPath() == null ? "" : address.getRawPath();
        PushGateway.builder()
                .scheme(Scheme.fromString(address.getScheme()))
                .address(address.getRawAuthority() + path)
                .job(JOB)
                .groupingKey("task", task)
                .format(Format.PROMETHEUS_TEXT)
                .connectionTimeout(SILENCE)
                .readTimeout(SILENCE)
                .connectionFactory(url -> {
                    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
                    connection.setInstanceFollowRedirects(false);
                    return connection;
                })
                .registry(registry(done, task, at))
                .build()
                .pushAdd();
    }

    private static PrometheusRegistry registry(RetrainingJob.Retrained done, String task, Instant at) {
        PrometheusRegistry registry = new PrometheusRegistry();
        Gauge.builder()
                .name("understudy_retrain_last_success_timestamp_seconds")
                .help("When a scheduled retraining of the task last went through, whatever its verdict.")
                .labelNames("task")
                .register(registry)
                .labelValues(task)
                .set(at.toEpochMilli() / 1e3);
        if (!done.repeated()) {
            Gauge.builder()
                    .name("understudy_retrain_seconds")
                    .help("How long it took.")
                    .labelNames("task")
                    .register(registry)
                    .labelValues(task)
                    .set(done.seconds());
        }
        Gauge verdict = Gauge.builder()
                .name("understudy_simulation_verdict")
                .help("1 for the verdict on the candidate of the last retraining, 0 for the others.")
                .labelNames("task", "decision")
                .register(registry);
        String decided = done.simulation().verdict().key();
        DECISIONS.forEach(decision -> verdict.labelValues(task, decision).set(decision.equals(decided) ? 1 : 0));
        return registry;
    }
}
