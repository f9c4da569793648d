package dev.understudy.fx.screen;

import java.util.Locale;

/** The screens, in the order of the stripe and of Alt+1 … Alt+6. */
public enum Screen {
    /** The latest verdict of each task. */
    HOME(1),
    /** Traffic, outcomes and features of a task. */
    DATA(2),
    /** Training runs beside the live model. */
    EXPERIMENTS(3),
    /** A candidate replayed against the live model. */
    SIMULATION(4),
    /** What is live where, and how it changes. */
    RELEASE(5),
    /** The runtime's figures. */
    LIVE(6);

    private final int digit;

    Screen(int digit) {
        this.digit = digit;
    }

    /** Stable name in settings, resource keys and style classes. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The combination that goes there. */
    public String shortcut() {
        return "Alt+" + digit;
    }
}
