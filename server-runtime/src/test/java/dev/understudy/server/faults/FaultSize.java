package dev.understudy.server.faults;

/** How much of a fault test is run: some seconds with every build, or all of it on demand. */
enum FaultSize {
    SHORT,
    FULL;

    /** What {@code -Dunderstudy.faults=full} asks for; else short. */
    static FaultSize asked() {
        return "full".equals(System.getProperty("understudy.faults")) ? FULL : SHORT;
    }

    /** One number of two. */
    int of(int inShort, int inFull) {
        return switch (this) {
            case SHORT -> inShort;
            case FULL -> inFull;
        };
    }
}
