package dev.understudy.fx.tool;

import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.fx.text.Texts;
import java.io.IOException;

/** Why work failed, as people say it. */
public final class FailureWords {
    private FailureWords() {}

    /** The engine's own sentence with its code; the system's for a file or a network; else that it is a defect. */
    public static String of(Throwable failure, Texts texts) {
        return switch (failure) {
            case UnderstudyException known ->
                texts.get(
                        "task.failed.environment",
                        known.getMessage(),
                        known.code().code());
            case IOException broken ->
                texts.get(
                        "task.failed.environment",
                        String.valueOf(broken.getMessage()),
                        broken.getClass().getSimpleName());
            default -> texts.get("task.failed.bug", failure.toString());
        };
    }
}
