package dev.understudy.engine.backtest;

import java.util.Locale;

/** A rule that says which model is live. */
public enum Policy {
    /** The gate's: a candidate is released when its simulation is approved. */
    GATED("a candidate goes live if its simulated release is approved"),
    /** The same candidates, each released as soon as it is there. */
    ALWAYS("the same candidates, each released with no gate"),
    /** A model that is trained at the last moment on everything known, so that nothing can be simulated. */
    FRESH("trained at each step on everything known then; no simulation is possible"),
    /** The first model for ever. */
    NEVER("the first model for ever");

    private final String description;

    Policy(String description) {
        this.description = description;
    }

    /** The name in output. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it does. */
    public String description() {
        return description;
    }
}
