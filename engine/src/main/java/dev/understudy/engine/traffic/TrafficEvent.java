package dev.understudy.engine.traffic;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Something a prediction is wanted for. Instants are cut to microseconds, the finest that both databases keep.
 *
 * @param id unique within the task; up to 200 characters
 * @param time when it happened
 * @param knownAt when it became known here
 * @param cluster whose events are correlated with each other; empty: it stands alone
 * @param maturesAt when its outcome matures, where the event says so
 * @param input the raw input
 */
public record TrafficEvent(
        String id,
        Instant time,
        Instant knownAt,
        Optional<String> cluster,
        Optional<Instant> maturesAt,
        RawInput input) {
    /** The longest id, cluster or outcome, in characters. */
    public static final int LONGEST_TEXT = 200;

    public TrafficEvent {
        checkText("event id", id);
        cluster.ifPresent(text -> checkText("cluster", text));
        time = time.truncatedTo(ChronoUnit.MICROS);
        knownAt = knownAt.truncatedTo(ChronoUnit.MICROS);
        maturesAt = maturesAt.map(instant -> instant.truncatedTo(ChronoUnit.MICROS));
    }

    static void checkText(String what, String text) {
        if (text.isBlank() || text.length() > LONGEST_TEXT || hasControl(text) || !RawInput.isText(text)) {
            throw new UnderstudyException(
                    ErrorCode.DATA_INVALID,
                    what + ": expected 1 to " + LONGEST_TEXT + " printable characters, and found "
                            + (text.isBlank() ? "none" : text.length() + " with \"" + clean(text) + "\""));
        }
    }

    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static String clean(String text) {
        String start = text.substring(0, Math.min(20, text.length()));
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}
