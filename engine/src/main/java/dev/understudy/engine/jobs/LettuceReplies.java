package dev.understudy.engine.jobs;

import dev.understudy.engine.common.TaskName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What scripts answer, as records. Redis answers with lists of texts, numbers and lists. */
final class LettuceReplies {
    private LettuceReplies() {}

    static List<Submitted> submitted(List<Object> replies, Duration retryAfter) {
        return IntStream.range(0, replies.size())
                .mapToObj(i -> submittedOne(list(replies, i), retryAfter))
                .toList();
    }

    private static Submitted submittedOne(List<Object> reply, Duration retryAfter) {
        return switch (text(reply, 0)) {
            case "fresh" -> new Submitted.Accepted(new JobId(text(reply, 1)), true);
            case "known" -> new Submitted.Accepted(new JobId(text(reply, 1)), false);
            case "conflict" -> new Submitted.Conflicting(new JobId(text(reply, 1)));
            case "full" -> new Submitted.Full(number(reply, 1), retryAfter);
            default -> throw new IllegalStateException("no such answer: " + reply);
        };
    }

    static List<ClaimedJob> claimed(List<Object> replies) {
        return IntStream.range(0, replies.size())
                .mapToObj(i -> claimedJob(list(replies, i)))
                .toList();
    }

    private static ClaimedJob claimedJob(List<Object> reply) {
        return new ClaimedJob(
                new JobLease(new JobId(text(reply, 0)), number(reply, 1)),
                new TaskName(text(reply, 2)),
                text(reply, 3),
                Math.toIntExact(number(reply, 4)),
                Instant.ofEpochMilli(number(reply, 5)));
    }

    static Backlog backlog(List<Object> reply) {
        return new Backlog(
                new TaskName(text(reply, 0)),
                number(reply, 1),
                number(reply, 2),
                number(reply, 3),
                Duration.ofMillis(number(reply, 4)));
    }

    /** A job, where it is there. */
    static Optional<Job> job(List<Object> reply) {
        JobId id = new JobId(text(reply, 0));
        List<Object> values = list(reply, 1);
        if (values.getFirst() == null) {
            return Optional.empty();
        }
        return Optional.of(new Job(
                id,
                new TaskName(text(values, 0)),
                text(values, 1),
                JobPriority.valueOf(text(values, 2).toUpperCase(Locale.ROOT)),
                instant(values, 3),
                Integer.parseInt(text(values, 4)),
                values.get(5) == null
                        ? Optional.empty()
                        : Optional.of(new JobFailure(text(values, 5), text(values, 6))),
                state(reply, values)));
    }

    private static JobState state(List<Object> reply, List<Object> values) {
        return switch (text(values, 7)) {
            case "queued" -> new JobState.Queued(instant(values, 8));
            case "running" -> new JobState.Running(instant(values, 9));
            case "succeeded" -> new JobState.Succeeded(instant(values, 10), text(reply, 2));
            case "failed" ->
                new JobState.Failed(instant(values, 10), new JobFailure(text(values, 11), text(values, 12)));
            default -> throw new IllegalStateException("no such state: " + text(values, 7));
        };
    }

    static String text(List<Object> reply, int index) {
        return String.valueOf(present(reply, index));
    }

    static long number(List<Object> reply, int index) {
        return (Long) present(reply, index);
    }

    @SuppressWarnings("unchecked") // whatever is in it is looked at again
    static List<Object> list(List<Object> reply, int index) {
        return (List<Object>) present(reply, index);
    }

    private static Instant instant(List<Object> values, int index) {
        return Instant.ofEpochMilli(Long.parseLong(text(values, index)));
    }

    private static Object present(List<Object> reply, int index) {
        @Nullable Object value = reply.get(index);
        if (value == null) {
            throw new IllegalStateException("the answer lacks its value " + index);
        }
        return value;
    }
}
