package dev.understudy.server.http;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.jobs.JobService;
import dev.understudy.engine.serving.Serving;
import dev.understudy.server.metrics.PrometheusServingMetrics;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.NotFoundException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which handler answers which address, and how each failure is answered. */
final class Routes {
    private final ReadingDeadline deadline;
    private final OperatorLog log;
    private final HttpRouting.Builder routing = HttpRouting.builder();
    private final List<Route> all = new ArrayList<>();

    /**
     * An address that is answered.
     *
     * @param method the method that it takes
     * @param address with its placeholders, such as {@code /v1/tasks/{task}/model}
     */
    record Route(String method, String address) {}

    private Routes(ReadingDeadline deadline, OperatorLog log) {
        this.deadline = deadline;
        this.log = log;
    }

    static Routes of(
            Serving serving,
            Optional<JobService> jobs,
            PrometheusServingMetrics metrics,
            Admission admission,
            ReadingDeadline deadline,
            OperatorLog log) {
        RequestBody body = new RequestBody(deadline);
        Routes routes = new Routes(deadline, log);
        routes.on(
                Method.POST,
                "/v1/tasks/{task}/predictions",
                new PredictionsHandler(serving.predictions(), serving.retryKeys(), admission, body));
        routes.on(
                Method.GET,
                "/v1/tasks/{task}/predictions/{id}",
                new LoggedPredictionHandler(serving.predictions(), admission));
        routes.on(Method.POST, "/v1/tasks/{task}/outcomes", new OutcomesHandler(serving.outcomes(), admission, body));
        routes.on(Method.GET, "/v1/tasks/{task}/model", new ModelHandler(serving.models()));
        jobs.ifPresent(service -> {
            JobHandler job = new JobHandler(service, admission);
            routes.on(Method.POST, "/v1/tasks/{task}/jobs", new JobsHandler(service, admission, body));
            routes.on(Method.GET, JobsHandler.JOBS + "{job}", job::show);
            routes.on(Method.DELETE, JobsHandler.JOBS + "{job}", job::cancel);
        });
        routes.on(Method.GET, "/openapi.json", new OpenApiHandler());
        InferenceModels models = new InferenceModels(serving, admission);
        InferenceHandler inference = new InferenceHandler(serving, models, admission, body);
        routes.on(Method.GET, "/v2", models::server);
        for (String model : List.of("/v2/models/{task}", "/v2/models/{task}/versions/{version}")) {
            routes.on(Method.GET, model, models::model);
            routes.on(Method.GET, model + "/ready", models::ready);
            routes.on(Method.POST, model + "/infer", inference);
        }
        routes.probes(serving, metrics, admission);
        routes.refuseTheRest();
        return routes;
    }

    /** Health and metrics alone. */
    static Routes ofProbes(
            Serving serving,
            PrometheusServingMetrics metrics,
            Admission admission,
            ReadingDeadline deadline,
            OperatorLog log) {
        Routes routes = new Routes(deadline, log);
        routes.probes(serving, metrics, admission);
        routes.refuseTheRest();
        return routes;
    }

    private void probes(Serving serving, PrometheusServingMetrics metrics, Admission admission) {
        HealthHandler health = new HealthHandler(serving.models(), serving.predictions(), admission);
        on(Method.GET, "/v2/health/live", health::live);
        on(Method.GET, "/v2/health/ready", health::ready);
        on(Method.GET, "/metrics", new MetricsHandler(metrics));
    }

    private void refuseTheRest() {
        refuseOtherMethods();
        routing.any((request, response) ->
                fail(request, response, RequestRefused.of(HttpFault.NOT_FOUND, "there is nothing at this address")));
        routing.error(Throwable.class, this::fail);
    }

    /** The task in the address; a name that no task can have is one that is not there. */
    static TaskName task(ServerRequest request) {
        return new TaskName(request.path().pathParameters().get("task"));
    }

    private void on(Method method, String address, Handler handler) {
        all.add(new Route(method.text(), address));
        routing.route(method, address, (request, response) -> {
            Call.of(request).takes(address);
            try {
                handler.handle(request, response);
            } catch (RuntimeException e) {
                fail(request, response, e);
            }
        });
    }

    /** Behind all routes: an address that is there, asked in another way. */
    private void refuseOtherMethods() {
        Map<String, String> methods = all.stream()
                .collect(Collectors.groupingBy(
                        Route::address, Collectors.mapping(Route::method, Collectors.joining(", "))));
        methods.forEach((address, allowed) -> routing.any(address, (request, response) -> {
            Call.of(request).takes(address);
            response.header(HeaderNames.ALLOW, allowed);
            fail(request, response, RequestRefused.of(HttpFault.METHOD_NOT_ALLOWED, "this address takes " + allowed));
        }));
    }

    /** Every address there is. */
    List<Route> all() {
        return List.copyOf(all);
    }

    /** For the server. */
    HttpRouting.Builder routing() {
        return routing;
    }

    /** Answers what failed; a connection whose request was not read to its end is closed. */
    void fail(ServerRequest request, ServerResponse response, Throwable failure) {
        Throwable shown = failure instanceof NotFoundException
                ? RequestRefused.of(HttpFault.NOT_FOUND, "there is nothing at this address")
                : failure;
        Problem problem = Problem.of(shown);
        // the method is the caller's own text where no route matched
        Call call = Call.of(request);
        String method = call.route().equals(Call.NO_ROUTE)
                ? ""
                : request.prologue().method().text();
        if (problem.status() < 500) {
            log.refused(call, method, problem);
        } else {
            log.failed(call, method, problem, shown);
        }
        boolean broken = shown instanceof RequestRefused refused && refused.closesConnection();
        if (!broken && isReadToItsEnd(request)) {
            answer(request, response, problem);
            return;
        }
        response.header(HeaderValues.CONNECTION_CLOSE);
        answer(request, response, problem);
        HelidonConnection.endsBeforeItsRequest();
        // the header alone does not make the server close: it would take the rest of this body for the next request
        throw new CloseConnectionException("the request was not read to its end");
    }

    private static void answer(ServerRequest request, ServerResponse response, Problem problem) {
        if (request.prologue().method().equals(Method.HEAD)) {
            Answers.sendHead(response, problem);
        } else {
            Answers.send(response, problem);
        }
    }

    /** The server would read the rest of the body itself, and wait for it without end. */
    private boolean isReadToItsEnd(ServerRequest request) {
        if (!request.content().hasEntity()) {
            return true;
        }
        try (ReadingDeadline.Running _ = deadline.begin()) {
            request.content().consume();
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
