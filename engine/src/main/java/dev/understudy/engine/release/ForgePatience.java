package dev.understudy.engine.release;

import java.time.Duration;

/**
 * How long a forge is waited for.
 *
 * @param answer how long one try of one call may take
 * @param total how long all calls and pauses of one operation may take
 * @param tries how often a call is tried
 */
public record ForgePatience(Duration answer, Duration total, int tries) {
    /** For publishing. */
    public static final ForgePatience STANDARD = new ForgePatience(Duration.ofSeconds(15), Duration.ofSeconds(60), 5);

    /** For showing what is open, beside other things that people want to see. */
    public static final ForgePatience BRIEF = new ForgePatience(Duration.ofSeconds(8), Duration.ofSeconds(12), 2);
}
