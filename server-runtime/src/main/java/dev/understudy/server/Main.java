package dev.understudy.server;

/** Entry point of the headless jar. */
public final class Main {
    private Main() {}

    /** Prints the version; the commands are not written yet. */
    public static void main(String[] arguments) {
        System.out.println("understudy " + Main.class.getPackage().getImplementationVersion());
    }
}
