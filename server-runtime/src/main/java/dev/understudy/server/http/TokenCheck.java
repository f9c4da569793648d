package dev.understudy.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;
import java.util.Set;

/**
 * Lets nobody pass without a token, whatever the address: what is not there is not told either. The two probes of a
 * cluster's node are open, since it has no secret; they say nothing but yes or no.
 */
final class TokenCheck implements Filter {
    /** Addresses that need no token. */
    static final Set<String> OPEN = Set.of("/v2/health/live", "/v2/health/ready");

    private static final long SHORT_BODY = 64 << 10;

    private final TokenFile file;

    TokenCheck(TokenFile file) {
        this.file = file;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (!OPEN.contains(request.prologue().uriPath().rawPath())) {
            List<String> sent = request.headers().all(HeaderNames.AUTHORIZATION, List::of);
            String owner =
                    sent.size() == 1 ? file.tokens().owner(sent.getFirst()).orElse("") : "";
            if (owner.isEmpty()) {
                throw refused(request);
            }
            Call.of(request).comesFrom(owner);
        }
        chain.proceed();
    }

    /** A body that may be long is not taken in from a stranger: the connection ends with the answer. */
    private static RequestRefused refused(RoutingRequest request) {
        String detail = "expected Authorization: Bearer with a token of this service";
        boolean small = !request.headers().contains(HeaderNames.TRANSFER_ENCODING)
                && request.headers().contentLength().orElse(0) <= SHORT_BODY
                && !request.headers().containsToken(HeaderValues.EXPECT_100);
        return small
                ? RequestRefused.of(HttpFault.UNAUTHORIZED, detail)
                : RequestRefused.amidst(HttpFault.UNAUTHORIZED, detail);
    }
}
