package dev.understudy.server;

import dev.understudy.server.command.CommandLineProgram;
import java.time.InstantSource;

/** The headless program. This is the only place that asks the machine for time, environment and streams. */
public final class Main {
    private Main() {}

    /** Runs one command and ends with its exit code. */
    public static void main(String[] arguments) {
        CommandLineProgram program =
                new CommandLineProgram(System.out, System.err, System.getenv(), InstantSource.system());
        System.exit(program.runUntilEnd(arguments));
    }
}
