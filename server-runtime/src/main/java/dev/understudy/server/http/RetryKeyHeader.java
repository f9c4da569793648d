package dev.understudy.server.http;

import dev.understudy.engine.serving.RetryKey;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Optional;

/** The header {@code Idempotency-Key}. */
final class RetryKeyHeader {
    private static final HeaderName NAME = HeaderNames.create("Idempotency-Key");

    private RetryKeyHeader() {}

    /** The key that a request came with, within its caller's own keys. */
    static Optional<RetryKey> of(ServerRequest request) {
        if (!request.headers().contains(NAME)) {
            return Optional.empty();
        }
        List<String> values = request.headers().get(NAME).allValues();
        if (values.size() != 1 || !RetryKey.isKey(values.getFirst())) {
            throw RequestRefused.of(
                    HttpFault.INVALID_REQUEST,
                    "Idempotency-Key: expected one, of 1 to " + RetryKey.LONGEST + " printable ASCII characters");
        }
        return Optional.of(new RetryKey(Caller.of(request).name(), values.getFirst()));
    }
}
