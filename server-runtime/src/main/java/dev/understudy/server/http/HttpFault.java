package dev.understudy.server.http;

import java.util.Locale;

/** What can be wrong with a request before the engine hears of it; the engine's own codes come beside these. */
enum HttpFault {
    /** The request is not well-formed HTTP or JSON. */
    MALFORMED_REQUEST(400, "Bad Request"),
    /** There is no token, or not one of ours. */
    UNAUTHORIZED(401, "Unauthorized"),
    /** There is no such address. */
    NOT_FOUND(404, "Not Found"),
    /** The address is there, and takes other methods. */
    METHOD_NOT_ALLOWED(405, "Method Not Allowed"),
    /** The key of a retry came before with another body. */
    KEY_CONFLICT(409, "Conflict"),
    /** The job has ended, so that it cannot be taken back. */
    JOB_ENDED(409, "Conflict"),
    /** The body is longer than is read. */
    BODY_TOO_LARGE(413, "Content Too Large"),
    /** The body is not JSON, or compressed in another way than gzip. */
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported Media Type"),
    /** The JSON is well-formed and does not say what the address expects. */
    INVALID_REQUEST(422, "Unprocessable Content"),
    /** So much is under way that no more is begun. */
    TOO_MANY_REQUESTS(429, "Too Many Requests"),
    /** So many jobs of the task wait that no more are taken. */
    QUEUE_FULL(429, "Too Many Requests"),
    /** There are so many connections that no more is served. */
    TOO_MANY_CONNECTIONS(503, "Service Unavailable"),
    /** The process ends. */
    STOPPING(503, "Service Unavailable");

    private final int status;
    private final String title;

    HttpFault(int status, String title) {
        this.status = status;
        this.title = title;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** The stable name in answers. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
