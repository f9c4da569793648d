package dev.understudy.engine.serving;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/**
 * Refuses a key that comes again with another call. A retry is safe without this, by the ids of its events in the log; what is
 * checked here is a caller's mistake, for the latest keys that this process has answered. Thread-safe.
 */
public final class RetryKeys {
    /** How many keys are remembered: some 10 MB. */
    static final int MOST = 32_768;

    private record Use(TaskName task, RetryKey key) {}

    private final LinkedHashMap<Use, Digest> used = new LinkedHashMap<>();

    RetryKeys() {}

    /**
     * Answers a call under a key; a call that is refused leaves the key free.
     *
     * @param offered the events as they came
     * @param answer predicts for them, with an id each
     * @return EVENT_CONFLICT if the key was answered for other events before
     */
    public PredictionAnswer once(
            TaskName task,
            RetryKey key,
            List<OfferedEvent> offered,
            Function<List<OfferedEvent>, PredictionAnswer> answer) {
        Use use = new Use(task, key);
        Digest content = RetryKey.content(offered);
        Digest before = take(use, content);
        if (!before.equals(content)) {
            return new PredictionAnswer.Refused(new Refusal(
                    0, ErrorCode.EVENT_CONFLICT, "the Idempotency-Key came before with other events than these"));
        }
        boolean answered = false;
        try {
            PredictionAnswer given = answer.apply(key.named(offered));
            answered = given instanceof PredictionAnswer.Answered;
            return given;
        } finally {
            if (!answered) {
                free(use, content);
            }
        }
    }

    private synchronized Digest take(Use use, Digest content) {
        Digest before = used.putIfAbsent(use, content);
        if (before == null && used.size() > MOST) {
            used.remove(used.firstEntry().getKey());
        }
        return before == null ? content : before;
    }

    private synchronized void free(Use use, Digest content) {
        used.remove(use, content);
    }
}
