package dev.understudy.server.http;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.serving.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An error as callers see it: problem details by RFC 9457 with a stable code.
 *
 * @param status the HTTP status
 * @param title what the status means
 * @param code the stable name
 * @param detail in words; never a path, an address or a stack trace
 * @param index which fact of the call it is about
 */
record Problem(int status, String title, String code, String detail, OptionalInt index) {
    static final String MEDIA_TYPE = "application/problem+json";

    private static final JsonMapper JSON = JsonMapper.shared();

    static Problem of(RequestRefused refused) {
        return new Problem(
                refused.fault().status(),
                refused.fault().title(),
                refused.fault().code(),
                refused.detail(),
                refused.index());
    }

    static Problem of(Refusal refusal) {
        Problem whole = of(refusal.code(), refusal.reason());
        return new Problem(whole.status, whole.title, whole.code, whole.detail, OptionalInt.of(refusal.index()));
    }

    /** What callers may know of an exception: of trouble behind the scenes, no more than that there is some. */
    static Problem of(Throwable failure) {
        return switch (failure) {
            case RequestRefused refused -> of(refused);
            case FactRefused refused -> of(refused.refusal());
            case UnderstudyException known -> of(known.code(), known.getMessage());
            default -> of(ErrorCode.INTERNAL, "");
        };
    }

    private static Problem of(ErrorCode code, String reason) {
        return switch (code) {
            case UNKNOWN_TASK, UNKNOWN_VERSION, UNKNOWN_ID, NO_LOG -> problem(404, "Not Found", code, reason);
            case EVENT_CONFLICT -> problem(409, "Conflict", code, reason);
            case DATA_INVALID -> problem(422, "Unprocessable Content", code, reason);
            case MODEL_UNAVAILABLE -> problem(503, "Service Unavailable", code, reason);
            case WORKSPACE_BUSY, DATABASE_UNAVAILABLE, QUEUE_UNAVAILABLE, FILE_UNAVAILABLE ->
                problem(503, "Service Unavailable", code, "the log cannot be reached; nothing was taken, try again");
            case STORE_UNAVAILABLE,
                    REPOSITORY_UNAVAILABLE,
                    FORGE_UNAVAILABLE,
                    PODS_UNAVAILABLE,
                    PORT_UNAVAILABLE,
                    LIBRARY_MISSING ->
                problem(503, "Service Unavailable", code, "something that is needed does not answer; try again");
            case CANCELLED -> problem(503, "Service Unavailable", code, "the work was stopped; try again");
            case USAGE,
                    TASK_FILE_INVALID,
                    NOT_AVAILABLE,
                    WORKSPACE_INVALID,
                    NOT_ENOUGH_DATA,
                    WINDOW_OVERLAP,
                    MODELS_DIFFER,
                    TRAINING_INVALID,
                    ARTIFACT_INVALID,
                    NOT_EXPLAINABLE,
                    PLUG_IN_MISSING,
                    PLUG_IN_INVALID,
                    SAMPLE_FAILED,
                    ARTIFACT_EXISTS,
                    ARTIFACT_NAME_INVALID,
                    ARTIFACT_MISSING,
                    LIVE_UNKNOWN,
                    REPOSITORY_INVALID,
                    REPOSITORY_REFUSED,
                    FORGE_REFUSED,
                    PULL_REQUEST_CLOSED,
                    MODEL_EXTERNAL,
                    NOT_APPROVED,
                    STAGING_REQUIRED,
                    INTERNAL ->
                // none of these is the caller's doing
                problem(500, "Internal Server Error", code, "the service is at fault; its log says more");
        };
    }

    private static Problem problem(int status, String title, ErrorCode code, String detail) {
        return new Problem(status, title, code.code(), detail, OptionalInt.empty());
    }

    /** Whether asking again later may help. */
    boolean isTemporary() {
        return status == 429 || status == 503 || status == 507;
    }

    /**
     * The document.
     *
     * @param requestId the request's id, or empty where there is none
     */
    byte[] toJson(String requestId) {
        ObjectNode document = JSON.createObjectNode()
                .put("title", title)
                .put("status", status)
                .put("code", code)
                .put("detail", detail)
                .put("error", detail); // where clients of the Open Inference Protocol look
        index.ifPresent(position -> document.put("index", position));
        if (!requestId.isEmpty()) {
            document.put("requestId", requestId);
        }
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }
}
