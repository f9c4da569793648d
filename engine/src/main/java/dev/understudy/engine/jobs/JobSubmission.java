package dev.understudy.engine.jobs;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.TaskName;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A job as it is handed in.
 *
 * @param task what it belongs to
 * @param owner who may see it: the name of a token, or empty where there are none
 * @param key what makes handing it in again safe, of at most 200 characters; none: each time is another job
 * @param priority what is worked on first
 * @param payload what to do, as text that the queue does not look into
 */
public record JobSubmission(TaskName task, String owner, Optional<String> key, JobPriority priority, String payload) {
    /** The longest key. */
    public static final int LONGEST_KEY = 200;

    public JobSubmission {
        key.ifPresent(text -> {
            if (text.isEmpty() || text.length() > LONGEST_KEY) {
                throw new IllegalArgumentException("a key has 1 to " + LONGEST_KEY + " characters");
            }
        });
    }

    /** What tells two submissions with the same key apart. */
    public Digest content() {
        return Digest.of((priority.key() + "\n" + payload).getBytes(StandardCharsets.UTF_8));
    }
}
