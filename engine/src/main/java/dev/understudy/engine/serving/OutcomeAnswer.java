package dev.understudy.engine.serving;

/** What a call that tells outcomes gets. */
public sealed interface OutcomeAnswer {
    /**
     * All are in the log.
     *
     * @param outcomes how many are new
     * @param duplicates how many were there before
     * @param unmatched how many belong to events that are not in the log yet
     */
    record Recorded(int outcomes, int duplicates, int unmatched) implements OutcomeAnswer {}

    /**
     * None is in the log, since one cannot be taken.
     *
     * @param refusal which and why
     */
    record Refused(Refusal refusal) implements OutcomeAnswer {}
}
