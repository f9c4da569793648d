package dev.understudy.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** Sends documents and problems. */
final class Answers {
    /** How long a caller should wait before it tries again, in seconds. */
    static final String RETRY_AFTER = "1";

    private Answers() {}

    static void send(ServerResponse response, JsonNode document) {
        send(response, Status.OK_200, document);
    }

    static void send(ServerResponse response, Status status, JsonNode document) {
        response.status(status)
                .header(HeaderValues.CONTENT_TYPE_JSON)
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .send(document.toString().getBytes(StandardCharsets.UTF_8));
    }

    static void send(ServerResponse response, Problem problem) {
        head(response, problem);
        response.send(problem.toJson(response.headers().first(Call.REQUEST_ID).orElse("")));
    }

    /** To who asks for the head alone: a body behind it would be taken for the next answer on the connection. */
    static void sendHead(ServerResponse response, Problem problem) {
        head(response, problem);
        response.send();
    }

    private static void head(ServerResponse response, Problem problem) {
        response.status(Status.create(problem.status(), problem.title()))
                .header(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .header(HeaderNames.CACHE_CONTROL, "no-store");
        if (problem.isTemporary() && !response.headers().contains(HeaderNames.RETRY_AFTER)) {
            response.header(HeaderNames.RETRY_AFTER, RETRY_AFTER);
        }
        if (problem.status() == HttpFault.UNAUTHORIZED.status()) {
            response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
    }
}
