package dev.understudy.server.faults;

import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** What a client has in writing: every prediction that was answered, and every call that was turned away. Thread-safe. */
final class Ledger {
    private final Map<String, Acknowledged> acknowledged = new ConcurrentHashMap<>();
    private final Queue<TurnedAway> turnedAway = new ConcurrentLinkedQueue<>();
    private final AtomicInteger broken = new AtomicInteger();

    /**
     * A prediction that was answered.
     *
     * @param said what
     * @param asked when the call began, by this machine's clock
     * @param answered when its answer was read
     */
    record Acknowledged(Said said, Instant asked, Instant answered) {}

    /**
     * A prediction as the answer has it.
     *
     * @param scoreBits the score, bit for bit
     */
    record Said(long scoreBits, String label, String decision, String version, double propensity) {
        static Said of(JsonNode prediction) {
            return new Said(
                    Double.doubleToRawLongBits(prediction.path("score").asDouble()),
                    prediction.path("label").asString(),
                    prediction.path("decision").asString(),
                    prediction.path("version").asString(),
                    prediction.path("propensity").asDouble());
        }
    }

    /**
     * A call that was turned away.
     *
     * @param retryAfter whether it was told when to try again
     */
    record TurnedAway(int status, String code, boolean retryAfter) {}

    /**
     * Notes an answer.
     *
     * @return how many events have been answered so far
     */
    int acknowledge(String id, Acknowledged answer) {
        Acknowledged before = acknowledged.putIfAbsent(id, answer);
        if (before != null && !before.said().equals(answer.said())) {
            throw new AssertionError(id + " was answered with " + before + ", and then with " + answer);
        }
        return acknowledged.size();
    }

    void turnedAway(TurnedAway call) {
        turnedAway.add(call);
    }

    /** A call ended without any answer. */
    void broken() {
        broken.incrementAndGet();
    }

    Map<String, Acknowledged> acknowledged() {
        return acknowledged;
    }

    Queue<TurnedAway> turnedAway() {
        return turnedAway;
    }

    int brokenCalls() {
        return broken.get();
    }
}
