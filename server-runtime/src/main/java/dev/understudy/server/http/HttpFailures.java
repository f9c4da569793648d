package dev.understudy.server.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;

/** Answers what fails before any route is found: requests that are not well-formed HTTP, or too large. */
final class HttpFailures implements DirectHandler {
    private final OperatorLog log;

    private HttpFailures(OperatorLog log) {
        this.log = log;
    }

    static DirectHandlers handlers(OperatorLog log) {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (EventType type : EventType.values()) {
            handlers.addHandler(type, new HttpFailures(log));
        }
        return handlers.build();
    }

    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders responseHeaders,
            String message) {
        RequestRefused refused = refused(request, status);
        Problem problem = Problem.of(refused);
        Call call = Call.of(request.headers());
        log.refused(call, "", problem);
        HelidonConnection.endsBeforeItsRequest();
        return TransportResponse.builder()
                .status(Status.create(problem.status(), problem.title()))
                .header(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .header(Call.REQUEST_ID, call.id())
                .entity(problem.toJson(call.id()))
                .keepAlive(false)
                .build();
    }

    private static RequestRefused refused(TransportRequest request, Status status) {
        if (status.code() == Status.REQUEST_ENTITY_TOO_LARGE_413.code()) {
            return RequestRefused.of(
                    HttpFault.BODY_TOO_LARGE, "expected a body of at most " + RequestBody.LONGEST + " bytes");
        }
        if (request.headers().contains(HeaderNames.CONTENT_ENCODING)) {
            return RequestRefused.of(HttpFault.UNSUPPORTED_MEDIA_TYPE, "expected a body in gzip or unpacked");
        }
        return RequestRefused.of(HttpFault.MALFORMED_REQUEST, "the request is not well-formed HTTP/1.1");
    }
}
