package dev.understudy.server.http;

import dev.understudy.engine.common.TaskName;
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

/** Which handler answers which address, and how each failure is answered. */
final class Routes {
    private static final String NO_ROUTE = "none";

    private final ReadingDeadline deadline;
    private final OperatorLog log;
    private final HttpRouting.Builder routing = HttpRouting.builder();

    private Routes(ReadingDeadline deadline, OperatorLog log) {
        this.deadline = deadline;
        this.log = log;
    }

    static HttpRouting.Builder of(
            Serving serving,
            PrometheusServingMetrics metrics,
            Admission admission,
            ReadingDeadline deadline,
            OperatorLog log) {
        RequestBody body = new RequestBody(deadline);
        HealthHandler health = new HealthHandler(serving.models(), serving.predictions(), admission);
        Routes routes = new Routes(deadline, log);
        routes.on(
                Method.POST,
                "/v1/tasks/{task}/predictions",
                new PredictionsHandler(serving.predictions(), admission, body));
        routes.on(
                Method.GET,
                "/v1/tasks/{task}/predictions/{id}",
                new LoggedPredictionHandler(serving.predictions(), admission));
        routes.on(Method.POST, "/v1/tasks/{task}/outcomes", new OutcomesHandler(serving.outcomes(), admission, body));
        routes.on(Method.GET, "/v1/tasks/{task}/model", new ModelHandler(serving.models()));
        routes.on(Method.GET, "/v2/health/live", health::live);
        routes.on(Method.GET, "/v2/health/ready", health::ready);
        routes.on(Method.GET, "/v2/models/{task}/ready", health::modelReady);
        routes.on(Method.GET, "/metrics", new MetricsHandler(metrics));
        routes.routing.any((request, response) -> routes.fail(
                request,
                response,
                NO_ROUTE,
                RequestRefused.of(HttpFault.NOT_FOUND, "there is nothing at this address")));
        return routes.routing.error(Throwable.class, (request, response, failure) -> {
            routes.fail(request, response, NO_ROUTE, failure);
        });
    }

    /** The task in the address; a name that no task can have is one that is not there. */
    static TaskName task(ServerRequest request) {
        return new TaskName(request.path().pathParameters().get("task"));
    }

    private void on(Method method, String address, Handler handler) {
        routing.route(method, address, (request, response) -> {
            try {
                handler.handle(request, response);
            } catch (RuntimeException e) {
                fail(request, response, address, e);
            }
        });
        routing.any(address, (request, response) -> {
            response.header(HeaderNames.ALLOW, method.text());
            fail(
                    request,
                    response,
                    address,
                    RequestRefused.of(HttpFault.METHOD_NOT_ALLOWED, "this address takes " + method.text()));
        });
    }

    private void fail(ServerRequest request, ServerResponse response, String route, Throwable failure) {
        Throwable shown = failure instanceof NotFoundException
                ? RequestRefused.of(HttpFault.NOT_FOUND, "there is nothing at this address")
                : failure;
        Problem problem = Problem.of(shown);
        // the method is the caller's own text where no route matched
        String method =
                route.equals(NO_ROUTE) ? "" : request.prologue().method().text();
        if (problem.status() < 500) {
            log.refused(method, route, problem);
        } else {
            log.failed(method, route, problem, shown);
        }
        boolean broken = shown instanceof RequestRefused refused && refused.closesConnection();
        if (!broken && isReadToItsEnd(request)) {
            Answers.send(response, problem);
            return;
        }
        response.header(HeaderValues.CONNECTION_CLOSE);
        Answers.send(response, problem);
        // the header alone does not make the server close: it would take the rest of this body for the next request
        throw new CloseConnectionException("the request was not read to its end");
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
