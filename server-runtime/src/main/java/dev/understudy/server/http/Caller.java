package dev.understudy.server.http;

import io.helidon.webserver.http.ServerRequest;

/**
 * Who a request comes from: the name of the bearer token that it was let in with, or empty where there are no tokens. Whoever
 * checks tokens puts it into the request's context.
 *
 * @param name of the token
 */
record Caller(String name) {
    private static final Caller NOBODY = new Caller("");

    static Caller of(ServerRequest request) {
        return request.context().get(Caller.class).orElse(NOBODY);
    }
}
