package dev.understudy.server.command;

/** Who sits at the command line. */
final class Person {
    private Person() {}

    /** The account that runs the process. */
    static String ofProcess() {
        return System.getProperty("user.name", "unknown");
    }
}
