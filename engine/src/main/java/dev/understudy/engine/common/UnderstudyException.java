package dev.understudy.engine.common;

import org.jspecify.annotations.Nullable;

/**
 * A broken environment or input. The message is one sentence for people: what failed, with which value, and what was
 * expected. A failed check of a release is never an exception; see {@code GateVerdict}.
 */
public final class UnderstudyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public UnderstudyException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public UnderstudyException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** The stable code of the error. */
    public ErrorCode code() {
        return code;
    }

    /** The message, which is always there. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
