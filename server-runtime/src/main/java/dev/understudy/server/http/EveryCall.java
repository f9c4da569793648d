package dev.understudy.server.http;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.time.Duration;
import java.util.function.LongSupplier;

/** What happens to every request, whichever route it takes: it gets its ids, its connection's clock, and a line in the log. */
final class EveryCall implements Filter {
    private final Admission admission;
    private final LongSupplier nanoTime;
    private final OperatorLog log;
    private final boolean logged;

    /**
     * The outermost filter.
     *
     * @param logged whether every request gets a line
     */
    EveryCall(Admission admission, LongSupplier nanoTime, OperatorLog log, boolean logged) {
        this.admission = admission;
        this.nanoTime = nanoTime;
        this.log = log;
        this.logged = logged;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        HelidonConnection connection = HelidonConnection.current();
        connection.turn(HelidonConnection.Phase.CALL);
        long start = nanoTime.getAsLong();
        Call call = Call.of(request.headers());
        request.context().register(call);
        response.header(Call.REQUEST_ID, call.id());
        call.trace().ifPresent(trace -> response.header(Call.TRACE_RESPONSE, trace.response(call.spanId())));
        if (admission.isStopping()) { // so that the caller's next request goes to somebody who stays
            response.header(HeaderValues.CONNECTION_CLOSE);
            connection.takesNoMoreCalls();
        } else if (request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
            connection.takesNoMoreCalls();
        }
        try {
            chain.proceed();
        } finally {
            if (logged) {
                // the method is the caller's own text where no route matched
                String method = call.route().equals(Call.NO_ROUTE)
                        ? ""
                        : request.prologue().method().text();
                log.answered(call, method, response.status().code(), Duration.ofNanos(nanoTime.getAsLong() - start));
            }
        }
        connection.turn(HelidonConnection.Phase.WAITING);
    }
}
