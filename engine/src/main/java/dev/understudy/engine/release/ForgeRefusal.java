package dev.understudy.engine.release;

import java.time.Duration;
import java.util.Optional;

/** A forge answered, and not with what was asked for. Knows no library. */
@SuppressWarnings("serial") // never written anywhere
final class ForgeRefusal extends Exception {
    private final int status;
    private final Optional<Duration> wait;

    /**
     * @param status of the answer
     * @param message what the forge says
     * @param wait how long it asks to wait
     */
    ForgeRefusal(int status, String message, Optional<Duration> wait) {
        super(message);
        this.status = status;
        this.wait = wait;
    }

    int status() {
        return status;
    }

    Optional<Duration> patience() {
        return wait;
    }

    String said() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    /** Whether it may be otherwise in a moment. */
    boolean isPassing() {
        return switch (status) {
            case 408, 425, 429, 500, 502, 503, 504 -> true;
            case 403 -> wait.isPresent(); // GitHub's limits come so
            default -> false;
        };
    }
}
