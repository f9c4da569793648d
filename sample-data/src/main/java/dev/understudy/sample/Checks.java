package dev.understudy.sample;

/** Bounds of parameters. */
final class Checks {
    private Checks() {}

    static void within(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(what + " is " + value + "; expected " + least + " to " + most);
        }
    }
}
