package dev.understudy.server.command;

import dev.understudy.engine.common.ErrorCategory;

/** What a command's end means to a script. */
final class ExitCode {
    static final int DONE = 0;
    static final int BUG = 1;
    static final int USAGE = 2;
    static final int BAD_INPUT = 3;
    static final int UNAVAILABLE = 4;
    static final int NOT_APPROVED = 10;
    static final int INCONCLUSIVE = 11;
    static final int INTERRUPTED = 130;

    private ExitCode() {}

    static int of(ErrorCategory category) {
        return switch (category) {
            case USAGE -> USAGE;
            case BAD_INPUT -> BAD_INPUT;
            case UNAVAILABLE -> UNAVAILABLE;
            case NOT_APPROVED -> NOT_APPROVED;
            case CANCELLED -> INTERRUPTED;
            case BUG -> BUG;
        };
    }
}
