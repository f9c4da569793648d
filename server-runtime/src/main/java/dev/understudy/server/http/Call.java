package dev.understudy.server.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.http.ServerRequest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** One request: what it is called in answers and in the log, who sent it, and which route it took. */
final class Call {
    static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");
    static final HeaderName TRACE_PARENT = HeaderNames.create("traceparent");
    static final HeaderName TRACE_RESPONSE = HeaderNames.create("traceresponse");
    /** The route of what no route matches. */
    static final String NO_ROUTE = "none";

    private static final int LONGEST_ID = 128;

    private final String id;
    private final Optional<TraceParent> trace;
    private final String spanId;
    private String owner = "";
    private String route = NO_ROUTE;

    private Call(String id, Optional<TraceParent> trace, String spanId) {
        this.id = id;
        this.trace = trace;
        this.spanId = spanId;
    }

    /** A request that begins; ids that are not well-formed are not looked at. */
    static Call of(Headers headers) {
        return new Call(
                headers.first(REQUEST_ID).filter(Call::isId).orElseGet(() -> random() + random()),
                headers.first(TRACE_PARENT).flatMap(TraceParent::parse),
                random());
    }

    /** The call that a request is. */
    static Call of(ServerRequest request) {
        return request.context()
                .get(Call.class)
                .orElseThrow(() -> new IllegalStateException("the request came in by no door"));
    }

    private static boolean isId(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_ID
                && text.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || c == '.'
                                || c == '_'
                                || c == '-');
    }

    /** 16 hexadecimal digits, not all of them zero; no secret depends on them. */
    private static String random() {
        long bits;
        do {
            bits = ThreadLocalRandom.current().nextLong();
        } while (bits == 0);
        return HexFormat.of().toHexDigits(bits);
    }

    /** The request's id: the caller's own, or a new one. */
    String id() {
        return id;
    }

    /** The caller's trace, where it sent one. */
    Optional<TraceParent> trace() {
        return trace;
    }

    /** Our span in that trace. */
    String spanId() {
        return spanId;
    }

    /** The name of the token that the request came with; empty where the service has no tokens. */
    String owner() {
        return owner;
    }

    void comesFrom(String tokenName) {
        owner = tokenName;
    }

    /** The route's address with its placeholders, such as {@code /v1/tasks/{task}/model}. */
    String route() {
        return route;
    }

    void takes(String address) {
        route = address;
    }
}
